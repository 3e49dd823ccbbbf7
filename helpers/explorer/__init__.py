"""Live widgets: pure functions that render, and thin shells that show them.

Page and kernel speak in traits, plain values that anything could hold; a page needs no kernel.

1. State: all that the page draws from is sent ahead, a trait each. A drag reads, and asks nobody.
2. Choices that need no answer (a place, a question, a temperature) are traits that both may set.
3. `request`, set by the page alone, is {"count": n, ...}: what it needs, counted up.
4. `reply`, set by the kernel alone, is {"to": n, "number": m, "busy": "", "error": "", ...}.
5. `to` is the count of the last request answered; while it is smaller, the page waits.
6. `number` counts replies, so that one that says the same again is still heard.
7. A reply comes in one message with all traits that changed; buttons and cells reply like this too.
8. `busy` says what the kernel is at work on, `error` what went wrong; what is shown stays.
9. The line of text is the error, or what the kernel is busy with, or what the page itself says.
10. `handles` are the names of the ordinary sliders around the page, in their order.

One folder a room; a widget's script and style lie beside its Python and have its name.

shell/           the base of all, on both sides: read this first
latent/          LatentExplorer, TenStatements, RepaintExplorer: slide the numbers of a code
strips/          LineExplorer, PathExplorer, ConceptExplorer, JourneyExplorer, SideBySide,
                 TemperatureExplorer
wall/            NoiseWall               pixels/      PixelExplorer
plane/           PlaneExplorer           layers/      LayerExplorer
landscape/       LandscapeExplorer       family_panel/  FamilyPanel
sketching/       SketchPad: draw a picture, and see what a model makes of it
theatre/         TrainingTheatre, ForgerAndCritic: training made visible
drawing/         DrawDensity: what is drawn is learned there
tasting          BlindTasting            live_training  LiveTraining, a callback of fit
"""

from helpers.explorer.drawing import DrawDensity
from helpers.explorer.family_panel import FamilyPanel
from helpers.explorer.landscape import LandscapeExplorer
from helpers.explorer.latent import LatentExplorer, RepaintExplorer, TenStatements, measured_names
from helpers.explorer.layers import LayerExplorer
from helpers.explorer.live_training import LiveTraining
from helpers.explorer.pixels import PixelExplorer
from helpers.explorer.plane import PlaneExplorer
from helpers.explorer.sketching import SketchPad
from helpers.explorer.strips import (
    WAYS,
    ConceptExplorer,
    JourneyExplorer,
    LineExplorer,
    PathExplorer,
    SideBySide,
    TemperatureExplorer,
    coders,
    pictures_along,
    there_and_heading,
)
from helpers.explorer.tasting import BlindTasting
from helpers.explorer.theatre import Duel, ForgerAndCritic, TrainingTheatre
from helpers.explorer.wall import NoiseWall

__all__ = [
    "WAYS",
    "BlindTasting",
    "ConceptExplorer",
    "DrawDensity",
    "Duel",
    "FamilyPanel",
    "ForgerAndCritic",
    "JourneyExplorer",
    "LandscapeExplorer",
    "LatentExplorer",
    "LayerExplorer",
    "LineExplorer",
    "LiveTraining",
    "NoiseWall",
    "PathExplorer",
    "PixelExplorer",
    "PlaneExplorer",
    "RepaintExplorer",
    "SideBySide",
    "SketchPad",
    "TemperatureExplorer",
    "TenStatements",
    "TrainingTheatre",
    "coders",
    "measured_names",
    "pictures_along",
    "there_and_heading",
]
