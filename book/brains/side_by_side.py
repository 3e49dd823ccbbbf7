"""What SideBySide needs without a kernel: the networks of each model, and how it samples."""

from keras import ops

from book.brains import velocity
from book.brains.strips import taken
from helpers.approximate import Diffusion, EnergyBased
from helpers.backend import gradient
from helpers.explorer.strips.side_by_side import whole_noise
from helpers.tractable import Autoregressive, NormalizingFlow

BATCH = 6  # pictures at once, where one takes long


def pack(explorer, nets):
    makers, files = [], {}
    for name, model in explorer._models.items():
        kind, parts, values = maker(model, nets, len(explorer.degrees) - 1)
        files |= {f"{name} {part}": net for part, net in parts.items()}
        size, _ = whole_noise(model)
        makers.append(
            {"name": name, "kind": kind, "size": size, "parts": list(parts), "values": values}
        )
    return {
        "label": "live",
        "parts": {"page": explorer.page, "buttons": explorer.buttons},
        "nets": files,
        "arrays": {"frames": taken(explorer.page)},
        "values": {"seed": explorer.seed, "makers": makers},
    }


def maker(model, nets, stops):
    """How a model makes pictures of its noise: a name, networks and numbers, for the page's half
    in page/jobs/samples.js.
    """
    if isinstance(model, Autoregressive):
        return "autoregressive", reading(model, nets, stops), {}
    if isinstance(model, NormalizingFlow):
        return "flow", {"decode": flow(model, nets)}, {}
    if isinstance(model, Diffusion):
        times = {"times": model.times.astype("float64").tolist()}
        return "diffusion", velocity.nets_of(model, nets), times
    if isinstance(model, EnergyBased):
        return "energy", {"slope": slope(model, nets)}, chain(model)
    decode = nets.add("decode", model.decode, [(model.latent_dim,)])
    return "decode", {"decode": decode}, {}


def reading(model, nets, stops):
    """The parts of an autoregressive network, each for all pictures at once."""
    order = model.order
    _, columns, size = order.block_shape
    context = (1, columns, order.context)
    conditioners = {
        f"theta{i}": nets.add(f"theta{i}", conditioner, [(order.context + i,)], stops)
        for i, conditioner in enumerate(order.conditioners)
    }
    return conditioners | {
        "above": nets.add("above", order.above, [order.block_shape], BATCH),
        "left": nets.add("left", lambda *x: order.left(x), [context, (1, columns, size)], stops),
    }


def flow(model, nets):
    """From uniform noise to pictures: LiteRT has no erf, which the page does itself."""

    def decode(u):
        return model.to_data(model.base.leave(model.backward(u)))

    return nets.add("flow", decode, [(model.latent_dim,)])


def slope(model, nets):
    """∇E of pictures at a level."""

    def gradient_at(x, level):
        level = ops.reshape(level, (-1,))
        return gradient(lambda x: model.levels.energy_at(x, level), x)

    return nets.add("slope", gradient_at, [model.event_shape, (1,)], BATCH, ["float32", "int32"])


def chain(model):
    """Levels, step sizes and scales of an energy's chain."""
    return {
        "start": float(model.levels.start_scale),
        "shake": float(model.levels.noise_scale),
        "last": float(model.levels.smallest**2),
        "levels": model.level_of_step.tolist(),
        "steps": model.size_of_step.astype("float64").tolist(),
    }
