"""What a RepaintExplorer needs without a kernel: the painter, the judge, and the plain scenes."""

import inspect

import numpy as np
from keras import ops

from helpers.discriminative import Classifier


def pack(explorer, nets):
    page, model = explorer.page, explorer._model
    page.chunk = 0  # the painter runs in the page
    explorer._move(np.zeros(2), [])
    return {
        "label": "live",
        "parts": {
            "page": page,
            "sliders": explorer.sliders,
            "boxes": explorer.boxes,
            "buttons": explorer.buttons,
        },
        "nets": {
            "repaint": nets.add("repaint", model.painted, [model.event_shape] * 2),
            "opinion": nets.add("opinion", opinion(explorer), [model.event_shape]),
        },
        "arrays": {"scenes": explorer._scenes},
        "values": {"order": [0, 1], "what": explorer._what},
    }


def opinion(explorer):
    """The explorer's opinion as a function of tensors, pictures from 0 to 1: the judge that it
    asks says how probable class 1 is, after every square of pixels has become its mean.
    """
    (judge,) = [
        known
        for known in inspect.getclosurevars(explorer._opinion).globals.values()
        if isinstance(known, Classifier)
    ]
    side = explorer._model.event_shape[0] // judge.event_shape[0]

    def swirls(x):
        small = ops.round(ops.average_pool(ops.round(255 * x), side)) / 255
        return judge.probabilities(small)[:, 1]

    return swirls
