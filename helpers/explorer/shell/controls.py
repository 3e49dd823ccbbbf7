"""The ordinary widgets that several explorers have: buttons, and rows that wrap."""

import ipywidgets as widgets


def button(text, icon="", tooltip="", **layout):
    """A button as wide as its text."""
    layout = {"width": "auto", "margin": "0 6px 0 0", **layout}
    return widgets.Button(description=text, icon=icon, tooltip=tooltip, layout=layout)


def row(children, **layout):
    """Widgets beside each other, on as many lines as they need."""
    return widgets.HBox(children, layout={"flex_flow": "row wrap", **layout})
