"""What people feed to models: a kind of input a line, with what is right.

What can mean one thing only gives the same as the plain array. What can mean two, or would be
ignored, is refused before training begins.
"""

import math
import os
import re
import subprocess
import sys
import warnings
from types import SimpleNamespace
from typing import ClassVar

import keras
import numpy as np
import pytest
import tensorflow as tf

from helpers import backend, checkpoints, datasets
from helpers.approximate import VAE, Diffusion, EnergyBased
from helpers.discriminative import Classifier
from helpers.families import FAMILIES
from helpers.implicit import GAN, Translator
from helpers.representation import Autoencoder
from helpers.training import Budget, Trainable, feeding

RNG = np.random.default_rng(0)
POINTS = RNG.normal(3, 2, (64, 2))
PICTURES = RNG.integers(0, 256, (64, 8, 8, 1), dtype="uint8")
FLOATS = (PICTURES / 255).astype("float32")
BINARY = PICTURES > 127
LABELS = RNG.integers(0, 3, 64)
SOME = dict(epochs=1, batch_size=16, verbose=0)


def planar():
    return VAE((2,), width=4, seed=0)


def pictured():
    return VAE((8, 8, 1), width=4, latent_dim=2, seed=0)


class Middle(Trainable):
    """The mean, by gradient descent: the smallest model that `fit` trains."""

    budgets: ClassVar = {1: Budget(20, 16, 0.1), 3: Budget(20, 16, 0.1)}

    def __init__(self, event_shape):
        super().__init__(event_shape)
        self.middle = self.add_weight(self.event_shape, "zeros", name="middle")
        self.built = True

    def call(self, x):
        return self.to_model(x) - self.middle

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return keras.ops.mean(y_pred**2)


class BestMiddle(Middle):
    keeps_best = True


def nullable(values):
    """A column of pandas' nullable types: objects, and what is missing cannot be a float."""
    return np.array(values, object)


class Missing:
    """As pandas.NA: it refuses to be a number."""

    def __float__(self):
        raise TypeError("float() argument must be a number, not 'NAType'")


# What a model takes, beside the plain array that it is the same as

SAME_POINTS = {
    "lists": POINTS.tolist(),
    "tuples": tuple(map(tuple, POINTS.tolist())),
    "list of arrays": list(POINTS),
    "nullable columns": nullable(POINTS.tolist()),
    "a mask that hides nothing": np.ma.array(POINTS, mask=False),
    "a tensor": tf.constant(POINTS),
    "Fortran's order": np.asfortranarray(POINTS),
    "the other end first": POINTS.astype(">f8"),
    "longdouble": POINTS.astype("longdouble"),
}
SAME_PICTURES = {
    **{kind: PICTURES.astype(kind) for kind in ("int16", "uint16", "int32", "int64", "uint64")},
    "float32": FLOATS,
    "float64": PICTURES / 255,
    "list of pictures": list(PICTURES),
    "list of lists": PICTURES.tolist(),
    "a folder's": SimpleNamespace(images=PICTURES),
    "overshoot of rounding": np.where(FLOATS == 1, np.float32(1.0000001), FLOATS),
    "undershoot of rounding": np.where(FLOATS == 0, np.float32(-1e-7), FLOATS),
    "a mask that hides nothing": np.ma.array(PICTURES, mask=np.zeros(PICTURES.shape, bool)),
}


@pytest.mark.parametrize("given", SAME_POINTS.values(), ids=SAME_POINTS)
def test_points_in_any_clothes(given):
    model = Middle((2,))
    model.fit(given, **SOME)
    np.testing.assert_allclose(model.shift.numpy(), POINTS.mean(axis=0), rtol=1e-14)
    np.testing.assert_allclose(model.scale.numpy(), POINTS.std(axis=0), rtol=1e-14)
    model = planar()
    codes = [model.encode(x) for x in (given, POINTS)]
    np.testing.assert_allclose(*codes, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("given", SAME_PICTURES.values(), ids=SAME_PICTURES)
def test_pictures_in_any_clothes(given):
    model = pictured()
    np.testing.assert_array_equal(model.encode(given), model.encode(PICTURES))
    Middle((8, 8, 1)).fit(given, **SOME)


def test_booleans_are_black_and_white():
    model = pictured()
    np.testing.assert_array_equal(model.encode(BINARY), model.encode(np.uint8(255) * BINARY))


# Units: points in 64 bits

MOVES = [(30, 4.5e6), (1e-2, 48.85), (1e9, 1.7e18), (1e-12, 0.0), (1, -1e9), (1e6, 0)]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_density_of_moved_points_is_that_of_the_points(family):
    x = datasets.planar("moons").sample(200, seed=0).astype("float64")
    models = here, there = family((2,), seed=0), family((2,), seed=0)
    for model in models:
        model.standardise(x)
    noise = [model.seed_generator.state.numpy() for model in models]
    for sd, mean in MOVES:
        there.shift.assign(mean + sd * here.shift.numpy())
        there.scale.assign(sd * here.scale.numpy())
        for model, state in zip(models, noise, strict=True):
            model.seed_generator.state.assign(state)
        moved = mean + sd * x
        digits = np.spacing(np.abs(moved).max()) / sd  # of a moved point, in standard deviations
        samples = (there.sample(50, seed=1) - mean) / sd
        np.testing.assert_allclose(samples, here.sample(50, seed=1), atol=2e-5 + 20 * digits)
        if family is not GAN:
            log_p = there.log_density(moved) + 2 * math.log(sd)
            close = dict(rtol=1e-4, atol=1e-4 + 1e4 * digits)
            np.testing.assert_allclose(log_p, here.log_density(x), **close)


@pytest.mark.parametrize(("sd", "mean"), MOVES)
def test_the_units_of_moved_points_are_learned(sd, mean):
    x = RNG.normal(mean, sd, (20_000, 2))
    model = Middle((2,))
    model.fit(x, epochs=1, batch_size=20_000, verbose=0)
    np.testing.assert_allclose(model.scale.numpy(), x.std(axis=0), rtol=1e-9)
    np.testing.assert_allclose(model.shift.numpy(), x.mean(axis=0), rtol=1e-15)


def test_few_points_far_away_are_smoothed_where_they_are():
    x = 4.5e6 + 30 * POINTS
    model = Middle((2,))
    model.fit(x, verbose=0)
    np.testing.assert_allclose(model.shift.numpy(), x.mean(axis=0), atol=10)
    np.testing.assert_allclose(model.scale.numpy(), x.std(axis=0), rtol=0.3)


def held(values):
    return np.stack([values, RNG.normal(size=len(values))], axis=1)


UNFIT_UNITS = {
    "a constant column of .1": held(np.full(100, 0.1)),
    "a constant column of 32 bits": held(np.full(100, 0.1)).astype("float32"),
    "one point": POINTS[:1],
    "steps of its own digits": held(1e17 + 16.0 * (np.arange(100) % 2)),
    "so wide that its square is infinite": held(np.linspace(-1e200, 1e200, 100)),
}


@pytest.mark.parametrize("x", UNFIT_UNITS.values(), ids=UNFIT_UNITS)
@pytest.mark.parametrize("epochs", [None, 1])
def test_what_64_bits_cannot_hold_is_refused(x, epochs):
    with pytest.raises(ValueError, match=r"fit expected .* received"):
        Middle((2,)).fit(x, epochs=epochs, verbose=0)


def test_a_second_fit_keeps_the_units_of_like_data_and_refuses_other():
    model = Middle((2,))
    model.fit(POINTS, **SOME)
    model.fit(POINTS[:40] + 0.5, **SOME)
    np.testing.assert_allclose(model.shift.numpy(), POINTS.mean(axis=0))
    for other in (POINTS + 100, POINTS * 1000, POINTS / 1000):
        before = model.get_weights()
        with pytest.raises(ValueError, match="new model"):
            model.fit(other, **SOME)
        for mine, theirs in zip(before, model.get_weights(), strict=True):
            np.testing.assert_array_equal(mine, theirs)


# What is refused, before training begins

MASKED = np.ma.masked_equal(np.where(POINTS > 5, -9999, POINTS), -9999)
REFUSED_POINTS = {
    "masked": (MASKED, "masked"),
    "a density": (datasets.planar("moons"), "Draw from it"),
    "words": (np.array([["a", "b"]]), "Convert"),
    "a name": ("moons", "numbers"),
    "dates": (np.full((9, 2), "2026-01-01", "datetime64[s]"), "seconds"),
    "missing entries": (nullable([[1.0, Missing()], [2.0, 3.0]]), "dropna"),
    "None among numbers": (nullable([[1.0, None], [2.0, 3.0]]), "first in row 0"),
    "complex": (POINTS + 1j, "Convert"),
    "NaN": (np.where(POINTS > 5, np.nan, POINTS), "first in row"),
    "infinity": (np.where(POINTS > 5, np.inf, POINTS), "first in row"),
    "rows of two lengths": ([[1.0, 2.0], [3.0]], "one shape"),
    "three coordinates": (RNG.normal(size=(9, 3)), r"\(2,\)"),
    "one event": (POINTS[0], r"x\[None\]"),
    "nothing": (POINTS[:0], "empty"),
    "an empty list": ([], "received"),
    "None": (None, "received NoneType"),
    "a number": (3.0, "received"),
    "a dictionary": ({"x": POINTS}, "received dict"),
}
REFUSED_PICTURES = {
    "floats 0 to 255": (PICTURES.astype("float32"), "astype"),
    "doubles 0 to 255": (PICTURES.astype("float64"), "astype"),
    "-1 to 1": (FLOATS * 2 - 1, r"\(x \+ 1\) / 2"),
    "whole numbers 0 and 1": (BINARY.astype("uint8"), "astype.bool"),
    "long 0 and 1": (BINARY.astype("int64"), "astype.bool"),
    "12 bits": (PICTURES.astype("uint16") * 16, "12 bits"),
    "16 bits": (PICTURES.astype("uint16") * 257, "16 bits"),
    "negative": (PICTURES.astype("int16") - 128, "from 0 to 255"),
    "masked": (np.ma.masked_less(PICTURES, 100), "masked"),
    "no channels": (PICTURES[..., 0], r"\[..., None\]"),
    "channels first": (PICTURES.transpose(0, 3, 1, 2), r"\(8, 8, 1\)"),
    "sizes that differ": ([PICTURES[0], PICTURES[1, :4]], "one shape"),
    "all the garments": (datasets.fashion_mnist(), "train_images"),
    "NaN": (np.where(FLOATS > 0.5, np.nan, FLOATS), "first in row"),
}


def untouched(model, call, words):
    before = [v.numpy() for v in model.weights]
    with pytest.raises((ValueError, TypeError), match=words) as told:
        call(model)
    assert "expected" in str(told.value) and "received" in str(told.value)
    for mine, theirs in zip(before, model.weights, strict=True):
        np.testing.assert_array_equal(mine, theirs.numpy())


def ways_in(x):
    """Everywhere that data may come in."""
    yield lambda model: model.fit(x, epochs=1, verbose=0)
    yield lambda model: model.evaluate(x, verbose=0)
    yield lambda model: model.encode(x)
    yield lambda model: model.log_density(x)


@pytest.mark.parametrize(("x", "words"), REFUSED_POINTS.values(), ids=REFUSED_POINTS)
def test_points_that_are_refused(x, words):
    for call in ways_in(x):
        untouched(planar(), call, words)


@pytest.mark.parametrize(("x", "words"), REFUSED_PICTURES.values(), ids=REFUSED_PICTURES)
def test_pictures_that_are_refused(x, words):
    for call in ways_in(x):
        untouched(pictured(), call, words)
    held_out = dict(validation_data=x, **SOME)
    untouched(pictured(), lambda model: model.fit(PICTURES, **held_out), words)


# Batches from elsewhere


class Count(keras.callbacks.Callback):
    """Steps; the optimizer's own count may be one more where a stream ends unexpectedly."""

    steps = 0

    def on_train_batch_end(self, batch, logs=None):
        self.steps = batch + 1


class Pieces(keras.utils.PyDataset):
    def __init__(self, x):
        super().__init__()
        self.x = x

    def __len__(self):
        return 4

    def __getitem__(self, i):
        return self.x[16 * i : 16 * (i + 1)]


def generator(x):
    yield from (x[i : i + 16] for i in range(0, 64, 16))


def endless(x):
    while True:
        yield from generator(x)


def slices(x):
    return backend.untuned(tf.data.Dataset.from_tensor_slices(x))


STREAMS = {
    "a Dataset": lambda x: slices(x).batch(16),
    "a Dataset of pairs": lambda x: slices((x, LABELS)).batch(16),
    "a Dataset of single events": slices,
    "a Dataset of single pairs": lambda x: slices((x, LABELS)),
    "a Dataset of unknown length": lambda x: slices(x).batch(16).filter(lambda b: True),
    "a PyDataset": Pieces,
    "a generator": generator,
    "a generator of pairs": lambda x: ((batch, batch) for batch in generator(x)),
}


@pytest.mark.filterwarnings("ignore:.*ran out of data")
@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize("x", [POINTS, PICTURES])
def test_batches_from_elsewhere_are_all_learned_once(stream, x):
    model, count = Middle(x.shape[1:]), Count()
    model.compile(steps_per_execution=1)
    model.fit(stream(x), epochs=1, callbacks=count, verbose=0)
    assert count.steps == 4
    if x is POINTS:
        np.testing.assert_allclose(model.shift.numpy(), x.mean(axis=0), rtol=1e-12)
        np.testing.assert_allclose(model.scale.numpy(), x.std(axis=0), rtol=1e-12)


@pytest.mark.filterwarnings("ignore:.*ran out of data")
@pytest.mark.parametrize("given", [*STREAMS, "an endless generator", "an endless Dataset"])
def test_without_epochs_batches_are_trained_on_for_the_budget(given):
    endings = {
        "an endless generator": endless,
        "an endless Dataset": lambda x: slices(x).repeat().batch(16),
    }
    model, count = Middle((2,)), Count()
    model.compile(steps_per_execution=1)
    history = model.fit((STREAMS | endings)[given](POINTS), callbacks=count, verbose=0)
    short = given in ("a generator", "a generator of pairs", "a Dataset of unknown length")
    assert count.steps * len(history.epoch) == (4 if short else 20)


@pytest.mark.filterwarnings("ignore:.*ran out of data")
def test_points_of_batches_keep_their_64_bits():
    x = 4.5e6 + 30 * POINTS
    for name in ("a Dataset", "a generator", "a PyDataset"):
        model = Middle((2,))
        model.fit(STREAMS[name](x), epochs=1, verbose=0)
        model.middle.assign(0 * model.middle)
        # The mean square of what is standardised is 1, if nothing on the way has rounded it.
        assert model.evaluate(STREAMS[name](x), verbose=0) == pytest.approx(1, abs=1e-5)
        assert model.evaluate(x, verbose=0) == pytest.approx(1, abs=1e-5)


REFUSED_STREAMS = {
    "floats 0 to 255": (lambda: slices(PICTURES.astype("float32")).batch(16), "astype"),
    "floats 0 to 255, one by one": (lambda: slices(PICTURES.astype("float32")), "astype"),
    "0 to 255 from a generator": (lambda: generator(PICTURES.astype("float64")), "astype"),
    "0 and 1 from a PyDataset": (lambda: Pieces(BINARY.astype("uint8")), "astype.bool"),
    "another shape": (lambda: slices(POINTS).batch(16), r"\(8, 8, 1\)"),
    "NaN": (lambda: slices(np.where(FLOATS > 0.5, np.nan, FLOATS)).batch(16), "first in row"),
    "weights": (lambda: slices((PICTURES, LABELS, POINTS[:, 0])).batch(16), "leave it out"),
    "nothing": (lambda: (x for x in ()), "made? .* anew|make it anew"),
}


@pytest.mark.parametrize(("stream", "words"), REFUSED_STREAMS.values(), ids=REFUSED_STREAMS)
def test_batches_that_are_refused(stream, words):
    model = Middle((8, 8, 1))
    untouched(model, lambda model: model.fit(stream(), epochs=1, verbose=0), words)
    untouched(model, lambda m: m.fit(PICTURES, validation_data=stream(), **SOME), words)
    untouched(model, lambda model: model.evaluate(stream(), verbose=0), words)


# Settings


def named(settings):
    """The same names in every process, which an object's own is not."""
    return [f"{', '.join(given)} {i}" for i, given in enumerate(settings)]


def callback():
    return keras.callbacks.LambdaCallback()


TAKEN = [
    dict(callbacks=None),
    dict(callbacks=callback()),
    dict(callbacks=(callback(),)),
    dict(epochs=np.int64(1)),
    dict(batch_size=np.uint8(8)),
    dict(validation_split=0.5),
    dict(validation_data=POINTS),
    dict(validation_data=(POINTS,)),
    dict(validation_data=(POINTS, None)),
    dict(validation_data=POINTS.tolist()),
    dict(shuffle=False),
    dict(sample_weight=None),
    dict(seconds=60),
    dict(seconds=np.float32(60)),
]
REFUSED = [
    (dict(sample_weight=np.ones(64)), "rng.choice"),
    (dict(class_weight={0: 1.0}), "rng.choice"),
    (dict(y=LABELS), "events alone"),
    (dict(validation_data=(POINTS, LABELS)), "events alone"),
    *((dict(epochs=wrong), "epochs") for wrong in (0, -1, 1.5, 2.0, "3", True, math.nan)),
    *((dict(batch_size=wrong), "batch_size") for wrong in (0, -1, 1.5, "3", True)),
    *((dict(seconds=wrong), "seconds") for wrong in (0, -1, "60", None, True, math.nan)),
    (dict(callbacks="log.csv"), "callbacks"),
    (dict(callbacks=[keras.callbacks.CSVLogger]), "calling their classes"),
    (dict(callbacks=keras.callbacks.CSVLogger), "calling their classes"),
    (dict(validation_split=1.0), "validation_split"),
    (dict(validation_split=-0.1), "validation_split"),
    (dict(resume="no/such/folder/mine.npz"), "mkdir"),
    (dict(resume="~/no such folder/mine.npz"), "mkdir"),
    (dict(resume=os.curdir), "a file"),
    (dict(resume=3), "name of a file"),
]


@pytest.mark.parametrize("settings", TAKEN, ids=named(TAKEN))
def test_settings_that_are_taken(settings):
    model = Middle((2,))
    history = model.fit(POINTS, **{**SOME, **settings})
    assert len(history.epoch) == int(settings.get("epochs", 1))
    held_out = {"validation_data", "validation_split"} & settings.keys()
    assert ("val_loss" in history.history) == bool(held_out)


@pytest.mark.parametrize(("settings", "words"), REFUSED, ids=named(s for s, _ in REFUSED))
def test_settings_that_are_refused(settings, words):
    for kind in (Middle, BestMiddle):
        untouched(kind((2,)), lambda model: model.fit(POINTS, **{**SOME, **settings}), words)


def test_held_out_rows_are_the_last_ones_and_are_not_learned():
    settings = {"validation_split": 0.25}
    rows = feeding.feed(Middle((2,)), POINTS, None, None, 1, 16, settings, "It")
    learned = np.concatenate(list(rows.batches))
    np.testing.assert_array_equal(np.unique(learned, axis=0), np.unique(POINTS[:48], axis=0))
    np.testing.assert_array_equal(np.concatenate(list(rows.held_out)), POINTS[48:])


def test_validation_data_goes_before_a_split_as_in_keras():
    settings = {"validation_split": 0.25}
    rows = feeding.feed(Middle((2,)), POINTS, None, POINTS[:8], 1, 16, settings, "It")
    assert len(np.concatenate(list(rows.batches))) == 64
    np.testing.assert_array_equal(np.concatenate(list(rows.held_out)), POINTS[:8])


@pytest.mark.parametrize("share", [0.01, 0.25, 0.3, 0.99])
def test_a_split_has_the_sizes_of_keras(share):
    kept, spared = (np.arange(10)[part] for part in feeding.split(10, share, False, "It"))
    assert len(kept) == max(1, math.floor(10 * (1 - share))) and len(kept) + len(spared) == 10


def test_where_the_best_weights_are_kept_a_tenth_is_held_out_and_all_tell_the_units():
    x = RNG.normal(size=(6000, 2))
    rows = feeding.feed(BestMiddle((2,)), x, None, None, 1, 10, {}, "It")
    learned, held_out = (np.concatenate(list(r)) for r in (rows.batches, rows.held_out))
    assert (len(learned), len(held_out)) == (5400, 600)
    both = np.concatenate([learned, held_out])
    np.testing.assert_array_equal(np.unique(both, axis=0), np.unique(x, axis=0))
    np.testing.assert_array_equal(rows.seen, x)


@pytest.mark.parametrize("extra", [dict(batch_size=8), dict(y=LABELS)], ids=["size", "y"])
def test_batch_size_and_y_beside_batches_are_refused(extra):
    batches = slices(POINTS).batch(16)
    untouched(Middle((2,)), lambda model: model.fit(batches, epochs=1, **extra), "batches")


# NaN


class Poison(keras.callbacks.Callback):
    """Puts a NaN into a weight at some step, as a step too far would."""

    def on_train_batch_end(self, batch, logs=None):
        if batch == 2:
            weight = self.model.trainable_variables[0]
            weight.assign(weight * np.nan)


@pytest.mark.parametrize(
    "make", [planar, pictured, lambda: Autoencoder((2,), 1), lambda: GAN((2,))]
)
def test_training_stops_at_the_first_nan_and_the_file_keeps_the_last_good_state(
    make, tmp_path, monkeypatch
):
    monkeypatch.setattr("helpers.training.resuming.SECONDS", 0)  # every step
    model, path = make(), tmp_path / "mine.npz"
    model.compile(steps_per_execution=1)
    x = POINTS if len(model.event_shape) == 1 else PICTURES
    with pytest.raises(FloatingPointError, match="learning rate is too high"):
        model.fit(x, epochs=3, batch_size=8, callbacks=[Poison()], resume=path, verbose=0)
    assert int(model.optimizer.iterations) in (4, 8)  # the step after it, or the end of the pass
    with np.load(path) as file:
        assert all(np.isfinite(file[key]).all() for key in file if file[key].dtype.kind == "f")
    anew = make()
    anew.compile(steps_per_execution=1)
    history = anew.fit(x, epochs=3, batch_size=8, resume=path, verbose=0)
    assert np.isfinite(history.history["loss"]).all()


def test_a_learning_rate_that_is_far_too_high_is_told(tmp_path):
    model = pictured()
    model.compile(keras.optimizers.SGD(1e6))
    with pytest.raises(FloatingPointError, match=r"received (nan|inf)"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(PICTURES, epochs=30, batch_size=8, resume=tmp_path / "a.npz", verbose=0)
    if (tmp_path / "a.npz").exists():
        with np.load(tmp_path / "a.npz") as file:
            assert all(np.isfinite(file[k]).all() for k in file if file[k].dtype.kind == "f")


# Other data for a file, other shapes, other settings of Keras


def test_a_file_of_other_data_is_refused_and_says_what_it_holds(tmp_path):
    path = tmp_path / "mine.npz"
    Middle((2,)).fit(POINTS, epochs=2, batch_size=16, resume=path, verbose=0)
    before = path.read_bytes()
    for epochs in (2, 4):
        with pytest.raises(ValueError, match="found 2 passes over other data"):
            Middle((2,)).fit(POINTS + 1, epochs=epochs, batch_size=16, resume=path, verbose=0)
    assert path.read_bytes() == before
    assert Middle((2,)).fit(POINTS, epochs=3, batch_size=16, resume=path, verbose=0).epoch == [2]


@pytest.mark.parametrize("d", [1, 3, 5])
def test_diffusion_knows_the_density_of_points_of_any_number_of_coordinates(d):
    model = Diffusion((d,), width=8, seed=0)
    z = model.noise(20, seed=0)
    x = model.decode(z)  # an untrained way is smooth; what flows in has the density of noise
    h = 1e-3
    columns = [
        (model.decode(z + h * e) - model.decode(z - h * e)) / (2 * h)
        for e in np.eye(d, dtype="float32")
    ]
    log_det = np.linalg.slogdet(np.stack(columns, axis=-1))[1]
    log_normal = -0.5 * (z**2).sum(axis=1) - d / 2 * np.log(2 * np.pi)
    np.testing.assert_allclose(model.log_density(x), log_normal - log_det, atol=0.05)


KERAS = {
    "another backend": ({"KERAS_BACKEND": "torch"}, "", "KERAS_BACKEND=torch"),
    "64 bits in keras.json": ({}, '{"floatx": "float64"}', "floatx"),
    "channels first in keras.json": (
        {},
        '{"image_data_format": "channels_first"}',
        "channels_last",
    ),
    "another backend in keras.json": ({}, '{"backend": "jax"}', "VAE made"),
    "mixed precision from code": ({}, "mixed", "dtype_policy"),
}
MAKE = """
import helpers.approximate, keras, sys
if "mixed" in sys.argv: keras.config.set_dtype_policy("mixed_float16")
print(type(helpers.approximate.VAE((2,))).__name__, "made")
"""


@pytest.mark.parametrize(("variables", "settings", "words"), KERAS.values(), ids=KERAS)
def test_other_settings_of_keras_are_told(variables, settings, words, tmp_path):
    (tmp_path / "keras.json").write_text(settings if settings.startswith("{") else "{}")
    env = {k: v for k, v in os.environ.items() if k != "KERAS_BACKEND"}
    done = subprocess.run(
        [sys.executable, "-c", MAKE, *(["mixed"] if settings == "mixed" else [])],
        env=env | {"KERAS_HOME": str(tmp_path)} | variables,
        capture_output=True,
        text=True,
    )
    last = (done.stdout + done.stderr).strip().splitlines()[-1]
    assert re.search(words, last), last
    assert "VAE made" in last or ("expected" in last and "received" in last), last


# A loaded model, pairs


def test_a_loaded_model_is_evaluated():
    x = datasets.planar("moons").sample(500, seed=0)
    for name in ("vae-moons", "gan-moons", "energy-moons"):
        model = checkpoints.load(name)
        assert np.isfinite(model.evaluate(x, verbose=0))


@pytest.mark.parametrize("given", [POINTS, POINTS.tolist()])
def test_codes_are_arrays_in_every_family(given):
    for family in FAMILIES:
        if family in (GAN, EnergyBased):
            continue
        assert type(family((2,)).encode(given)) is np.ndarray


def test_a_translator_checks_both_of_a_pair():
    model, scenes = Translator((8, 8, 3), width=4), RNG.integers(0, 256, (4, 8, 8, 3))
    model.fit(scenes, scenes / 255, epochs=1, verbose=0)
    for wrong in (scenes * 1.0, scenes[:3], None):
        untouched(model, lambda m: m.fit(scenes, wrong, epochs=1, verbose=0), "received")  # noqa: B023


def test_a_classifier_takes_pairs_in_batches_and_held_out_pairs():
    model = Classifier((8, 8, 1), classes=3, width=4)
    model.fit(PICTURES, LABELS, validation_data=(FLOATS, LABELS), epochs=1, verbose=0)
    model.fit(slices((FLOATS, LABELS)).batch(16), epochs=1, verbose=0)
    model.evaluate(PICTURES, LABELS, verbose=0)
