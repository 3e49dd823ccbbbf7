"""One contract for every family. A new family is tested by its line in helpers/families.py."""

import inspect

import keras
import numpy as np
import pytest
import tensorflow as tf
from small_families import data, small

from helpers.families import FAMILIES
from helpers.taxonomy import Density, NoCode, NoDensity
from helpers.training import Budget, resuming

EVENTS = [(2,), (28, 28, 1), (32, 32, 3)]
CASES = [
    pytest.param(
        (f, e),
        id=f"{f.__name__}-{len(e)}d{e[-1]}",
        marks=[pytest.mark.trains] if e == EVENTS[-1] else [],  # colours: the same once more
    )
    for f in FAMILIES
    for e in EVENTS
]


@pytest.fixture(params=CASES, scope="module")
def once(request):
    """A model for all tests, because a graph takes longer to build than to run."""
    family, event_shape = request.param
    model = small(family, event_shape)
    model.compile()
    return model, data(event_shape), [v.numpy() for v in resuming.state(model)]


@pytest.fixture
def case(once):
    """The model as it was made, whatever the test before has taught it."""
    model, x, beginning = once
    for variable, value in zip(resuming.state(model), beginning, strict=True):
        variable.assign(value)
    return model, x


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_a_family_declares_what_it_must(family):
    assert isinstance(family.label, str) and isinstance(family.density, Density)
    assert all(isinstance(family.budgets[rank], Budget) for rank in (1, 3))
    first, *others = inspect.signature(family).parameters.values()
    assert first.name == "event_shape" and "seed" in {other.name for other in others}
    assert all(other.default is not other.empty for other in others)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_no_name_of_keras_means_something_else(family):
    kinds = family.__mro__[: family.__mro__.index(keras.Model)]
    ours = set().union(*map(vars, kinds))
    taken = {name for name in ours & set(dir(keras.Model)) if not name.startswith("_")}
    asked = {"call", "compile", "compute_loss", "evaluate", "fit", "predict"}
    copied = {"compile_from_config", "get_compile_config", "get_config", "save"}
    assert taken <= asked | copied


def test_objective_is_one_finite_number_per_event(case):
    model, x = case
    values = keras.ops.convert_to_numpy(model.objective(x))
    assert values.shape == (len(x),)
    assert np.isfinite(values).all()


def test_every_trainable_weight_gets_a_gradient(case):
    model, x = case
    # Whatever has a gradient moves, however little. TensorFlow is quicker without a graph.
    eagerly = keras.backend.backend() == "tensorflow"
    model.compile(keras.optimizers.SGD(1000.0), run_eagerly=eagerly)
    before = [w.numpy() for w in model.trainable_weights]
    model.train_on_batch(x)
    weights = zip(model.trainable_weights, before, strict=True)
    silent = [w.path for w, b in weights if np.array_equal(w.numpy(), b)]
    model.compile()
    assert silent == []


def test_sample_has_the_event_shape_and_the_learners_units(case):
    model, x = case
    samples = model.sample(3, seed=0)
    assert samples.shape == (3, *x.shape[1:])
    assert samples.dtype == ("float32" if len(model.event_shape) == 3 else "float64")
    if model.is_image:
        assert samples.min() >= 0 and samples.max() <= 1


def test_same_seed_same_sample_other_seed_other_sample(case):
    model, _ = case
    np.testing.assert_array_equal(model.sample(2, seed=5), model.sample(2, seed=5))
    assert not np.array_equal(model.sample(2, seed=5), model.sample(2, seed=6))
    assert not np.array_equal(model.sample(2), model.sample(2))


def test_sampling_is_the_draw_of_the_noise(case):
    model, _ = case
    z = model.noise(2, seed=3)
    assert z.shape == (2, model.latent_dim)
    np.testing.assert_array_equal(model.draw(z, seed=3), model.sample(2, seed=3))


def test_the_global_random_state_plays_no_part(case):
    model, x = case
    keras.utils.set_random_seed(1)
    one, weights = model.sample(2, seed=0), small(type(model), x.shape[1:], seed=4).get_weights()
    keras.utils.set_random_seed(2)
    np.testing.assert_array_equal(one, model.sample(2, seed=0))
    for a, b in zip(weights, small(type(model), x.shape[1:], seed=4).get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_three_steps_of_fit_change_the_weights_and_keep_them_finite(case):
    model, x = case
    before = [w.numpy() for w in model.trainable_weights]
    history = model.fit(x, epochs=3, batch_size=len(x), verbose=0)
    after = [w.numpy() for w in model.trainable_weights]
    assert len(history.history["loss"]) == 3
    assert all(np.isfinite(w).all() for w in after)
    assert not all(np.array_equal(a, b) for a, b in zip(before, after, strict=True))


def test_weights_survive_saving_and_loading(case, tmp_path):
    model, x = case
    model.fit(x, epochs=1, verbose=0)
    model.save_weights(tmp_path / "model.weights.h5")
    again = small(type(model), x.shape[1:], seed=9)
    again.load_weights(tmp_path / "model.weights.h5")
    np.testing.assert_allclose(model.sample(2, seed=0), again.sample(2, seed=0), atol=1e-6)


def test_a_dataset_of_batches_trains_as_an_array_does(case):
    model, x = case
    x = np.concatenate([x, x])
    batches = tf.data.Dataset.from_tensor_slices(x).batch(len(x) // 2, drop_remainder=True)
    history = model.fit(batches, epochs=1, verbose=0)
    assert np.isfinite(history.history["loss"]).all()
    if not model.is_image:
        np.testing.assert_allclose(model.shift.numpy(), x.mean(axis=0), rtol=1e-5)


def test_the_density_tag_agrees_with_what_log_density_does(case):
    model, x = case
    if model.density is Density.NONE:
        with pytest.raises(NoDensity, match="Compare its samples"):
            model.log_density(x)
    else:
        values = np.asarray(model.log_density(x))
        assert values.shape == (len(x),) and np.isfinite(values).all()


def test_a_code_has_the_latent_shape_or_is_refused_with_a_way_out(case):
    model, x = case
    try:
        assert tuple(model.encode(x).shape) == (len(x), model.latent_dim)
    except NoCode as refusal:
        assert "VAE" in str(refusal)


def test_bits_per_dim_is_for_images_only(case):
    model, x = case
    if model.density in (Density.NONE, Density.UNNORMALISED):
        with pytest.raises(NoDensity, match="ompare"):
            model.bits_per_dim(x)
        return
    if not model.is_image:
        with pytest.raises(ValueError, match="use log_density, in nats"):
            model.bits_per_dim(x)
        return
    bits = np.asarray(model.bits_per_dim(x)).mean()
    nats = np.asarray(model.log_density(x)).mean()
    assert bits == pytest.approx(-nats / np.log(2) / x[0].size, rel=0.05)


def test_float_images_mean_the_same_as_their_grey_levels(case):
    model, x = case
    if model.is_image:
        np.testing.assert_allclose(model.to_model(x), model.to_model(x / 255), atol=1e-6)
        np.testing.assert_allclose(model.to_data(model.to_model(x)), x / 255, atol=1e-6)


def test_training_that_is_interrupted_leaves_a_usable_model(case):
    model, x = case

    class Interrupt(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        model.fit(x, epochs=2, verbose=0, callbacks=[Interrupt()])
    assert np.isfinite(model.sample(2, seed=0)).all()
    model.fit(x, epochs=1, verbose=0)
