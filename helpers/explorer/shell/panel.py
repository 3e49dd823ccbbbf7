"""The ordinary widgets beside the canvas: sliders, number boxes, buttons, the fold."""

import ipywidgets as widgets

from helpers.explorer.shell.controls import button, row


class Panel(widgets.VBox):
    """Buttons, then a row of number box and slider for each name, the last ones behind a fold.

    Args:
        names: one for each slider.
        shown: rows in sight.
        no_codes: why no real image can be encoded; empty if one can.
    """

    def __init__(self, names, shown, no_codes):
        room = max(38, 7 * max(map(len, names)))  # pixels for the longest name
        self.boxes = [_box(name, room) for name in names]
        self.sliders = [_slider() for _ in names]
        self.buttons = [
            button("Random point", "random", "Draw a point from the prior"),
            button("Real image", "picture-o", no_codes or "Encode a real image and decode it"),
            button("Reset", "undo", "Back to the centre"),
        ]
        self.buttons[1].disabled = bool(no_codes)
        self.fold = widgets.ToggleButton(
            layout={"width": "auto", "align_self": "flex-start", "margin": "6px 0"}
        )
        pairs = list(zip(self.boxes, self.sliders, strict=True))
        children = [row(self.buttons, margin="0 0 8px"), _rows(pairs[:shown])]
        if len(names) > shown:
            children += [self.fold, self._hide(pairs[shown:])]
        super().__init__(children, layout={"flex": "1 1 320px", "min_width": "280px"})

    def place(self, values, reach, step):
        """Put the sliders at `values`, on a range from -reach to reach."""
        for slider, box, value in zip(self.sliders, self.boxes, values, strict=True):
            for widget, at in ((slider, value), (box, round(value, 6))):
                # In one message: a slider in a half-set state would move itself.
                with widget.hold_sync():
                    widget.max, widget.min, widget.step, widget.value = reach, -reach, step, at

    def _hide(self, pairs):
        rows = _rows(pairs)

        def show(change):
            self.fold.icon = "chevron-up" if change["new"] else "chevron-down"
            rows.layout.display = None if change["new"] else "none"

        self.fold.description = f"{len(pairs)} more dimension{'s' if len(pairs) > 1 else ''}"
        self.fold.observe(show, "value")
        show({"new": False})
        return rows


def _box(name, room):
    layout = {"width": f"{room + 78}px", "margin": "0"}
    return widgets.BoundedFloatText(
        description=name, layout=layout, style={"description_width": f"{room}px"}
    )


def _slider():
    return widgets.FloatSlider(readout=False, layout={"width": "auto", "margin": "0 8px"})


def _rows(pairs):
    columns = "max-content minmax(140px, 1fr)"
    layout = {"grid_template_columns": columns, "grid_gap": "2px 4px", "width": "100%"}
    return widgets.GridBox([widget for pair in pairs for widget in pair], layout=layout)
