"""Six trained families on the map of the field, each asked the same four questions.

family_panel   the explorer and its page (.py, .js, .css); plane_window.js  a plane in it
answers        what each family answers (.py), read in the page (.js)
"""

from helpers.explorer.family_panel.family_panel import FamilyPanel

__all__ = ["FamilyPanel"]
