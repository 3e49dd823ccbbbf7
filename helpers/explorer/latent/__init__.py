"""Slide the numbers of a code and see what they say.

latent       sliders, the picture, a map of the codes: read this first
sliding      what explorers with sliders share: strips asked for, an answer, a status
statements   a face in ten statements, beside its code
repainting   a scene and the painter's noise
canvas       the picture in the page (.py, .css); sliding.js  what moves it; map.js  the map beside
gallery      the real pictures and where their codes lie
naming       names for sliders, from what was measured
"""

from helpers.explorer.latent.canvas import SLIDING, PictureCanvas
from helpers.explorer.latent.latent import LatentExplorer
from helpers.explorer.latent.naming import measured_names
from helpers.explorer.latent.repainting import RepaintExplorer
from helpers.explorer.latent.statements import TenStatements

__all__ = [
    "SLIDING",
    "LatentExplorer",
    "PictureCanvas",
    "RepaintExplorer",
    "TenStatements",
    "measured_names",
]
