"""A wall of samples whose noise is turned up and down.

noise_wall   the explorer
canvas       the wall in the page (.py, .js, .css)
"""

from helpers.explorer.wall.noise_wall import NoiseWall

__all__ = ["NoiseWall"]
