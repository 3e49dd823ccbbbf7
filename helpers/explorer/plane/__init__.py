"""A point dragged over two maps: what a classifier says there and what a density says.

plane   the explorer and its page (.py, .js, .css)
"""

from helpers.explorer.plane.plane import PlaneExplorer

__all__ = ["PlaneExplorer"]
