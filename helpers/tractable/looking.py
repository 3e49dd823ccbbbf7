"""Parts of a transformer: every place looks back, then thinks by itself."""

import keras
import numpy as np
from keras import layers


class Block(layers.Layer):
    """Every place looks at itself and at the places before it, then thinks by itself.

    h ← h + attention(norm(h)),   h ← h + network(norm(h))

    attention(h)ᵢ = Σⱼ aᵢⱼ V hⱼ,   aᵢⱼ = softmax over j ≤ i of (Q hᵢ)·(K hⱼ) / √d

    The weights aᵢⱼ say how much place i looks at place j. Those of one place sum to one, and
    those of later places are zero: that is the mask `use_causal_mask`.

    Args:
        width: numbers that each place has, a multiple of `heads`.
        heads: looks at once, each with weights of its own.
        drop: share of the network's numbers that is left out in training.
        seed: makes the weights repeatable.

    References: Vaswani et al., 2017, https://arxiv.org/abs/1706.03762; norms first: Xiong et al.,
    2020, https://arxiv.org/abs/2002.04745.
    """

    def __init__(self, width, heads, drop, seed):
        super().__init__()
        start = [keras.initializers.GlorotUniform(seed + k) for k in range(3)]
        self.norm, self.other_norm = layers.LayerNormalization(), layers.LayerNormalization()
        self.attention = layers.MultiHeadAttention(
            heads, width // heads, seed=seed, kernel_initializer=start[0]
        )
        self.network = keras.Sequential(
            [
                layers.Dense(4 * width, "relu", kernel_initializer=start[1]),
                layers.Dense(width, kernel_initializer=start[2]),
                layers.Dropout(drop, seed=seed),
            ]
        )

    def build(self, shape):
        for layer in (self.norm, self.other_norm, self.network):
            layer.build(shape)
        self.attention.build(shape, shape)
        super().build(shape)

    def call(self, h, training=False):
        """`(batch, places, width)` to the same shape."""
        seen = self.norm(h)
        h = h + self.attention(seen, seen, use_causal_mask=True)
        return h + self.network(self.other_norm(h), training=training)

    def looks(self, h):
        """aᵢⱼ of every head, `(batch, places, width)` to `(batch, heads, i, j)`."""
        seen = self.norm(h)
        return self.attention(seen, seen, use_causal_mask=True, return_attention_scores=True)[1]


def waves(places, width):
    """Places as numbers from which near is told from far: `(places, width)`.

    sin(i / Lᵏ) and cos(i / Lᵏ),   k from 0 to 1, L twice as long as the text

    References: Vaswani et al., 2017, section 3.5.

    Example:

    >>> from helpers.tractable.looking import waves
    >>> waves(3, 2).round(2).tolist()
    [[0.0, 1.0], [0.84, 0.54], [0.91, -0.42]]
    """
    k = np.arange((width + 1) // 2) / ((width + 1) // 2)
    angle = np.arange(places)[:, None] / (2 * places) ** k
    return np.concatenate([np.sin(angle), np.cos(angle)], axis=-1)[:, :width]
