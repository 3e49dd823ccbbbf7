"""Every family, in reading order. A new one adds its import and its name here."""

from helpers.approximate import VAE, Diffusion, EnergyBased
from helpers.implicit import GAN
from helpers.tractable import Autoregressive, NormalizingFlow

FAMILIES = (
    Autoregressive,
    NormalizingFlow,
    VAE,
    EnergyBased,
    Diffusion,
    GAN,
)
