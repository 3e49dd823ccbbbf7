"""The script and the style of a widget's page."""

import pathlib

EXPLORER = pathlib.Path(__file__).parents[1]


def script(*parts):
    """One module without an address to load from: it works offline and in every front end.

    Args:
        parts: JavaScript files by room and name, `"shell/dom"`, the shared ones first.
    """
    return "".join((EXPLORER / f"{part}.js").read_text("utf-8") for part in parts)


def style(part):
    """The path of a CSS file, by room and name; anywidget watches it while one works on it."""
    return EXPLORER / f"{part}.css"
