"""Families whose density is explicit and exact.

autoregressive     one coordinate after the other, each given those before it
normalizing_flow   an invertible map, and the volume it stretches
"""

from helpers.tractable.autoregressive import Autoregressive
from helpers.tractable.normalizing_flow import NormalizingFlow

__all__ = ["Autoregressive", "NormalizingFlow"]
