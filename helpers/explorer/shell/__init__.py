"""What all live widgets share: one base in the kernel, one in the page.

explorer     the base: a page, one lock, a still for viewers without widgets; read this first
page         request and reply (.py), and what the page does with them (.js, .css)
line.js      a page that is its line of text and nothing else
assets       the page's script from its parts, and its style
dom.js       elements of a page; pictures.js  bytes on a canvas
controls     buttons and rows;  panel  sliders and number boxes beside a canvas
render, png  pure functions from arrays to pictures
"""

from helpers.explorer.shell import png, render
from helpers.explorer.shell.assets import script, style
from helpers.explorer.shell.controls import button, row
from helpers.explorer.shell.explorer import Explorer
from helpers.explorer.shell.page import Page
from helpers.explorer.shell.panel import Panel

__all__ = [
    "Explorer",
    "Page",
    "Panel",
    "button",
    "png",
    "render",
    "row",
    "script",
    "style",
]
