"""Two networks back to back: one describes a picture in a few numbers, one draws it from them."""

from typing import ClassVar

import numpy as np
from keras import ops
from sklearn.decomposition import PCA

from helpers import checks, given, networks
from helpers.batching import in_batches
from helpers.pictures import several
from helpers.training import Budget, Trainable


class Autoencoder(Trainable):
    """Representation of data by a few numbers, learnt by drawing the data from them.

    z = encode(x),   minimised: mean over pixels of (decode(z) - x)²

    Nothing says where codes may lie, so it is no generative model: noise need not be a code.

    Args:
        event_shape: `(2,)` for points, `(height, width, channels)` for images whose sides
            are multiples of 4.
        latent_dim: numbers in a code, the bottleneck.
        width: units or channels of the networks; 64 for points and 16 for images by default.
        seed: makes the weights repeatable.

    Example:

    >>> import numpy as np
    >>> from helpers.representation import Autoencoder
    >>> model = Autoencoder((32, 32, 3), latent_dim=8)
    >>> codes = model.encode(np.zeros((5, 32, 32, 3), "uint8"))
    >>> codes.shape, model.decode(codes).shape
    ((5, 8), (5, 32, 32, 3))

    Reference: Hinton and Salakhutdinov, 2006, https://doi.org/10.1126/science.1127647.
    """

    budgets: ClassVar = {1: Budget(3000, 128, 4e-3), 3: Budget(4000, 16, 3e-3)}

    def __init__(self, event_shape, latent_dim, width=None, seed=0):
        super().__init__(event_shape, seed)
        self.latent_dim = checks.whole(latent_dim, "latent dimensions", self.owner)
        width, seed = checks.width(self.usual(width, 64, 16), self.owner), self.seed
        if self.is_image:
            self.encoder = networks.encoder(self.event_shape, self.latent_dim, width, seed)
            self.decoder = networks.decoder(self.latent_dim, self.event_shape, width, seed + 1)
        else:  # they begin as straight maps: a start that folds a line would never unfold it
            sizes = self.event_shape[0], self.latent_dim
            self.encoder = networks.sine_mlp(*sizes, 2 * width, skip=True, seed=seed)
            self.decoder = networks.sine_mlp(*sizes[::-1], 2 * width, 1.5, skip=True, seed=seed + 1)
        self.built = True  # weights are made here, not by the first call as in Keras

    @in_batches()
    def encode(self, x):
        """Data in the learner's units to codes, float32 `(n, latent)`."""
        return self.encoder(self.to_model(x))

    @in_batches()
    def decode(self, z):
        """Codes `(n, latent)` to data in the learner's units; images in [0, 1]."""
        return self.to_data(self.units.clip(self.decoder(z)))

    @in_batches()
    def error(self, x):
        """Mean squared error of what comes back, in model units, `(batch,)`."""
        difference = self.decoder(self.encode(x)) - self.to_model(x)
        return ops.mean(difference**2, axis=tuple(range(1, difference.ndim)))

    def noise(self, n, seed=None):
        """`n` standard normal vectors `(n, latent)`: what a generative model would decode."""
        shape = (checks.whole(n, "a number of vectors", self.owner), self.latent_dim)
        return given.generator(seed, self.owner).standard_normal(shape, "float32")

    def call(self, x):  # a loss without answers: what Keras calls a prediction is the error itself
        return self.error(x)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return ops.mean(y_pred)


class PrincipalComponents:
    """The best description by weighted sums of pixels, drawn by weighted sums again.

    z = W (x - mean),   x̂ = mean + Wᵀ z,   W: orthonormal directions of largest variance

    No linear encoder and decoder have a smaller squared error. The first numbers of a code are
    the best shorter code, so one such model serves all sizes.

    Args:
        images: what to learn from, `(n, height, width, channels)`.
        latent_dim: numbers in a code, no more than there are images or pixels.
        seed: of the approximate decomposition.

    Raises:
        ValueError, TypeError: no images, or too many numbers.

    Reference: Baldi and Hornik, 1989, https://doi.org/10.1016/0893-6080(89)90014-2.
    """

    def __init__(self, images, latent_dim, seed=0):
        owner = type(self).__name__
        images = several(images, owner)
        self.event_shape = images.shape[1:]
        self.latent_dim = checks.whole(latent_dim, "latent dimensions", owner)
        flat = self._flat(images)
        if self.latent_dim > min(flat.shape):
            raise ValueError(
                f"{owner} expected at most {min(flat.shape)} latent dimensions; received "
                f"{latent_dim}. {flat.shape[0]} images of {flat.shape[1]} numbers vary in no more "
                f"directions."
            )
        seed = given.seed(seed, owner)
        self.pca = PCA(self.latent_dim, svd_solver="randomized", random_state=seed).fit(flat)

    def encode(self, x):
        """Images to codes `(n, latent)`."""
        return self.pca.transform(self._flat(x))

    def decode(self, z):
        """Codes `(n, k)`, also shorter ones, to images in [0, 1]."""
        z = given.array(z, (None, None), "codes", "PrincipalComponents.decode")
        if z.shape[1] > self.latent_dim:
            raise ValueError(
                f"PrincipalComponents.decode expected codes of {self.latent_dim} numbers or fewer; "
                f"received {z.shape[1]}. Each number belongs to one direction."
            )
        flat = z @ self.pca.components_[: np.shape(z)[1]] + self.pca.mean_
        return np.clip(flat, 0, 1).reshape(-1, *self.event_shape)

    def _flat(self, x):
        x = checks.events(x, self.event_shape, "PrincipalComponents")
        return x.reshape(len(x), -1) / 255
