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
import scipy.sparse
import tensorflow as tf

from helpers import backend, checkpoints, datasets
from helpers.approximate import VAE, Diffusion, EnergyBased
from helpers.approximate.guidance import Guidance
from helpers.discriminative import Classifier
from helpers.families import FAMILIES
from helpers.implicit import GAN, Translator
from helpers.representation import Autoencoder, PrincipalComponents, contrastive, ways
from helpers.tractable import Autoregressive, NormalizingFlow, TextTransformer
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
    "float16": (PICTURES / 255).astype("float16"),
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


TENSORS = {"levels": PICTURES, "64 bits": PICTURES / 255, "booleans": BINARY}


@pytest.mark.parametrize("given", TENSORS.values(), ids=TENSORS)
def test_a_tensor_means_what_the_array_means(given):
    model = pictured()
    np.testing.assert_allclose(model.encode(tf.constant(given)), model.encode(given), atol=1e-5)


@pytest.mark.filterwarnings("ignore:.*ran out of data")
def test_a_classifier_predicts_the_same_of_any_clothes():
    model = Classifier((8, 8, 1), classes=3, width=4)
    white = np.uint8(255) * BINARY
    for given in (BINARY, slices(BINARY).batch(16), generator(white), white / 255):
        logits = model.predict(given, verbose=0)
        np.testing.assert_allclose(logits, model.predict(white, verbose=0), atol=1e-5)
    np.testing.assert_allclose(model(BINARY), model(white), atol=1e-5)
    for call in (model, model.predict):
        with pytest.raises(ValueError, match="astype"):
            call(PICTURES.astype("float32"))


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
    "a class": (VAE, "VAE, a class"),
    "a function": (len, "len, a class or a function"),
    "a sparse matrix": (scipy.sparse.coo_matrix(POINTS), "toarray"),
    "deep rows of two lengths": ([[[1, 2], [3]], [[1, 2], [3, 4]]], "several lengths"),
    "a tensor of NaN": (tf.constant(POINTS * np.nan), "first in row 0"),
    "a ragged tensor": (tf.ragged.constant([[1.0, 2.0], [3.0]]), "received RaggedTensor"),
    "a long text": ("a" * 1000, "^.{,300}$"),
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
    "a tensor of floats 0 to 255": (tf.constant(PICTURES.astype("float32")), "astype"),
    "a tensor of 0 and 1": (tf.constant(BINARY.astype("uint8")), "astype.bool"),
    "a tensor without channels": (tf.constant(PICTURES[..., 0]), r"\[..., None\]"),
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


class Passes:
    """Can be gone through again and again, and says no more of itself."""

    def __init__(self, x):
        self.x = x

    def __iter__(self):
        return generator(self.x)


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
    "a Dataset of unknown shapes": lambda x: tf.data.Dataset.from_generator(
        lambda: generator(x), output_types=x.dtype
    ),
    "a PyDataset": Pieces,
    "passes": Passes,
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
    unknown = "a Dataset of unknown length", "a Dataset of unknown shapes", "passes"
    short = given in ("a generator", "a generator of pairs", *unknown)
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


KINDS = {"black and white": BINARY, "64 bits": PICTURES / 255, "levels": PICTURES.astype("int64")}


@pytest.mark.filterwarnings("ignore:.*ran out of data")
@pytest.mark.parametrize("stream", ["a Dataset", "a PyDataset", "a generator", "passes"])
@pytest.mark.parametrize("x", KINDS.values(), ids=KINDS)
def test_batches_mean_what_the_array_means(stream, x):
    model, stream = Middle((8, 8, 1)), STREAMS[stream]
    expected = model.evaluate(x, verbose=0)
    assert model.evaluate(stream(x), verbose=0) == pytest.approx(expected, rel=1e-5)
    history = model.fit(x, validation_data=stream(x), **{**SOME, "epochs": 2})
    assert history.history["val_loss"][1] == pytest.approx(model.evaluate(x, verbose=0), rel=1e-5)


def test_a_translator_learns_black_and_white_paintings():
    model = Translator((8, 8, 1), width=4)
    start, losses = model.seed_generator.state.numpy(), []
    for y in (BINARY, np.uint8(255) * BINARY):
        model.seed_generator.state.assign(start)
        losses.append(model.evaluate(slices((PICTURES, y)).batch(64), verbose=0))
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)


@pytest.mark.filterwarnings("ignore:.*ran out of data")
@pytest.mark.parametrize("stream", ["a Dataset", "a PyDataset", "a generator", "passes"])
def test_a_batch_that_is_wrong_late_is_told_as_an_early_one(stream, monkeypatch):
    monkeypatch.setattr("helpers.training.streams.SEEN", 2)
    x = np.where(np.arange(64)[:, None] < 60, POINTS, np.nan)
    for call in (Middle((2,)).evaluate, Middle((2,)).fit):
        with pytest.raises(ValueError, match="of a batch, expected finite numbers"):
            call(STREAMS[stream](x), verbose=0)


def test_a_generator_has_no_second_pass():
    with pytest.raises(ValueError, match="read once"):
        Middle((2,)).fit(generator(POINTS), epochs=2)
    model = Middle((2,))
    model.compile(steps_per_execution=1)
    history = model.fit(generator(POINTS), epochs=2, steps_per_epoch=2, verbose=0)
    assert 0 not in history.history["loss"]


def test_a_pass_over_pieces_begins_and_ends_once():
    told = []

    class Told(Pieces):
        def on_epoch_begin(self):
            told.append("begin")

        def on_epoch_end(self):
            told.append("end")

    Middle((2,)).fit(Told(POINTS), epochs=3, verbose=0)
    assert told == 3 * ["begin", "end"]


def test_pieces_of_several_workers_are_all_learned():
    class Worked(Pieces):
        def __init__(self, x):
            super().__init__(x)
            self.workers = 2

    model, count = Middle((2,)), Count()
    model.compile(steps_per_execution=1)
    history = model.fit(Worked(POINTS), epochs=2, callbacks=count, verbose=0)
    assert count.steps == 4 and len(history.epoch) == 2


ENDLESS = {
    "fit": lambda m, x: m.fit(x, epochs=1),
    "evaluate": lambda m, x: m.evaluate(x),
    "predict": lambda m, x: m.predict(x),
    "validation": lambda m, x: m.fit(POINTS, validation_data=x, epochs=1),
}


@pytest.mark.parametrize("call", ENDLESS.values(), ids=ENDLESS)
def test_batches_without_an_end_ask_for_one(call):
    x = slices(POINTS).repeat().batch(16)
    untouched(Middle((2,)), lambda model: call(model, x), "batches that end, or .*steps")


REFUSED_STREAMS = {
    "floats 0 to 255": (lambda: slices(PICTURES.astype("float32")).batch(16), "astype"),
    "floats 0 to 255, one by one": (lambda: slices(PICTURES.astype("float32")), "astype"),
    "0 to 255 from a generator": (lambda: generator(PICTURES.astype("float64")), "astype"),
    "0 and 1 from a PyDataset": (lambda: Pieces(BINARY.astype("uint8")), "astype.bool"),
    "another shape": (lambda: slices(POINTS).batch(16), r"\(8, 8, 1\)"),
    "NaN": (lambda: slices(np.where(FLOATS > 0.5, np.nan, FLOATS)).batch(16), "first in row"),
    "weights": (lambda: slices((PICTURES, LABELS, POINTS[:, 0])).batch(16), "leave it out"),
    "nothing": (lambda: (x for x in ()), "made? .* anew|make it anew"),
    "dictionaries": (lambda: slices({"x": PICTURES}).batch(16), "received dict"),
    "pairs of pairs": (lambda: slices(((PICTURES, PICTURES), LABELS)).batch(16), "of shape"),
    "windows": (lambda: slices(PICTURES).window(16), "received .*Dataset"),
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
    (dict(resume=""), "name of a file"),
    (dict(resume="a\0b.npz"), "another name"),
    (dict(resume="a" * 250 + ".npz"), "another name"),
    (dict(resume="mine.npz", initial_epoch=1), "leave initial_epoch out"),
    (dict(initial_epoch=5, epochs=3), "below epochs"),
    (dict(initial_epoch=-1), "initial_epoch"),
    *((dict(validation_split=wrong), "validation_split") for wrong in ("0.2", [0.2])),
    *((dict(validation_data=wrong), "validation_data") for wrong in ((), [], ([[1, 2], [3]],))),
    *(
        (dict(validation_split=0.2, validation_batch_size=wrong), "validation_batch_size")
        for wrong in (0, -1, 2.5, "a")
    ),
    (dict(validation_split=0.2, validation_freq=0), "validation_freq"),
    *((dict(steps_per_epoch=wrong), "steps_per_epoch") for wrong in (0, 2.5, "3")),
    (dict(callbacks=keras.callbacks.LearningRateScheduler(lambda epoch: 0.5)), "own optimizer"),
    (dict(callbacks=keras.callbacks.ReduceLROnPlateau()), "own optimizer"),
    (dict(callbacks=keras.callbacks.ModelCheckpoint("x.keras")), "save_weights_only"),
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


BESIDE = {
    "size": dict(batch_size=8),
    "y": dict(y=LABELS),
    "split": dict(validation_split=0.2),
}


@pytest.mark.parametrize("extra", BESIDE.values(), ids=BESIDE)
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


def broken(model):
    """The model, with weights that are no numbers."""
    for weight in model.trainable_variables:
        weight.assign(weight * np.nan)
    return model


@pytest.mark.parametrize("family", FAMILIES)
def test_weights_that_are_no_numbers_are_told(family):
    with pytest.raises(FloatingPointError, match=r"expected .* received .* weights"):
        broken(family((2,), width=8)).sample(3, seed=0)


def test_no_picture_and_no_label_comes_from_weights_that_are_no_numbers():
    for make in (lambda: broken(Autoregressive((8, 8, 1), width=4)).sample(1),
                 lambda: broken(Classifier((8, 8, 1), width=4)).labels(PICTURES)):  # fmt: skip
        with pytest.raises(FloatingPointError, match="weights"):
            make()


# Codes, noise and whatever else is given

CODES = {
    "masked": (np.ma.masked_equal([[1.0, -9999.0]], -9999), "masked"),
    "words": ([["1", "2"]], "Convert"),
    "a word": ("code", "numbers"),
    "a dictionary": ({}, "received dict"),
    "complex": (np.zeros((1, 2), complex), "Convert"),
    "dates": (np.zeros((1, 2), "datetime64[s]"), "seconds"),
    "durations": (np.zeros((1, 2), "timedelta64[s]"), "Convert"),
    "rows of two lengths": ([[1, 2], [3]], "one shape"),
    "a sparse matrix": (scipy.sparse.csr_matrix(np.zeros((3, 2))), "toarray"),
    "NaN": (np.full((1, 2), np.nan), "NaN"),
    "a tensor of NaN": (tf.constant([[np.nan, 0.0]]), "NaN"),
    "a tensor of three": (tf.zeros((1, 3)), r"\(n, 2\)"),
    "numbers too large": (np.full((1, 2), 1e38), "so far"),
}


@pytest.mark.parametrize(("z", "words"), CODES.values(), ids=CODES)
def test_codes_that_are_refused(z, words):
    for model in (planar(), GAN((2,), width=4)):
        untouched(model, lambda model: model.decode(z), words)


FAR = {
    "VAE": lambda x: planar().log_density(x),
    "its code": lambda x: planar().encode(x),
    "flow": lambda x: NormalizingFlow((2,), width=4).log_density(x),
    "autoregressive": lambda x: Autoregressive((2,), width=4).log_density(x),
    "diffusion": lambda x: Diffusion((2,), width=4).log_density(x),
    "energy": lambda x: EnergyBased((2,), width=4).log_density(x),
    "critic": lambda x: GAN((2,), width=4).realness(x),
}


@pytest.mark.parametrize("ask", FAR.values(), ids=FAR)
def test_what_32_bits_cannot_hold_is_told(ask):
    with pytest.raises(ValueError, match=r"expected .* received .* far"):
        ask([[1e39, 0.0]])


COLOURED = np.repeat(PICTURES, 3, axis=-1)[:4]
TEXT = "abc " * 40


def a_text():
    return TextTransformer("\n abc", context=8, width=8)


def repaint(noise):
    return lambda: Translator((8, 8, 3), width=4).repaint(COLOURED, noise)


def completed(x, known):
    return lambda: Autoregressive((2,), width=4).complete(x, known, np.zeros((3, 2)))


def log_z(**kwargs):
    return lambda: EnergyBased((2,), width=4).log_partition(**kwargs)


def chained(shakes):
    return lambda: EnergyBased((2,), width=4).chain(np.zeros((3, 2)), shakes)


def guided(**kwargs):
    guide = Guidance(Diffusion((2,), width=4), lambda x: x)
    return lambda: guide.trajectory(np.zeros((1, 2)), **kwargs)


def drawn(u, t=1.0):
    return lambda: a_text().draw(u, t)


def moved(direction, strength=1.0):
    return lambda: ways.move(pictured(), PICTURES, direction, strength)


def components(x=PICTURES, n=2, z=((0.0, 0.0),)):
    return lambda: PrincipalComponents(x, n).decode(z)


ASKED = {
    "noise of a picture that is NaN": repaint(np.full(COLOURED.shape, np.nan)),
    "noise of another shape": repaint(np.zeros((4, 8, 8, 1))),
    "noise that is one number": repaint(3),
    "noise that is a word": repaint("loud"),
    "another size in words": lambda: Translator((8, 8, 3), width=4).at("a"),
    "shakes that are NaN": chained(np.full((3, 260, 2), np.nan)),
    "shakes of fewer steps": chained(np.zeros((3, 5, 2))),
    "limits turned round": log_z(limits=((1, -1), (1, -1))),
    "limits turned round once": log_z(limits=((1, -1), (-1, 1))),
    "limits of a line": log_z(limits=(0, 1)),
    "limits without an area": log_z(limits=((0, 0), (0, 1))),
    "half a side": log_z(side=1.5),
    "half a number kept": completed(POINTS[:1], 1.5),
    "True numbers kept": completed(POINTS[:1], True),
    "a word of numbers kept": completed(POINTS[:1], "1"),
    "events without noise": completed(POINTS[:5], 1),
    "no draws": lambda: planar().iwae(POINTS, k=0),
    "a word of draws": lambda: planar().iwae(POINTS, k="5"),
    "half a class": guided(wanted=1.5),
    "a class in words": guided(wanted="a"),
    "a strength in words": guided(strength="a"),
    "a guide without a function": lambda: Guidance(Diffusion((2,), width=4), 3),
    "a guide of another family": lambda: Guidance(planar(), lambda x: x),
    "components of points": components(POINTS),
    "no component": components(n=0),
    "half a component": components(n=1.5),
    "more components than pictures": components(n=65),
    "one code of components": components(z=np.zeros(2)),
    "codes of too many components": components(z=np.zeros((1, 3))),
    "NaN components": components(z=[[np.nan, 0.0]]),
    "complex components": components(z=np.zeros((1, 2), complex)),
    "a concept of NaN": lambda: ways.concept_vector(POINTS * np.nan, POINTS[:, 0] > 3),
    "a direction of one number": moved(np.array([1.0])),
    "a direction that is a number": moved(1.0),
    "a direction with a mask": moved(np.ma.masked_equal([1.0, -9999], -9999)),
    "a strength that is NaN": moved([1.0, 2.0], np.nan),
    "no passes over views": lambda: contrastive.trained(PICTURES, 2, epochs=0),
    "random numbers that are NaN": drawn([np.nan] * 5),
    "random numbers beyond 1": drawn([2.0, -1.0]),
    "random words": drawn("abc"),
    "no random numbers": drawn(None),
    "no temperature": drawn([0.1], []),
    "NaN degrees": drawn([0.1], np.nan),
    "temperatures below 0": drawn([0.1], -1),
    "two temperatures of three texts": drawn([[0.1]] * 3, [1, 2]),
    "factors below 0": lambda: a_text().factors("abc", temperature=-1),
    "a text that is a number": lambda: a_text().log_prob(5),
    "looks at a number": lambda: a_text().looks(3),
    "bytes to learn": lambda: a_text().fit(TEXT.encode(), epochs=1),
    "a list to learn": lambda: a_text().fit([TEXT], epochs=1),
    "a text to go on with": lambda: a_text().fit(TEXT, epochs=1, resume="mine.npz"),
    "a text held out": lambda: a_text().fit(TEXT, epochs=1, validation_data=TEXT),
    "an alphabet of nothing": lambda: TextTransformer(None),
    "no heads": lambda: TextTransformer("\n abc", heads=0),
    "a wide word": lambda: TextTransformer("\n abc", width="8"),
    "another loss": lambda: planar().compile(loss="mse"),
    "weights of losses": lambda: planar().compile(loss_weights=[3.0]),
    "a share that is right": lambda: planar().compile(metrics=["accuracy"]),
    "no steps at once": lambda: planar().compile(steps_per_execution=0),
    "another loss of classes": lambda: Classifier((8, 8, 1), width=4).compile(loss="mse"),
    "points that are their own target": lambda: Autoencoder((2,), 1).fit(POINTS, POINTS),
    **{f"noise of seed {s!r}": lambda s=s: planar().noise(2, seed=s) for s in (-1, 1.5, "x")},
    **{f"a sample of seed {s!r}": lambda s=s: planar().sample(2, seed=s) for s in (-1, "x")},
    **{f"weights of seed {s!r}": lambda s=s: VAE((2,), seed=s) for s in (-1, 1.5, "a", True)},
    **{f"a width of {w!r}": lambda w=w: VAE((2,), width=w) for w in (0, 1, -4, 4.5, "8", None)},
    **{f"beta {b!r}": lambda b=b: VAE((2,), beta=b) for b in (-1, "1", None, math.nan)},
    **{f"gamma {g!r}": lambda g=g: GAN((2,), gamma=g) for g in (-1, "a")},
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_whatever_else_is_refused_in_words(ask):
    with pytest.raises((ValueError, TypeError), match=r"(?s)expected.*received"):
        ask()


def test_what_can_mean_one_thing_only_is_taken():
    assert moved([1.0, 2.0])().shape == PICTURES.shape
    assert components(list(PICTURES))().shape == (1, 8, 8, 1)
    assert a_text().entropies("abc", 1.0).shape == (1,)
    assert contrastive.trained(PICTURES, 2, epochs=1)(FLOATS).shape == (64, 2)
    assert not np.array_equal(*(VAE((2,), width=4, seed=None).get_weights()[-1] for _ in "ab"))
    model = a_text()
    model.fit(TEXT, epochs=1, batch_size=1, verbose=0)
    assert int(model.optimizer.iterations) == len(range(0, len(TEXT) - 7, 2))


# Other data for a file, other shapes, other settings of Keras


def test_a_file_of_other_data_is_refused_and_says_what_it_holds(tmp_path):
    path = tmp_path / "mine.npz"
    Middle((2,)).fit(POINTS, epochs=2, batch_size=16, resume=path, verbose=0)
    before = path.read_bytes()
    for epochs in (2, 4):
        with pytest.raises(ValueError, match="found 2 passes over other data"):
            Middle((2,)).fit(POINTS + 1, epochs=epochs, batch_size=16, resume=path, verbose=0)
    assert path.read_bytes() == before
    with pytest.raises(ValueError, match="other data"):
        Middle((2,)).fit(slices(POINTS).batch(16), epochs=4, resume=path, verbose=0)
    assert Middle((2,)).fit(POINTS, epochs=3, batch_size=16, resume=path, verbose=0).epoch == [2]


def test_a_file_of_another_configuration_is_refused(tmp_path):
    settings = {"resume": tmp_path / "mine.npz", "batch_size": 16, "verbose": 0}
    VAE((2,), width=4, seed=1).fit(POINTS, epochs=1, **settings)
    other = VAE((2,), width=4, beta=9)
    untouched(other, lambda m: m.fit(POINTS, epochs=2, **settings), '"beta": 9.*"beta": 1')
    assert VAE((2,), width=4, seed=2).fit(POINTS, epochs=2, **settings).epoch == [1]


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
def test_what_never_ends_is_no_file_to_go_on_from():
    untouched(planar(), lambda m: m.fit(POINTS, resume="/dev/zero", **SOME), "no file of numbers")


def test_what_was_saved_keeps_the_units_of_far_points_and_refuses_what_is_no_number(tmp_path):
    model, path = planar(), tmp_path / "mine.npz"
    model.standardise(4.5e6 + 30 * POINTS)
    checkpoints.ship(model, path)
    with np.load(path) as file:
        np.testing.assert_array_equal(next(iter(file.values())), model.shift.numpy())
    for wrong in ("no folder/mine.npz", 3, ""):
        with pytest.raises((TypeError, ValueError), match=r"expected .* received"):
            checkpoints.ship(model, wrong)
    broken(model)
    with pytest.raises(ValueError, match="half precision"):
        checkpoints.ship(model, path)


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
