"""Families that draw samples and never say how probable one is.

adversarial   the game: two players and their losses
gan           noise to data by that game
translation   the same with a scene to go by: from scene and noise to painting
"""

from helpers.implicit.gan import GAN
from helpers.implicit.translation import Translator

__all__ = ["GAN", "Translator"]
