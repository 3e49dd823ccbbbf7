"""Families whose density is explicit but only approximate.

vae             a lower bound on log p(x)
energy_based    log p(x) but for a constant; samples by Markov chain
diffusion       noise taken away step by step; log p(x) by solving an equation
"""

from helpers.approximate.diffusion import Diffusion
from helpers.approximate.energy_based import EnergyBased
from helpers.approximate.vae import VAE

__all__ = ["VAE", "Diffusion", "EnergyBased"]
