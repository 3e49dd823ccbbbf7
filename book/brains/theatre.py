"""What a TrainingTheatre needs without a kernel: the step of its family, and the empty picture."""

import math

import numpy as np

from book.brains import planar
from book.brains.figure import Layers, colours, key, rectangle
from book.nets.theatre import trainer
from helpers.explorer.theatre.playing import SPEEDS
from helpers.explorer.theatre.session import DRAWS, GRID, KL_TITLE, SAMPLES
from helpers.explorer.theatre.stage import Picture


def pack(explorer, nets):
    session = explorer._session
    session.restart()
    session.measure()
    family = trainer(session.model)
    kind = session.model.density.value if session.has_density else None
    picture = Picture(session.data, kind, KL_TITLE.get(session.kl_word))
    figure = Layers(*parts(picture))
    layers = figure.arrays()
    return {
        "label": "live",
        "parts": {
            "page": explorer.page,
            "buttons": explorer.buttons,
            "speed": explorer.speed,
            "rate_box": explorer.rate_box,
            "rate_slider": explorer.rate_slider,
        },
        "nets": family.files(nets, type(session.model).__name__.lower()),
        "arrays": {
            "start": family.descent.weights.row(),
            "colours": colours("Blues"),
            **layers,
        },
        "values": of_session(session)
        | family_values(session.model)
        | {
            "key": f"{type(session.model).__name__}-{key(layers)}",
            "speeds": speeds(),
            "weights": family.descent.weights.size,
            "picture": of_picture(picture, figure),
        },
    }


def speeds():
    """Steps a second by place in the menu; null is full speed."""
    return [speed if math.isfinite(speed) else None for speed in SPEEDS.values()]


def parts(picture):
    """The figure, what lies under all that moves, what moves, and the axes of curves."""
    *truths, dots = [*picture.samples.images, *picture.samples.collections]
    picture.samples.set_title(f"{SAMPLES:,} samples")
    lines = [line for ax in picture.curves for line in ax.lines]
    moving = [dots, *lines, *([picture.map] if picture.map else [])]
    return picture.figure, truths, moving, dict.fromkeys(picture.curves, "both")


def of_picture(picture, figure):
    return figure.values() | {
        "samples": rectangle(picture.samples),
        "map": rectangle(picture.map.axes) if picture.map else None,
        "curves": [rectangle(ax) for ax in picture.curves],
        "bounds": np.float64(picture.bounds).tolist(),
    }


def of_session(session):
    """What is the same for all families."""
    model = session.model
    return {
        "family": type(model).__name__,
        "truth": planar.describe(session.data),
        "bounds": np.float64(session.data.bounds).tolist(),
        "seed": session.seed,
        "noise": session._noise.tolist(),
        "shift": model.shift.numpy().tolist(),
        "scale": model.scale.numpy().tolist(),
        "volume": float(model.log_volume()),
        "rate": session.learning_rate,
        "kls": [[step, round(kl, 6)] for step, kl in session.kls],  # the same in every build
        "size": model.budget.batch_size,
        "budget": model.budget.steps,
        "latent": model.latent_dim,
        "samples": SAMPLES,
        "has_density": session.has_density,
        "density": model.density.value,
        "kl_word": session.kl_word,
        "side": session._side,
        "held_out": len(session._held_out) if session.kl_word is not None else 0,
        "sums": session._sums,
        "grid": GRID,
    }


def family_values(model):
    """What only some families have."""
    name = type(model).__name__
    values = {"likelihood": name in ("Autoregressive", "NormalizingFlow", "VAE")}
    if name == "Autoregressive":
        mixture = model.mixture
        values["components"] = {
            "count": len(mixture.centres),
            "lowest": mixture.smallest,
            "highest": mixture.largest,
            "centres": mixture.centres.tolist(),
        }
    elif name == "VAE":
        values |= {"draws": model.draws, "bounds_drawn": DRAWS, "rows": 256}
        end = model.pace.hold * model.budget.steps
        values["falling"] = {"first": model.budget.first_noise, "end": end}
    elif name == "EnergyBased":
        values["levels"] = len(model.levels.sigma)
        values["chain"] = {
            "start": float(np.float32(model.levels.start_scale)),
            "levels": model.level_of_step.tolist(),
            "steps": model.size_of_step.tolist(),
        }
    elif name == "Diffusion":
        values["times"] = model.times.tolist()
    return values
