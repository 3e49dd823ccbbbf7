"""The autoregressive family on text: one character after the other, each given those before it."""

import math
from typing import ClassVar

import keras
import numpy as np
from keras import layers, ops

from helpers import checks, given
from helpers.batching import in_batches
from helpers.taxonomy import Density
from helpers.tractable.letters import (
    END,
    Alphabet,
    entropy,
    expect_length,
    expect_text,
    quantile,
    random_numbers,
    temperatures_of,
    tempered,
)
from helpers.tractable.looking import Block, waves
from helpers.tractable.text_learner import TextLearner
from helpers.training import Budget, expect_usual_numbers


class TextTransformer(TextLearner):
    """The chain rule on characters, with a transformer for every factor.

    p(x) = ∏ᵢ p(xᵢ | x₁ ... xᵢ₋₁),   p(xᵢ = c | x₁ ... xᵢ₋₁) = softmax(logitsᵢ / T)_c,   T = 1

    It is `Autoregressive` with letters in place of grey levels: a letter is one of the alphabet,
    so its distribution is a list of probabilities and needs no bells. log p(x) is exact, in
    nats.

    A network that looks back only, `Block`, says all factors of a text at once. Each character
    comes with its place, which at first is a row of waves, as in the first transformer; with
    random places it would learn slowly who stands just before whom. The network sees `context`
    characters; in a longer text the last half of them, or more, so that p is still one
    distribution of the whole text.

    A text is drawn character by character, each from its own number uᵢ, uniform on [0, 1]: xᵢ is
    where the cumulative distribution passes uᵢ. A temperature T below 1 makes probable characters
    more probable; at T = 0 the most probable one is taken and u no longer matters.

    Args:
        alphabet: every character that may occur, the end of a passage `"\\n"` among them.
        context: how many characters it can look back on.
        width: numbers that stand for each character inside.
        depth: blocks, one after the other.
        heads: of each block.
        drop: share of numbers left out in training.
        seed: makes the weights repeatable.

    Raises:
        ValueError: an alphabet without an end, a width that heads cannot share.

    Example:

    >>> from helpers.tractable import TextTransformer
    >>> model = TextTransformer("\\n abc", context=8, width=16)
    >>> model.factors("abba cab").shape
    (8,)
    >>> len(model.draw([0.1, 0.5, 0.9], temperatures=[0.5, 1.0]))
    2

    References: Vaswani et al., 2017, https://arxiv.org/abs/1706.03762, for the network; Bengio,
    Ducharme, Vincent and Jauvin, 2003, https://www.jmlr.org/papers/v3/bengio03a.html, for
    language by the chain rule and a network; Shannon, 1951,
    https://doi.org/10.1002/j.1538-7305.1951.tb01366.x, for the entropy of English.
    """

    density = Density.EXACT
    is_image = False  # `LiveTraining` asks
    budget: ClassVar = Budget(1500, 16, 3e-3, beta_2=0.99)

    def __init__(self, alphabet, context=64, width=128, depth=2, heads=4, drop=0.1, seed=0):
        super().__init__()
        expect_usual_numbers("TextTransformer")
        self.alphabet = Alphabet(alphabet)
        self.context = checks.whole(context, "characters of context", "TextTransformer")
        seed = given.seed(seed, "TextTransformer")
        width = checks.whole(width, "width", "TextTransformer")
        depth = checks.whole(depth, "depth", "TextTransformer", least=0)
        heads = checks.whole(heads, "heads", "TextTransformer")
        if width % heads:
            raise ValueError(
                f"TextTransformer expected a width that its heads can share; received {width} "
                f"numbers for {heads} heads. Each head gets as many as the others."
            )
        start = keras.initializers.RandomNormal(0.0, 0.5, seed=seed)
        self.letters = layers.Embedding(len(self.alphabet), width, start)
        first = keras.initializers.Constant(waves(self.context, width))
        self.places = layers.Embedding(self.context, width, first)
        self.blocks = [Block(width, heads, drop, seed + 10 * k) for k in range(depth)]
        self.norm = layers.LayerNormalization()
        small = keras.initializers.RandomNormal(0.0, 0.02, seed)
        self.head = layers.Dense(len(self.alphabet), kernel_initializer=small)
        self(np.zeros((1, self.context), "int32"))  # makes the weights

    # What comes next

    def call(self, x, training=False):
        """What may follow each character: tokens `(batch, places)` to logits `(batch, places,
        letters)`.
        """
        h = self.letters(x) + self.places(ops.arange(x.shape[1]))  # (batch, places, width)
        for block in self.blocks:
            h = block(h, training=training)
        return self.head(self.norm(h))

    @in_batches(32)
    def logits(self, x):
        """`call` for any number of arrays of tokens, in bounded memory."""
        return self(x)

    def windows(self, text):
        """A text in pieces of `context` places, each half of them further on.

        Returns:
            Tokens, the tokens that follow them, and which of these are told: all of the first
            piece and the new ones of any other, `(pieces, context)` each.
        """
        expect_text(text, "TextTransformer")
        x, n, step = self.alphabet.tokens(END + text), len(text), max(1, self.context // 2)
        expect_length(n, "one character or more", n > 0, "Nothing has no factors")
        starts = np.arange(0, max(1, n - self.context + step), step)[:, None]
        at = starts + np.arange(self.context)  # (pieces, context)
        told = (at < n) & ((starts == 0) | (at - starts >= self.context - step))
        return x[np.minimum(at, n)], x[np.minimum(at + 1, n)], told

    def factors(self, text, temperature=1.0):
        """log p(xᵢ | x₁ ... xᵢ₋₁) of every character, `(n,)`, in nats."""
        (temperature,) = temperatures_of(temperature, "TextTransformer.factors")
        before, x, told = self.windows(text)
        log_p = np.log(tempered(self.logits(before), temperature))
        return np.take_along_axis(log_p, x[..., None], axis=-1)[..., 0][told]

    def log_prob(self, text):
        """log p(x), the sum of the factors: one number, exact, in nats."""
        return float(self.factors(text).sum())

    def bits_per_character(self, text):
        """-log₂ p(x) of a text, divided by how many characters it has: exact."""
        return -self.log_prob(text) / (len(text) * math.log(2))

    def entropies(self, text, temperatures):
        """Entropy of the next character, in bits, on average over a text: one a temperature."""
        temperatures = temperatures_of(temperatures, "TextTransformer.entropies")
        before, _, told = self.windows(text)
        logits = self.logits(before)[told]  # (n, letters)
        return np.array([entropy(tempered(logits, t)).mean() for t in temperatures])

    def draw(self, u, temperatures=1.0, beginning=""):
        """Texts from noise, character by character, after a beginning that is given.

        Args:
            u: uniform on [0, 1), `(texts, length)` or `(length,)` for the same in every text.
            temperatures: one for all texts, or one for each.
            beginning: what every text begins with.

        Returns:
            A list of strings, without the beginning.
        """
        temperatures = temperatures_of(temperatures, "TextTransformer.draw")
        expect_text(beginning, "TextTransformer.draw")
        u = random_numbers(u, len(temperatures))
        u, _ = np.broadcast_arrays(u, temperatures[:, None])
        texts = np.tile(self.alphabet.tokens(END + beginning), (len(u), 1))
        known = texts.shape[1]
        for ui in u.T:
            seen = texts[:, -self.context :]
            # Nobody looks at later places, so that anything may fill them: few lengths, few graphs.
            room = min(self.context, -(-seen.shape[1] // 32) * 32) - seen.shape[1]
            logits = self.logits(np.pad(seen, ((0, 0), (0, room))))[:, seen.shape[1] - 1]
            texts = np.c_[texts, quantile(tempered(logits, temperatures[:, None]), ui)]
        return [self.alphabet.text(row) for row in texts[:, known:]]

    def looks(self, text):
        """How much each place looks at each, the start of the text first: `(blocks, heads, n + 1,
        n + 1)` for a text of n < context characters.
        """
        expect_text(text, "TextTransformer.looks")
        fits = len(text) < self.context
        expect_length(
            len(text), f"at most {self.context - 1} characters", fits, "Cut it: text[:50]"
        )
        x = self.alphabet.tokens(END + text)[None]
        h, found = self.letters(x) + self.places(ops.arange(x.shape[1])), []
        for block in self.blocks:
            found.append(np.asarray(block.looks(h))[0])
            h = block(h)
        return np.stack(found)
