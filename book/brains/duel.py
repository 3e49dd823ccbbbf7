"""What a ForgerAndCritic needs without a kernel: the moves of both players, and the empty arena."""

import numpy as np

from book.brains import planar
from book.brains.figure import Layers, colours, key, rectangle
from book.brains.theatre import speeds
from book.nets.duel import Players
from helpers.explorer.theatre.arena import SIDE, Arena
from helpers.explorer.theatre.duel import BATCH, LOOKED_AT


def pack(explorer, nets):
    duel = explorer.duel
    duel.restart()
    duel.measure()
    players, arena = Players(duel), Arena(duel.data)
    figure = Layers(*parts(arena))
    layers = figure.arrays()
    names = "buttons", "speed", "who", "rates", "gamma", "hearing"
    return {
        "label": "live",
        "parts": {"page": explorer.page} | {name: getattr(explorer, name) for name in names},
        "nets": players.files(nets, "duel"),
        "arrays": {
            "critic": players.weights("critic").row(),
            "forger": players.weights("forger").row(),
            "colours": colours("PuOr"),
            **layers,
        },
        "values": of_duel(duel, arena)
        | {"key": f"duel-{key(layers)}", "speeds": speeds(), "picture": of_arena(arena, figure)},
    }


def parts(arena):
    """The figure, what lies under all that moves, what moves, and the axes of the curve."""
    *truths, dots = [*arena.samples.images, *arena.samples.collections]
    arena.samples.set_title(f"{LOOKED_AT:,} forgeries over the truth")
    moving = [dots, arena.map, arena.made, *arena.curve.lines]
    return arena.figure, [*truths, *arena.curve.patches], moving, {arena.curve: "x"}


def of_arena(arena, figure):
    return figure.values() | {
        "samples": rectangle(arena.samples),
        "map": rectangle(arena.realness),
        "curves": [rectangle(arena.curve)],
        "bounds": np.float64(arena.bounds).tolist(),
    }


def of_duel(duel, arena):
    model = duel.model
    return {
        "truth": planar.describe(duel.data),
        "bounds": np.float64(arena.bounds).tolist(),
        "seed": duel.seed,
        "accuracies": [list(pair) for pair in duel.accuracies],
        "shift": model.shift.numpy().tolist(),
        "scale": model.scale.numpy().tolist(),
        "budget": model.budget.steps,
        "latent": model.latent_dim,
        "batch": BATCH,
        "looked_at": LOOKED_AT,
        "side": SIDE,
        "ear": int(np.prod(duel._ear.shape)),
        "loudest": float(duel._loudest),
    }
