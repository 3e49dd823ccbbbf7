"""The ordinary widgets under the training theatre: buttons, speed, learning rate."""

import math

import ipywidgets as widgets

from helpers.explorer.shell import button

LOW, HIGH = -5, 0  # powers of ten between which a learning rate lies


class Controls(widgets.HBox):
    """Play, one step and restart; how fast it plays; the learning rate as a box and a slider.

    Args:
        rate: the learning rate now.
        speeds: name to steps a second; the last is the one to begin with.
    """

    def __init__(self, rate, speeds):
        self.buttons = [
            action("Play", "play", "Train and watch; other cells can run meanwhile"),
            action("One step", "step-forward", "Train on one batch"),
            action("Restart", "undo", "Back to the weights of the beginning"),
        ]
        self.speed = widgets.Dropdown(
            options=list(speeds.items()),
            value=list(speeds.values())[-1],
            description="speed",
            tooltip="How fast it plays",
            layout={"width": "190px", "margin": "0 12px 0 6px"},
            style={"description_width": "44px"},
        )
        rate = float(f"{min(max(rate, 10**LOW), 10**HIGH):.2g}")
        self.rate_box = widgets.BoundedFloatText(
            value=rate,
            min=10**LOW,
            max=10**HIGH,
            step=10 ** (math.floor(math.log10(rate)) - 1),
            description="learning rate",
            tooltip="How far each step goes",
            layout={"width": "180px", "margin": "0"},
            style={"description_width": "84px"},
        )
        self.rate_slider = widgets.FloatLogSlider(
            value=rate, min=LOW, max=HIGH, step=0.1, readout=False, layout={"width": "180px"}
        )
        rates = widgets.HBox([self.rate_box, self.rate_slider])
        layout = {"flex_flow": "row wrap", "align_items": "center"}
        super().__init__([*self.buttons, self.speed, rates], layout=layout)


def action(text, icon, tooltip):
    """A button of the theatre."""
    return button(text, icon, tooltip, min_width="84px")
