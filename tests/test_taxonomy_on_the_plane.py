"""What the contract of every family says of points of the plane."""

import keras
import numpy as np
import pytest
from small_families import data, small

from helpers.families import FAMILIES
from helpers.taxonomy import Refusal, gives


@pytest.fixture(params=FAMILIES, ids=lambda f: f.__name__)
def planar(request):
    return small(request.param, (2,))


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
