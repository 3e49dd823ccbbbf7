"""How each of the shipped weights is trained."""

from collections.abc import Callable
from typing import NamedTuple

import keras
import numpy as np

from helpers.approximate import VAE, Diffusion, EnergyBased
from helpers.backend import shuffled
from helpers.checkpoints import sources
from helpers.discriminative import Classifier, FactorReader
from helpers.implicit import GAN, Translator
from helpers.representation import Autoencoder
from helpers.tractable import Autoregressive, NormalizingFlow

SHAPE = (28, 28, 1)
PLANE = (2,)
COLOUR = (32, 32, 3)


class Recipe(NamedTuple):
    """What to train, for how many passes, and over what, a function of `sources`.

    Without a number of passes it is the family's own budget.
    """

    kind: type
    config: dict
    epochs: int | None
    source: Callable = sources.fashion


RECIPES = {
    "autoregressive-fashion": Recipe(Autoregressive, dict(event_shape=SHAPE, seed=0), 12),
    "flow-fashion": Recipe(NormalizingFlow, dict(event_shape=SHAPE, seed=0), 6),
    "vae-fashion": Recipe(VAE, dict(event_shape=SHAPE, latent_dim=16, seed=0), 30),
    "vae-fashion-2d": Recipe(VAE, dict(event_shape=SHAPE, latent_dim=2, seed=0), 10),
    "energy-fashion": Recipe(EnergyBased, dict(event_shape=SHAPE, seed=0), 5),
    "diffusion-fashion": Recipe(Diffusion, dict(event_shape=SHAPE, seed=0), 32),
    "gan-fashion": Recipe(GAN, dict(event_shape=SHAPE, seed=0), 12),
    "classifier-fashion": Recipe(
        Classifier, dict(event_shape=SHAPE, seed=0), 60, sources.fashion_labels
    ),
    "classifier-paintings": Recipe(
        Classifier,
        dict(event_shape=COLOUR, classes=2, seed=0),
        14,
        sources.swirls_or_not,
    ),
    "translator-swirls": Recipe(
        Translator, dict(event_shape=COLOUR, seed=0), 24, sources.scenes_and_swirls
    ),
    "gan-horses": Recipe(
        GAN, dict(event_shape=COLOUR, latent_dim=32, width=24, seed=0), 45, sources.horses
    ),
    "reader-horses": Recipe(
        FactorReader, dict(event_shape=COLOUR, factors=17, seed=0), 12, sources.horses_read
    ),
    "autoencoder-fashion-2d": Recipe(
        Autoencoder, dict(event_shape=SHAPE, latent_dim=2, seed=0), 10
    ),
    "reader-faces": Recipe(
        FactorReader, dict(event_shape=COLOUR, factors=18, width=24, seed=0), 12, sources.faces_read
    ),
    **{
        f"autoencoder-faces-{k}": Recipe(
            Autoencoder, dict(event_shape=COLOUR, latent_dim=k, seed=0), epochs, sources.faces
        )
        for k, epochs in {1: 12, 2: 12, 4: 16, 8: 20, 16: 24, 32: 24}.items()
    },
    "vae-faces-16": Recipe(
        VAE,
        dict(event_shape=COLOUR, latent_dim=16, beta=40.0, width=24, seed=0),
        40,
        sources.faces,
    ),
    **{
        f"{name}-moons": Recipe(family, dict(event_shape=PLANE, seed=0), None, sources.moons)
        for name, family in {
            "autoregressive": Autoregressive,
            "flow": NormalizingFlow,
            "vae": VAE,
            "energy": EnergyBased,
            "diffusion": Diffusion,
            "gan": GAN,
        }.items()
    },
}


def trained_with(name):
    """All that decides how weights come out, as today's code has it, in JSON's types.

    Besides the recipe itself these are the family's own budget, its optimizer, the noise that
    falls, the shares of training in which the learning rate rises and is held, and the order of
    batches, told by the first rows that a seed draws.
    """
    recipe = RECIPES[name]
    model = recipe.kind(**recipe.config)
    model.compile()
    budget = model.budget._asdict()
    first_noise = budget.pop("first_noise")
    if recipe.epochs:
        del budget["steps"]
    return {
        "family": recipe.kind.__name__,
        "config": {k: list(v) if isinstance(v, tuple) else v for k, v in recipe.config.items()},
        "source": recipe.source.__name__,
        "epochs": recipe.epochs,
        "budget": budget,
        "optimizer": optimizer(model),
        "first_noise": first_noise,
        "rise": model.pace.rise,
        "hold": model.pace.hold,
        "first_rows": first_rows(),
    }


def optimizer(model):
    """Name and settings of what trains a compiled model; weight decay and averages among them."""
    settings = keras.optimizers.serialize(model.optimizer)
    config = {k: v for k, v in settings["config"].items() if k not in ("name", "learning_rate")}
    return {"name": settings["class_name"]} | {k: rounded(v) for k, v in sorted(config.items())}


def rounded(value):
    """A setting without the digits that 32 bits add."""
    return round(float(value), 9) if isinstance(value, (float, np.floating)) else value


def first_rows():
    """The rows that come first where `fit` shuffles 1,000 of them with seed 0."""
    keras.utils.set_random_seed(0)
    return np.asarray(next(iter(shuffled(np.arange(1000), 5)))).tolist()
