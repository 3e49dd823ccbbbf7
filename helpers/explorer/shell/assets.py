"""The script and the style of a widget's page."""

import pathlib

EXPLORER = pathlib.Path(__file__).parents[1]


def script(*parts):
    """One module without an address to load from: it works offline and in every front end.

    Args:
        parts: JavaScript files by room and name, `"shell/pictures"`, in the order in which they
            need each other. What all pages share comes before them.
    """
    return _joined(("shell/dom", "shell/page", *parts), "js")


def style(*parts):
    """The style that all pages share, and CSS files by room and name."""
    return _joined(("shell/page", *parts), "css")


def _joined(parts, kind):
    return "".join((EXPLORER / f"{part}.{kind}").read_text("utf-8") for part in parts)
