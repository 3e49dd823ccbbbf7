"""A picture that is drawn pixel by pixel.

pixels   the explorer: change one pixel, let the rest be drawn again
canvas   the picture and its next pixel in the page (.py, .js, .css)
"""

from helpers.explorer.pixels.pixels import PixelExplorer

__all__ = ["PixelExplorer"]
