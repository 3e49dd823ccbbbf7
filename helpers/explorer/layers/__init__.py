"""A grid carried through the layers of a flow.

layers   the explorer and its page (.py, .js, .css); carried_grid.js  the grid
"""

from helpers.explorer.layers.layers import LayerExplorer

__all__ = ["LayerExplorer"]
