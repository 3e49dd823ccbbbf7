"""One slider over pictures that were prepared ahead.

strip          the canvas (.py, .js, .css) and the explorer that all of these are
line           one weight, trained step by step
paths          from picture to picture, by several ways
concepts       along a concept vector
journey        from noise to picture, through time
side_by_side   one noise that drives all families
temperature    texts from the same random numbers (.py, .js, .css)
"""

from helpers.explorer.strips.concepts import ConceptExplorer
from helpers.explorer.strips.journey import JourneyExplorer, there_and_heading
from helpers.explorer.strips.line import LineExplorer
from helpers.explorer.strips.paths import WAYS, PathExplorer, coders, pictures_along
from helpers.explorer.strips.side_by_side import SideBySide
from helpers.explorer.strips.temperature import TemperatureExplorer

__all__ = [
    "WAYS",
    "ConceptExplorer",
    "JourneyExplorer",
    "LineExplorer",
    "PathExplorer",
    "SideBySide",
    "TemperatureExplorer",
    "coders",
    "pictures_along",
    "there_and_heading",
]
