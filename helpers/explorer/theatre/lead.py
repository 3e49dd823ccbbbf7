"""Who of two players is ahead: measured on points that never change, and in words."""

import numpy as np

from helpers.metrics import modes

EVEN = 0.45, 0.65  # between these shares of pairs told right nobody is far ahead
WORDS = {
    "critic": "The critic is ahead.",
    "forger": "The forger is ahead.",
    "nobody": "Nobody is far ahead.",
}


class Lead:
    """What two players have reached.

    A duel MUST give   data, steps, accuracies; real, points that nobody trains on, and _z, noise;
                       _decode and _realness, of arrays; _recent, the last losses of each player
    """

    def samples(self):
        """What the forger makes of noise that never changes, `(n, 2)`."""
        return self._decode(self._z)

    def realness(self, x):
        """The critic's verdict, shifted so that 0 lies half-way between real and made points."""
        made = self.samples()
        middle = [float(np.median(self._realness(part))) for part in (self.real, made)]
        return self._realness(x) - np.mean(middle)

    def measure(self):
        """Remember who is ahead: the share of pairs, one real and one made, told right."""
        if self.accuracies and self.accuracies[-1][0] == self.steps:
            return
        real, made = self._realness(self.real), self._realness(self.samples())
        wins = np.sign(real[:, None] - made)  # ties count half
        self.accuracies.append((self.steps, float(0.5 + 0.5 * wins.mean())))

    @property
    def losses(self):
        """Mean loss of each player who moved, over its last rounds, ten at most."""
        return {name: float(np.mean(last)) for name, last in self._recent.items() if last}

    @property
    def accuracy(self):
        """Share of pairs told right: 1 for a perfect critic, 0.5 for a coin."""
        self.measure()
        return self.accuracies[-1][1]

    @property
    def ahead(self):
        """Who is ahead, in a word."""
        if self.accuracy > EVEN[1]:
            return "critic"
        return "forger" if self.accuracy < EVEN[0] else "nobody"

    @property
    def status(self):
        """Rounds, who is ahead, and what is left of the modes, in words."""
        told = f"Round {self.steps:,}. The critic tells {self.accuracy:.0%} of pairs right."
        words = [told, WORDS[self.ahead]]
        if hasattr(self.data, "means") and len(self.data.means) < 100:
            words.append(f"Modes with a forgery: {self.caught} of {len(self.data.means)}.")
        if self.losses:
            losses = ", ".join(f"{name} {value:.2f}" for name, value in self.losses.items())
            words.append(f"Losses: {losses} (0.69 is a coin).")
        return " ".join(words)

    @property
    def caught(self):
        """Modes of the data that at least one shown forgery belongs to."""
        return int(modes(self.samples(), self.data.means, self.data.sd).caught.value)
