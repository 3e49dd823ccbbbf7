"""A grid transported through the layers of a flow.

layers           the explorer and its page (.py, .js, .css)
transported_grid.js   Python's TransportedGrid
grid_picture.js  draws it;  chart.js  the sum of logarithms
"""

from helpers.explorer.layers.layers import LayerExplorer

__all__ = ["LayerExplorer"]
