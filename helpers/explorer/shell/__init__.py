"""What all live widgets share.

render     pure functions from arrays to bytes: strips, thumbnails, pictures
assets     the page's script from shared parts, and its style
panel      sliders, number boxes and buttons beside a canvas
controls   buttons, speed and learning rate under a theatre
dom.js     elements of a page; page.js  its traits, frames.js  its pictures
"""

from helpers.explorer.shell import render
from helpers.explorer.shell.assets import script, style
from helpers.explorer.shell.controls import Controls, action
from helpers.explorer.shell.panel import Panel

__all__ = ["Controls", "Panel", "action", "render", "script", "style"]
