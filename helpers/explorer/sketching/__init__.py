"""Draw a picture and see what a model makes of it.

sketch_pad   the explorer: the pad, what comes back, sliders that go on from there (.py, .js, .css)
answer       what a model makes of one picture, and how far from the sheet that is: pure functions
canvas       what page and kernel tell each other;  paper  what pictures have at their rim, colours
drawing.js   strokes and the way back;  pad.js  mouse, finger and keys;  tools.js  what to draw with
"""

from helpers.explorer.sketching.answer import Answer, Sheet, render
from helpers.explorer.sketching.sketch_pad import SketchPad

__all__ = ["Answer", "Sheet", "SketchPad", "render"]
