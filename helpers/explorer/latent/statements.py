"""Describe a face by a few statements, to somebody who draws what you say."""

import numpy as np

from helpers import datasets, given
from helpers.datasets.faces import FACTORS
from helpers.explorer.latent.latent import REACH, LatentExplorer
from helpers.explorer.shell import render

ENDS = {
    "skin": "light to deep",
    "hair": "black to blond",
    "length": "cropped to long",
    "curl": "straight to curly",
    "fringe": "parted left to right",
    "age": "young to old",
    "eyes": "brown to grey",
    "openness": "narrow to wide eyes",
    "brows": "low to raised",
    "glasses": "no or yes",
    "smile": "sad to broad",
    "beard": "no or yes",
    "width": "slim to wide face",
    "jaw": "narrow to strong",
    "hat": "no or yes",
    "pose": "turned left to right",
    "background": "pink to lilac",
    "clothes": "navy to violet",
}
ALLOWED = 10
NEAR = REACH / 4  # a statement is right within an eighth of its range


class Listener:
    """Draws a face from sliders: each runs from -3 to 3, and 0 is what nobody spoke of."""

    event_shape, latent_dim = (32, 32, 3), len(FACTORS)
    low, high = np.transpose([r if isinstance(r, tuple) else (0, 1) for r in FACTORS.values()])
    yes_or_no = np.array([not isinstance(rule, tuple) for rule in FACTORS.values()])

    def factors(self, z):
        """Sliders `(n, 18)` to factors: unspoken ones in the middle, glasses and such left out."""
        share = np.clip((np.asarray(z) / REACH + 1) / 2, 0, 1)
        share = np.where(self.yes_or_no, share > 0.5, share)
        return np.clip(self.low + (self.high - self.low) * share, self.low, self.high)

    def sliders(self, factors):
        """Factors `(n, 18)` to the sliders that say them."""
        return REACH * (2 * (np.asarray(factors) - self.low) / (self.high - self.low) - 1)

    def decode(self, z):
        return datasets.draw_faces(self.factors(z)) / np.float32(255)

    def noise(self, n, seed=None):
        return self.sliders(datasets.faces(n, seed=seed).factors)


class TenStatements(LatentExplorer):
    """You have seen a face. Say what it was like, a slider a statement, and watch it drawn.

    A slider left in the middle is a statement not made. The line of text counts statements,
    those that are right, and how much of the difference is left: the squared difference of the
    pixels, against the face that is drawn when nothing is said.

    Args:
        seed: of the first face to describe.

    Example:

    >>> from helpers import explorer
    >>> game = explorer.TenStatements(seed=3)
    >>> game.left(game.z)
    1.0
    >>> game.reveal()
    >>> game.left(game.z)
    0.0
    """

    def __init__(self, seed=0):
        names = [f"{name}: {ENDS[name]}" for name in FACTORS]
        self._seed = given.seed(seed, "TenStatements")
        self._truth = Listener().noise(1, seed=seed)[0]
        super().__init__(Listener(), names=names)
        self.page.caption = "drawn by your listener"
        self._panel.fold.value, self._panel.fold.description = True, "10 more statements"
        texts = ("New face", "Somebody else to describe"), ("Reveal", "All eighteen statements")
        for button, (text, tooltip) in zip(self.buttons, texts, strict=False):
            button.description, button.tooltip, button.disabled = text, tooltip, False

    @property
    def target(self):
        """The face to describe, uint8 `(32, 32, 3)`."""
        return render.picture(self._decode, self._truth)

    def random(self, seed=None):
        """Somebody else. The n-th call without a seed takes the first seed plus n."""
        with self._lock:
            self._draws += 1
            seed = self._seed + self._draws if seed is None else seed
            self._truth = self._model.noise(1, seed=seed)[0]
            self.reset()

    def reveal(self):
        """Make all eighteen statements, all right."""
        self._go(self._truth.copy())

    def left(self, z):
        """The share of the squared difference that is left, from 0; 1 when nothing is said."""
        said, silent = (self._difference(at) for at in (z, np.zeros(self._latent_dim)))
        return round(float(said / silent), 3)

    def _difference(self, z):
        decoded = render.picture(self._decode, z).astype("float64")
        return ((decoded - self.target) ** 2).mean()

    def words(self, z):
        made = np.abs(z) > 1e-6
        right = made & (np.abs(z - self._truth) <= NEAR)
        right |= made & self._model.yes_or_no & (z * self._truth > 0)
        text = f"{made.sum()} of {ALLOWED} statements, {right.sum()} of them right."
        if made.sum() > ALLOWED:
            text += f" {made.sum() - ALLOWED} too many: put some back to 0."
        return f"{text} {self.left(z):.0%} of the difference is left."

    def _reference(self, z):
        return "the face you saw", self.target

    def _show_any(self):
        self.reveal()

    def __repr__(self):
        return f"TenStatements({len(self.sliders)} statements, 32×32 colour)"
