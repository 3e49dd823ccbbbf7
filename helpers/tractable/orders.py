"""In which order an autoregressive model reads an event: points in a row, images in blocks.

Each has
    mixture                        of every number
    conditioners                   a network for each number of a block
    networks                       all there are
    context                        how many numbers say what is known before a block
    split(x)                       known before each block, and the blocks, a row each
    flat(x)                        (batch, *event) -> (batch, d), numbers in reading order
    fill(fill_block, z, ...)       (batch, d) -> (batch, *event), block after block
"""

from keras import ops

from helpers import networks
from helpers.densities import LevelMixture, NormalMixture
from helpers.networks import images


class InARow:
    """Points: all numbers are one block, and nothing is known before it."""

    context = 0

    def __init__(self, event_shape, components, width, seed):
        self.mixture = NormalMixture(components)
        self.conditioners = [
            networks.fourier_mlp(max(i, 1), self.mixture.parameters, width, seed + i, 3)
            for i in range(event_shape[0])
        ]
        self.networks = self.conditioners

    def split(self, x):
        return x[:, :0], x

    def flat(self, x):
        return x

    def fill(self, fill_block, *numbers):
        return fill_block(numbers[0][:, :0], *numbers)


class InBlocks:
    """Images: blocks of 2 by 2 pixels, left to right and top to bottom."""

    def __init__(self, event_shape, components, width, seed):
        rows, columns, channels = event_shape
        self.block_shape, self.context = (rows // 2, columns // 2, 4 * channels), width
        self.mixture = LevelMixture(components)
        self.above = networks.causal.rows_above(self.block_shape, width, seed=seed)
        self.left = networks.causal.places_left(self.block_shape, width, seed=seed + 1)
        self.conditioners = [
            networks.mlp(width + i, self.mixture.parameters, width, 1, seed + 2 + i)
            for i in range(4 * channels)
        ]
        self.networks = [self.above, self.left, *self.conditioners]

    def split(self, x):
        """What is known before each block and the block itself, a row each: images
        `(batch, *event)` to `(batch * blocks, width)` and `(batch * blocks, block)`.
        """
        x = images.to_blocks(x)
        known = self.left([self.above(x), x])
        return ops.reshape(known, (-1, known.shape[-1])), ops.reshape(x, (-1, x.shape[-1]))

    def flat(self, x):
        x = images.to_blocks(x)
        return ops.reshape(x, (-1, x.shape[1] * x.shape[2] * x.shape[3]))

    def fill(self, fill_block, *numbers):
        rows, columns, size = self.block_shape
        numbers = [ops.reshape(n, (-1, rows, columns, size)) for n in numbers]

        def fill_place(r, c, above, line):
            known = ops.take(self.left([above, line])[:, 0], c, axis=1)
            own = (ops.take(ops.take(n, r, axis=1), c, axis=1) for n in numbers)
            here = ops.cast(ops.arange(columns) == c, "float32")[:, None]
            return line + here * fill_block(known, *own)[:, None, None]

        def fill_row(r, x):
            above = ops.take(self.above(x), r, axis=1)[:, None]  # (batch, 1, columns, width)
            line = ops.fori_loop(
                0, columns, lambda c, line: fill_place(r, c, above, line), 0 * x[:, :1]
            )
            here = ops.cast(ops.arange(rows) == r, "float32")[:, None, None]
            return x + here * line

        return images.from_blocks(ops.fori_loop(0, rows, fill_row, 0 * numbers[0]))
