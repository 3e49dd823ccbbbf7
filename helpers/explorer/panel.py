"""The ordinary widgets beside the canvas: sliders, number boxes, buttons, the fold."""

import ipywidgets as widgets


def row(name):
    """A slider and its number box; the canvas keeps the two equal, inside the page."""
    slider = widgets.FloatSlider(readout=False, layout={"width": "auto", "margin": "0 8px"})
    box = widgets.BoundedFloatText(
        description=name,
        layout={"width": "116px", "margin": "0"},
        style={"description_width": "38px"},
    )
    return slider, box


def place(slider, box, reach, step, value):
    """Set range and value in one message: a slider in a half-set state would move itself."""
    for widget in (slider, box):
        with widget.hold_sync():
            widget.max, widget.min, widget.step, widget.value = reach, -reach, step, value


def rows(pairs):
    """Rows of number box and slider."""
    columns = "max-content minmax(140px, 1fr)"
    children = [widget for slider, box in pairs for widget in (box, slider)]
    return widgets.GridBox(
        children, layout={"grid_template_columns": columns, "grid_gap": "2px 4px", "width": "100%"}
    )


def button(text, icon, tooltip, disabled=False):
    """A push button."""
    return widgets.Button(
        description=text,
        icon=icon,
        tooltip=tooltip,
        disabled=disabled,
        layout={"width": "auto", "margin": "0 6px 0 0"},
    )


def fold(hidden):
    """Rows behind a button that shows and hides them: the button, then the rows."""
    text = f"{len(hidden)} more dimension{'s' if len(hidden) > 1 else ''}"
    toggle = widgets.ToggleButton(
        description=text, icon="chevron-down", layout={"width": "auto", "align_self": "flex-start", "margin": "6px 0"}
    )
    more = rows(hidden)
    more.layout.display = "none"

    def show(change):
        more.layout.display = "" if change["new"] else "none"
        toggle.icon = "chevron-up" if change["new"] else "chevron-down"

    toggle.observe(show, "value")
    return toggle, more
