"""A grid carried through the layers of a flow.

layers           the explorer and its page (.py, .js, .css)
carried_grid.js  Python's CarriedGrid;  grid_picture.js  draws it;  chart.js  the sum of logarithms
"""

from helpers.explorer.layers.layers import LayerExplorer

__all__ = ["LayerExplorer"]
