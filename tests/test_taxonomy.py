"""One contract for every family. A new family is tested by its line in helpers/families.py."""

import functools
import inspect

import keras
import numpy as np
import pytest
import tensorflow as tf

from helpers.families import FAMILIES
from helpers.taxonomy import Density, GenerativeModel, NoCode, NoDensity, Refusal, gives
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


def data(event_shape, n=9, seed=0):  # too few for rows to be held out: one size of batches
    rng = np.random.default_rng(seed)
    if len(event_shape) == 1:
        return rng.normal(3, 2, (n, *event_shape)).astype("float32")
    return rng.integers(0, 256, (n, *event_shape), dtype="uint8")


# A contract holds for a small model as well, and its graph is built in a fraction of the time.
SMALL = dict(width=8, couplings=2, bins=4, components=4, levels=3, steps=2)


def small(family, event_shape, seed=1):
    sizes = SMALL.keys() & inspect.signature(family).parameters
    return family(event_shape, seed=seed, **{size: SMALL[size] for size in sizes})


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


@pytest.fixture(params=FAMILIES, ids=lambda f: f.__name__)
def planar(request):
    return small(request.param, (2,))


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
    assert values.shape == (len(x),) and values.dtype == "float32"
    assert np.isfinite(values).all()


def test_every_trainable_weight_gets_a_gradient(case):
    model, x = case
    model.compile(keras.optimizers.SGD(1000.0))  # whatever has a gradient moves, however little
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


def test_a_trajectory_ends_at_the_sample(planar):
    z = planar.noise(5, seed=0)
    states = np.asarray(planar.trajectory(z, seed=0))
    assert states.shape == (5, states.shape[1], 2)
    shaken = gives(planar, "chain")
    sample = planar.draw(z, seed=0) if shaken else planar.decode(z)
    np.testing.assert_allclose(states[:, -1], sample, atol=1e-5)


def test_what_a_family_does_not_give_it_refuses_with_a_way_out(planar):
    x, z = data((2,), n=1), planar.noise(1, seed=0)
    asked = {
        "encode": (x,),
        "log_density": (x,),
        "log_partition": (),
        "transport": (z,),
        "complete": (x, 1, z),
        "chain": (z[:, None],),
    }
    for ability, given in asked.items():
        if not gives(planar, ability):
            with pytest.raises(Refusal, match=r"(Take|take|Compare|Only|z is all)"):
                getattr(planar, ability)(*given)


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


def test_planar_data_comes_back_in_the_learners_units(planar):
    x = np.random.default_rng(0).normal([100, -5], [30, 0.01], (200, 2))
    planar.fit(x, epochs=1, verbose=0)
    np.testing.assert_allclose(planar.shift.numpy(), x.mean(axis=0), rtol=1e-4)
    np.testing.assert_allclose(planar.to_data(planar.to_model(x)), x, rtol=1e-4)


def test_later_data_goes_through_the_first_standardisation(planar):
    x = np.random.default_rng(0).normal(100, 3, (50, 2))
    planar.fit(x, epochs=1, verbose=0)
    shift = planar.shift.numpy()
    planar.fit(x + 10, epochs=1, verbose=0)
    np.testing.assert_array_equal(planar.shift.numpy(), shift)


def test_the_noise_of_training_falls_and_is_gone_before_the_end(planar):
    planar.budget = planar.budget._replace(first_noise=0.4)
    planar.compile(steps_per_execution=1)
    end = int(np.ceil(0.6 * planar.budget.steps))
    for steps, sd in [(0, 0.4), (end / 2, np.sqrt(0.4 * 0.01)), (end, 0), (10 * end, 0)]:
        assert float(planar.falling_noise(int(steps))) == pytest.approx(sd, rel=0.01)


def test_the_learning_rate_of_points_falls_once_their_noise_is_gone(planar):
    planar.budget = planar.budget._replace(steps=40, first_noise=0.4)
    planar.compile(steps_per_execution=1)
    objective, noise, rate = planar.objective, [], []
    planar.objective = lambda x, noise=0.0: noise + 0 * objective(x)  # so the loss is the noise

    class Watch(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):  # Keras says the mean of a pass so far
            seen = noise[len(noise) - batch :]
            noise.append((batch + 1) * logs["loss"] - sum(seen))
            rate.append(float(self.model.optimizer.learning_rate))

    x = data((2,), n=22)  # four batches of 5 a pass, with two rows held out or without
    history = planar.fit(
        x, epochs=10, batch_size=5, callbacks=[Watch()], validation_data=(x,), verbose=0
    ).history
    expected = [float(planar.falling_noise(k)) for k in range(40)]
    assert 0 < expected[23] < 0.02 and not any(expected[24:])
    np.testing.assert_allclose(noise, expected, atol=1e-6)
    assert set(history["val_loss"]) == {0.0} and planar.evaluate(x, verbose=0) == 0
    np.testing.assert_allclose(rate[:25], planar.budget.learning_rate, rtol=1e-6)
    assert (np.diff(rate[24:]) < 0).all() and rate[-1] < 0.02 * rate[0]


def test_a_loaded_and_a_freshly_compiled_model_have_one_objective(planar):
    x, twin = data((2,)), small(type(planar), (2,))  # the same weights, draws and units
    twin.compile()
    np.testing.assert_array_equal(twin.objective(x), planar.objective(x))
    again = small(type(planar), (2,))
    again.compile()
    np.testing.assert_allclose(
        again.evaluate(x, verbose=0), np.mean(small(type(planar), (2,)).objective(x)), rtol=1e-5
    )


BAD_PLANAR = {
    "wrong rank": (np.zeros(2), r"received \(2,\)"),
    "three columns": (np.zeros((4, 3)), r"received \(4, 3\)"),
    "empty": (np.zeros((0, 2)), "empty"),
    "NaN": (np.array([[0, 1], [np.nan, 2]]), "NaN or infinity in 1 of 2 rows, first in row 1"),
    "infinite": (np.array([[0, np.inf], [1, 2]]), "first in row 0"),
    "constant": (np.ones((9, 2)), r"standard deviations \[0.0, 0.0\]"),
    "one point": (np.array([[1.0, 2.0]]), "1 points"),
    "words": (np.array([["a", "b"]]), "numbers"),
}


@pytest.mark.parametrize("name", BAD_PLANAR)
def test_bad_planar_data_is_refused_and_changes_nothing(planar, name):
    x, message = BAD_PLANAR[name]
    before = planar.get_weights()
    with pytest.raises((ValueError, TypeError), match=message):
        planar.fit(x, verbose=0)
    for a, b in zip(before, planar.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


BAD_IMAGES = {
    "no batch axis": (np.zeros((28, 28, 1)), r"x\[None\]"),
    "no channel axis": (np.zeros((3, 28, 28)), r"x\[..., None\]"),
    "colour": (np.zeros((3, 28, 28, 3)), r"received \(3, 28, 28, 3\)"),
    "0 to 255 as floats": (np.full((3, 28, 28, 1), 200.0), "astype"),
    "-1 to 1": (np.full((3, 28, 28, 1), -1.0), r"\(x \+ 1\) / 2"),
    "beyond 255": (np.full((3, 28, 28, 1), 300), "0 to 255; received 300"),
    "NaN": (np.full((3, 28, 28, 1), np.nan), "NaN"),
    "empty": (np.zeros((0, 28, 28, 1)), "empty"),
}


@functools.cache
def untrained(family):
    return family((28, 28, 1))


@pytest.mark.parametrize("method", ["fit", "evaluate", "objective", "encode", "log_density"])
@pytest.mark.parametrize("name", BAD_IMAGES)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_bad_images_are_refused(family, name, method):
    x, message = BAD_IMAGES[name]
    model = untrained(family)
    expected = ValueError
    if method == "encode" and not gives(family, "encode"):
        expected, message = NoCode, "VAE"
    if method == "log_density" and not gives(family, "log_density"):
        expected, message = NoDensity, "VAE"
    with pytest.raises(expected, match=message):
        getattr(model, method)(x)


def test_bad_codes_are_refused(planar):
    wrong = np.zeros((3, planar.latent_dim + 1))
    with pytest.raises(ValueError, match=rf"\(n, {planar.latent_dim}\); received \(3, "):
        planar.decode(wrong)
    with pytest.raises(ValueError, match="models take batches"):
        planar.decode(np.zeros(planar.latent_dim))
    with pytest.raises(ValueError, match="NaN"):
        planar.decode(np.full((1, planar.latent_dim), np.nan))


@pytest.mark.parametrize("n", [0, -1, 2.5, "many"])
def test_a_senseless_number_of_samples_is_refused(planar, n):
    with pytest.raises(ValueError, match="number of samples"):
        planar.sample(n)


COUNTS = {"bins", "components", "couplings", "latent_dim", "levels", "steps"}


@pytest.mark.parametrize("event_shape", [(2,), (28, 28, 1)])
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_a_size_of_nothing_is_refused_and_not_taken_for_the_usual_one(family, event_shape):
    for size in COUNTS & inspect.signature(family).parameters.keys():
        with pytest.raises(ValueError, match="1 or more; received 0"):
            family(event_shape, **{size: 0})


@pytest.mark.parametrize("event_shape", [(28, 28), (30, 30, 1), (0,), "image", ()])
@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
def test_a_senseless_event_shape_is_refused(family, event_shape):
    with pytest.raises(ValueError, match="expected the shape of one event"):
        family(event_shape)


def test_the_interface_cannot_be_used_without_a_family():
    with pytest.raises(TypeError, match="abstract"):
        GenerativeModel((2,), 2, 0)
