"""Families whose density is explicit and can be worked out: exactly, or of grey levels as a bound.

autoregressive     one coordinate after the other, each given those before it
orders             what comes before what: points in a row, images in blocks
normalizing_flow   an invertible map, and the volume it stretches
bases              where it leads: normal noise for points, uniform noise for images
coupling, splits   one step of it; which numbers bend which
text               the autoregressive family on characters, a transformer
text_learner       how it learns a text
looking, letters   one block of it: every place looks back; letters as numbers
"""

from helpers.tractable.autoregressive import Autoregressive
from helpers.tractable.normalizing_flow import NormalizingFlow
from helpers.tractable.text import TextTransformer

__all__ = ["Autoregressive", "NormalizingFlow", "TextTransformer"]
