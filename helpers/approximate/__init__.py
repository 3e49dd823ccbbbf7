"""Families whose density is explicit but only approximate.

vae    a lower bound on log p(x)
"""

from helpers.approximate.vae import VAE

__all__ = ["VAE"]
