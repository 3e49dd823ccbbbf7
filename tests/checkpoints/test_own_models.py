"""A learner's own model: what was saved comes back as it was, and any other file is refused."""

import copy
import inspect
import pickle

import keras
import numpy as np
import pytest
from own_points import POINTS, expect_same
from random_weights import random_weights

from helpers import checkpoints
from helpers.discriminative import Classifier, FactorReader
from helpers.families import FAMILIES
from helpers.implicit import Translator
from helpers.representation import Autoencoder
from helpers.taxonomy import gives
from helpers.tractable import TextTransformer

PLANE, IMAGES = (2,), (8, 8, 1)
SMALL = dict(
    width=8, couplings=2, bins=4, components=4, levels=3, steps=2, latent_dim=2, classes=3,
    factors=3,
)  # fmt: skip
CASES = [
    *((family, event) for family in (*FAMILIES, Autoencoder) for event in (PLANE, IMAGES)),
    *((kind, IMAGES) for kind in (Classifier, FactorReader, Translator)),
    (TextTransformer, None),
]
RNG, TEXT = np.random.default_rng(0), 4 * "abba cab\n"
PICTURES = RNG.integers(0, 256, (20, *IMAGES), dtype="uint8")
ANSWERS = {
    Classifier: np.arange(20) % 3,
    FactorReader: RNG.random((20, 3)),
    Translator: PICTURES[::-1],
}


def made(kind, event, **settings):
    if kind is TextTransformer:
        return TextTransformer("\n abc", context=8, width=16, **settings)
    sizes = SMALL.keys() & inspect.signature(kind).parameters
    return kind(event, **{size: SMALL[size] for size in sizes} | settings)


def data(kind, event):
    """What the model's `fit` takes."""
    if kind is TextTransformer:
        return (TEXT,)
    x = POINTS if event == PLANE else PICTURES
    return (x, ANSWERS[kind]) if kind in ANSWERS else (x,)


def trained(kind, event):
    """Weights that are no special case, units of far points, random numbers already drawn."""
    model = random_weights(made(kind, event, seed=3), 0.1)
    if kind is not TextTransformer:
        model.standardise(data(kind, event)[0])
        model.steps_taken.next()
    return model


def answers(model, kind, event):
    """What can be asked of a model, each answer as an array."""
    if kind is TextTransformer:
        return [np.array(model.draw([0.1, 0.5, 0.9])), model.factors("abba cab")]
    x, *y = data(kind, event)
    told = [model.shift.numpy(), model.scale.numpy(), np.array(model.evaluate(x, *y, verbose=0))]
    if kind in FAMILIES:
        abilities = [name for name in ("encode", "log_density") if gives(kind, name)]
        return [*told, model.sample(3, seed=1), *(getattr(model, a)(x[:3]) for a in abilities)]
    ask = {
        Autoencoder: lambda x: model.decode(model.encode(x)),
        Classifier: lambda x: model.probabilities(x),
        FactorReader: lambda x: model.read(x),
        Translator: lambda x: model.repaint(x, seed=0),
    }
    return [*told, ask[kind](x[:3])]


@pytest.fixture(params=CASES, ids=lambda c: f"{c[0].__name__}-{len(c[1] or ())}d", scope="module")
def kept(request, tmp_path_factory):
    """A model, its class and events, and its file."""
    model = trained(*request.param)
    path = tmp_path_factory.mktemp("kept") / "mine.npz"
    model.save(path)
    return model, *request.param, path


def test_a_model_comes_back_as_it_was(kept):
    model, kind, event, path = kept
    again = checkpoints.load(path)
    expect_same(model, again)
    for a, b in zip(answers(model, kind, event), answers(again, kind, event), strict=True):
        assert a.dtype == b.dtype
        if a.dtype.kind == "U":
            np.testing.assert_array_equal(a, b)
        else:  # roundings may differ
            assert np.abs(a - b).max() <= 1e-5 * max(1, np.ptp(a))


def test_training_goes_on_after_loading(kept):
    _, kind, event, path = kept
    model = checkpoints.load(path)
    before = [w.numpy() for w in model.trainable_weights]
    step = None if kind is TextTransformer else int(model.steps_taken.state[1])
    model.fit(*data(kind, event), epochs=1, verbose=0)
    after = [w.numpy() for w in model.trainable_weights]
    assert all(np.isfinite(w).all() for w in after)
    assert not all(map(np.array_equal, before, after))
    if step is not None:
        assert int(model.steps_taken.state[1]) >= step > 0  # noise does not begin anew


def test_a_copy_is_another_model_that_is_the_same(kept):
    model, _, _, _ = kept
    twin = copy.deepcopy(model)
    expect_same(model, twin)
    first = twin.weights[0]
    first.assign(first + 1)
    assert not np.array_equal(first.numpy(), model.weights[0].numpy())


def test_what_keras_and_python_have_works_or_names_this_way(kept, tmp_path):
    model, kind, _, _ = kept
    for refuse in (
        lambda: model.save(tmp_path / "mine.keras"),
        lambda: keras.saving.save_model(model, tmp_path / "mine.keras"),
        lambda: pickle.dumps(model),
        lambda: copy.copy(model),
    ):
        with pytest.raises((TypeError, ValueError), match=r"expected .* received .*mine\.npz"):
            refuse()
    if kind is not TextTransformer:
        model.compile()
    model.save_weights(tmp_path / "mine.weights.h5")
    like_it = keras.models.clone_model(model)
    assert like_it.compiled == model.compiled
    assert like_it.get_config() == model.get_config()
    like_it.load_weights(tmp_path / "mine.weights.h5")
    for a, b in zip(model.weights, like_it.weights, strict=True):
        np.testing.assert_array_equal(a.numpy(), b.numpy())
