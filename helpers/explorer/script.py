"""The script of a widget's page, put together from the parts it shares with others."""

import pathlib

HERE = pathlib.Path(__file__).parent


def script(*parts):
    """One module without an address to load from: it works offline and in every front end.

    Args:
        parts: names of JavaScript files beside this one, the shared ones first.
    """
    return "".join((HERE / f"{part}.js").read_text("utf-8") for part in parts)
