"""Draw a shape; it becomes a density that is known exactly, and a family learns it.

strokes        from strokes to a density and to words (.py, .js): read this first
draw_density   the canvas, the menu of families and the training theatre below (.py, .js, .css)
"""

from helpers.explorer.drawing.draw_density import DrawDensity

__all__ = ["DrawDensity"]
