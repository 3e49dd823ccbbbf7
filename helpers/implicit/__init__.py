"""Families that draw samples and never say how probable one is.

gan    two networks that train against each other
"""

from helpers.implicit.gan import GAN

__all__ = ["GAN"]
