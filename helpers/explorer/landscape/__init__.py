"""Chains that walk on an energy landscape, as hot as you like.

landscape   the explorer and its page (.py, .js, .css); charts.js  trace and bars
valleys     the landscape as numbers (.py), and the walk over it in the page (.js)
"""

from helpers.explorer.landscape.landscape import LandscapeExplorer

__all__ = ["LandscapeExplorer"]
