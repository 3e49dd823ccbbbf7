"""The GAN against what theory says of it: the optimal critic, closed-form penalties, averages."""

import time

import keras
import numpy as np
import pytest
import tensorflow as tf
from scipy import stats

from helpers.implicit import GAN
from helpers.taxonomy import Density, NoCode, NoDensity


def linear(inputs, kernel, bias=None):
    """A network that is one matrix, so that everything about it is known."""
    kernel = np.asarray(kernel, "float32")
    layer = keras.layers.Dense(kernel.shape[1], use_bias=bias is not None)
    network = keras.Sequential([keras.Input((inputs,)), layer])
    layer.set_weights([kernel] if bias is None else [kernel, np.asarray(bias, "float32")])
    return network


def value(tensor):
    return keras.ops.convert_to_numpy(tensor)


@pytest.fixture
def gan():
    return GAN((2,), width=16, seed=1)


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(64, 2)).astype("float32")


def quadratic_critic():
    """A critic that can be the log ratio of two normals exactly: a x + b x², no constant."""
    x = keras.Input((2,))
    weigh = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    return keras.Model(x, weigh(keras.ops.concatenate([x, x**2], axis=-1)))


@pytest.mark.trains
def test_the_trained_critic_is_the_log_ratio_of_the_densities_up_to_a_constant():
    # Samples of a generator that stays as it is: q = N(0, 2²). Data: p = N((1, -1), 1.4²).
    q, p = stats.multivariate_normal([0, 0], 4), stats.multivariate_normal([1, -1], 1.96)
    gan = GAN((2,), gamma=0.0, seed=0)
    gan.scale.assign([2.0, 2.0])
    gan.generator.trainable = gan.critic_network.trainable = False  # Keras keeps track of both
    gan.generator = keras.Sequential([keras.Input((2,)), keras.layers.Identity()])
    gan.critic_network = quadratic_critic()
    gan.budget = gan.budget._replace(first_noise=0.0)  # of p and q themselves
    gan.compile(keras.optimizers.Adam(0.01))
    gan.fit(p.rvs(20_000, random_state=0), epochs=20, batch_size=1000, verbose=0)
    here = np.concatenate([p.rvs(1000, random_state=1), q.rvs(1000, random_state=2)])
    ratio = p.logpdf(here) - q.logpdf(here)
    error = value(gan.realness(here.astype("float32"))) - ratio
    assert ratio.std() > 1
    assert np.std(error) < 0.15


def test_an_untrained_forger_hands_in_its_noise_unless_told_otherwise():
    def overlap(skip):  # share of its variance that a sample has from its own noise number
        gan = GAN((2,), skip=skip, seed=0)
        z = gan.noise(2000, seed=0)
        return np.corrcoef(z[:, 0], gan.decode(z)[:, 0])[0, 1] ** 2

    assert overlap(True) > 0.95
    assert overlap(False) < 0.5


def test_the_penalty_falls_with_the_noise_to_a_fifth_and_no_further(gan):
    assert gan.falling_gamma() == gan.gamma  # nobody trains it
    end = int(0.6 * gan.budget.steps)
    early = (0.01 / gan.budget.first_noise) ** 0.25
    for steps, share in [(0, 1), (end // 4, early), (end, 0.2), (9 * end, 0.2)]:
        noise = gan.falling_noise(steps)
        assert float(gan.falling_gamma(noise)) == pytest.approx(share * gan.gamma, rel=0.01)


def test_the_penalty_of_images_stays_as_it_is():
    gan, seen = GAN((28, 28, 1), width=4), []
    gan.falling_gamma = lambda noise: seen.append(noise) or gan.gamma
    gan.fit(np.zeros((2, 28, 28, 1), "uint8"), epochs=1, verbose=0)
    assert gan.gamma == 3 and set(seen) == {None}


def test_a_critic_without_an_opinion_costs_log_two_on_either_side(gan, x):
    gan.critic_network = linear(2, np.zeros((2, 1)))
    np.testing.assert_allclose(value(gan.objective(x)), 2 * np.log(2), rtol=1e-6)


def test_the_squared_slope_of_a_linear_critic_is_that_of_its_weights(gan, x):
    gan.critic_network = linear(2, [[3.0], [-4.0]])
    d, slope = gan.critic_and_slope(x)
    np.testing.assert_allclose(value(d), x @ [3, -4], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(value(slope), 25, rtol=1e-6)


def test_the_losses_of_a_linear_critic_follow_the_formula(gan, x):
    weights, fake = np.array([3.0, -4.0]), (0.5 * x[::-1]).copy()
    gan.critic_network, gan.gamma = linear(2, weights[:, None]), 0.3
    margin = (x - fake) @ weights
    critic = np.logaddexp(0, -margin) + 0.3 / 2 * (25 + 25)
    np.testing.assert_allclose(value(gan.critic_loss(x, fake, gan.gamma)), critic, rtol=1e-4)
    np.testing.assert_allclose(
        value(gan.generator_loss(x, fake)), np.logaddexp(0, margin), rtol=1e-4, atol=1e-5
    )


def test_each_loss_moves_its_own_player_only(gan, x):
    players = {"generator": gan.generator, "critic": gan.critic_network}
    with tf.GradientTape(persistent=True) as tape:
        fake = gan.generator(gan.noise(len(x), seed=0))
        losses = {
            "generator": gan.generator_loss(gan.to_model(x), fake),
            "critic": gan.critic_loss(gan.to_model(x), keras.ops.stop_gradient(fake), gan.gamma),
        }
    for owner, loss in losses.items():
        for name, player in players.items():
            gradients = tape.gradient(loss, player.trainable_weights)
            assert all((g is not None) == (owner == name) for g in gradients)


def test_a_frozen_critic_says_the_same_with_the_same_slope(gan, x):
    x = tf.constant(x)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(x)
        free, frozen = gan.critic(x), gan.frozen_critic(x)
    np.testing.assert_allclose(value(free), value(frozen), rtol=1e-5)
    np.testing.assert_allclose(tape.gradient(free, x), tape.gradient(frozen, x), rtol=1e-5)


class Tardy(GAN):
    """Its generator comes to the critic's weights late: long after the critic could have moved."""

    def frozen_critic(self, x):
        if not tf.inside_function():
            return super().frozen_critic(x)
        with tf.control_dependencies([tf.py_function(lambda: time.sleep(0.2), [], [])]):
            return super().frozen_critic(x)


def test_both_players_learn_from_weights_of_before_the_step(x):
    losses = []
    for eagerly in (True, False):
        gan = Tardy((2,), width=16, seed=1)
        gan.compile(run_eagerly=eagerly)
        losses.append([float(gan.train_on_batch(x)) for _ in range(3)])
    np.testing.assert_allclose(*losses, rtol=1e-5)


def test_the_critic_takes_points_in_the_learners_units(gan, x):
    before = value(gan.realness(x))
    gan.shift.assign([100.0, 5.0])
    gan.scale.assign([8.0, 4.0])
    moved = x * np.float32([8, 4]) + np.float32([100, 5])
    np.testing.assert_allclose(value(gan.realness(moved)), before, atol=1e-3)


def test_after_fit_the_weights_are_their_moving_average(gan, x):
    path = []

    class Record(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            path.append([value(w) for w in gan.trainable_weights])

    gan.fit(x, epochs=6, batch_size=len(x), verbose=0, callbacks=[Record()])  # a step each
    keep = gan.optimizer.ema_momentum
    for i, weight in enumerate(gan.trainable_weights):
        average = path[0][i]
        for step in path[1:]:
            average = keep * average + (1 - keep) * step[i]
        np.testing.assert_allclose(value(weight), average, atol=1e-5)
        assert np.abs(average - path[-1][i]).max() > 0


def test_real_and_fake_carry_the_same_noise_at_the_start(gan):
    gan.generator = linear(2, np.eye(2))
    seen, first = {}, gan.budget.first_noise

    def critic_loss(real, fake, gamma):
        seen.update(real=value(real), fake=value(fake))
        return real[:, 0]

    gan.critic_loss = critic_loss
    x = tf.constant(np.random.default_rng(1).normal(size=(40_000, 2)).astype("float32"))
    gan.objective(x, noise=gan.falling_noise(0))
    for points in seen.values():
        np.testing.assert_allclose(points.std(axis=0), np.sqrt(1 + first**2), rtol=0.02)
    assert np.corrcoef(seen["real"][:, 0], seen["fake"][:, 0])[0, 1] < 0.02  # not the same draws


def test_another_optimizer_is_taken_as_it_is(gan, x):
    gan.compile(keras.optimizers.SGD(0.01))
    gan.fit(x, epochs=2, verbose=0)
    assert float(gan.optimizer.learning_rate) == pytest.approx(0.01)


@pytest.mark.trains
def test_one_normal_far_from_zero_is_learnt_with_its_mean_and_sd():
    """By the points that a normal has at its mean and one sd to either side: a few stray samples
    move the sd itself more than learning does.
    """
    x = np.random.default_rng(0).normal([100, -3], [30, 0.5], (5000, 2))
    gan = GAN((2,), width=64, seed=0)
    gan.fit(x, verbose=0)
    at = stats.norm.cdf([-1, 0, 1])
    learnt, true = (np.quantile(points, at, axis=0) for points in (gan.sample(5000, seed=1), x))
    assert (np.abs(learnt - true) < 0.15 * x.std(axis=0)).all()


def test_no_density_no_code_and_a_way_out(gan, x):
    assert gan.density is Density.NONE
    with pytest.raises(NoDensity, match="Compare its samples"):
        gan.log_density(x)
    with pytest.raises(NoCode, match="search for the z"):
        gan.encode(x)
