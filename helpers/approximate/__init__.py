"""Families whose density is explicit but only approximate.

vae             a lower bound on log p(x)
energy_based    log p(x) but for a constant; samples by Markov chain
levels          its levels of noise: for points, for images
diffusion       noise taken away step by step; log p(x) by solving an equation
fields          its velocities and times: for points, for images
guidance        a diffusion model steered towards a class
chains          one Langevin step; a sum over a grid
known           what can be written down: the best velocity, the true slope
"""

from helpers.approximate.diffusion import Diffusion
from helpers.approximate.energy_based import EnergyBased
from helpers.approximate.guidance import Guidance
from helpers.approximate.known import known_slope, known_velocity
from helpers.approximate.vae import VAE

__all__ = ["VAE", "Diffusion", "EnergyBased", "Guidance", "known_slope", "known_velocity"]
