"""Normalizing flow: log p(x) exactly, through an invertible map of data to noise."""

import math
from typing import ClassVar

from keras import ops

from helpers import checks
from helpers.batching import in_batches
from helpers.taxonomy import Density
from helpers.tractable.bases import NormalBase, UniformBase
from helpers.tractable.coupling import Coupling
from helpers.tractable.likelihood import Tractable
from helpers.training import Budget


class NormalizingFlow(Tractable):
    """An invertible map f from data to noise, and the volume it stretches.

    log p(x) = log p_noise(f(x)) + log |det df/dx|

    f is a stack of couplings. A `Coupling` keeps some numbers and bends some others, each along
    a rising curve that a network chooses from those it keeps; their log determinants add. Each
    can be run backwards, so samples are noise sent through f⁻¹. On the plane the two coordinates
    take turns. Images go from fine to coarse: in every square of 2 by 2 pixels one pixel stays,
    and the others are bent by it and its neighbours; then the same with the image of half the
    side that stayed. The last, coarsest image bends its own pixels in halves. Backwards that is
    how one paints: first a sketch, then the details.

    On the plane the noise is standard normal. Grey levels are steps, and a density could grow
    without end on them; so a number u ~ U[0, 1) fills each step: y = (level + u) / 256. The
    flow maps this cube to itself, and the noise is uniform on it. Its density averaged over u is
    the probability of the levels. A mean over few u falls below it in logarithms: a bound.

    log P(x) ≥ E_u[log 1/k Σ_k p(y_k)] - D log 256,   k draws of u for D numbers

    Args:
        event_shape: `(2,)` for points, `(height, width, channels)` for images whose sides
            are multiples of 4.
        couplings: how many; for images, those of the coarsest image. By default 4 and 8.
        bins: pieces of every curve; by default 32 on the plane and 8 for images.
        width: units or channels of the networks; by default 64 on the plane and 32 for images.
        seed: makes the weights repeatable.

    Raises:
        ValueError: for fewer than two coordinates: one has to bend the other.

    Example:

    >>> from helpers.tractable import NormalizingFlow
    >>> flow = NormalizingFlow((2,))
    >>> flow.log_prob([[0.0, 0.0], [1.0, 2.0]]).shape
    (2,)

    References: Dinh, Sohl-Dickstein and Bengio, 2017, https://arxiv.org/abs/1605.08803 for
    couplings; Durkan et al., 2019, https://arxiv.org/abs/1906.04032 for the curves; Reed et al.,
    2017, https://arxiv.org/abs/1703.03664, for the order of pixels; Ho et al., 2019,
    https://arxiv.org/abs/1902.00275, section 3.1, for the bound.
    """

    label = "normalizing flow"
    density = Density.EXACT  # of points; of images a bound
    # For images the optimizer forgets soon how steep the way was, as in diffusion.
    budgets: ClassVar = {1: Budget(1200, 512, 4e-3), 3: Budget(1875, 16, 5e-3, beta_2=0.99)}

    def __init__(self, event_shape, couplings=None, bins=None, width=None, seed=0):
        event_shape = checks.event_shape(event_shape, "NormalizingFlow")
        super().__init__(event_shape, math.prod(event_shape), seed)
        if self.latent_dim < 2:
            raise ValueError(
                f"{self.owner} expected at least two coordinates; received event shape "
                f"{self.event_shape}. A coupling bends some of them by the others."
            )
        couplings = checks.whole(self.usual(couplings, 4, 8), "couplings", self.owner)
        bins = checks.whole(self.usual(bins, 32, 8), "bins", self.owner)
        width = checks.width(self.usual(width, 64, 32), self.owner)
        base = UniformBase if self.is_image else NormalBase
        self.base = base(self.event_shape, couplings, bins)
        self.density, self.draws = self.base.density, self.base.draws
        self.couplings = [
            Coupling(*pair, self.base.network(*pair, width, self.seed + i), self.base.spline)
            for i, pair in enumerate(self.base.pairs)
        ]
        self.networks = [coupling.network for coupling in self.couplings]
        self.evaluations = len(self.networks)

    # The map, inside: x in the model's units

    def forward(self, x):
        """f(x) and log |det df/dx|: `(batch, d)` to `(batch, d)` and `(batch,)`."""
        log_det = 0.0
        for coupling in self.couplings:
            x, log_slope = coupling.forward(x)
            log_det = log_det + log_slope
        return x, log_det

    def log_det(self, y):
        """log |det df/dy| of images as `forward` has it, but sooner: `(batch, d)` to `(batch,)`.

        What a finer image bends, no coupling looks at again. So the map itself can be left out
        there, and no slope has to come back through it.
        """
        log_det = 0.0
        for coupling in self.couplings:
            moved, log_slope = coupling.forward(y)
            log_det = log_det + log_slope
            if coupling.identity.ndim == 1:
                y = moved
        return log_det

    def backward(self, z):
        """f⁻¹(z): the same couplings, last one first."""
        for coupling in reversed(self.couplings):
            z = coupling.inverse(z)
        return z

    # Densities

    @in_batches({1: 2048, 3: 128})
    def log_prob(self, x):
        """log p(x), `(batch, *event)` to `(batch,)`, in nats: exact on the plane; for images from
        one draw of u, a bound.
        """
        return self.base.log_prob_through(self, self.to_model(x)) + self.log_volume()

    @in_batches({1: 2048, 3: 16})
    def tight_bound(self, x):
        """The bound on log p(x) from all `draws` of u, `(batch,)`, in nats. Points need one."""
        log_p = self.log_prob(ops.repeat(x, self.draws, axis=0))
        return ops.logsumexp(ops.reshape(log_p, (-1, self.draws)), axis=-1) - math.log(self.draws)

    def log_density(self, x):
        return self.tight_bound(x)

    # Codes and samples

    @in_batches()
    def encode(self, x):
        return self.base.code(self.forward(self.base.enter(self.to_model(x)))[0])

    @in_batches()
    def decode(self, z):
        return self.to_data(self.base.leave(self.backward(self.base.start(z))))

    def trajectory(self, z, seed=None):
        return super().trajectory(z) if self.is_image else self.transport(z)[:, 1:, :2]

    @in_batches(4096)
    def transport(self, z):
        """Points from noise to data, coupling by coupling, on the plane: `(n, couplings + 2, 3)`.

        Where each point is, x₁ and x₂, and the log of how much the plane there was stretched so
        far; log p(x) is log p_noise(z) less that. The last step is that of the units.
        """
        states, stretched = [z], [0 * z[:, 0]]
        for coupling in reversed(self.couplings):
            states.append(coupling.inverse(states[-1]))
            stretched.append(stretched[-1] - coupling.forward(states[-1])[1])
        points = ops.stack([*states, self.to_data(states[-1])], axis=1)
        log_stretch = ops.stack([*stretched, stretched[-1] - self.log_volume()], axis=1)
        return ops.concatenate([points, log_stretch[..., None]], axis=-1)
