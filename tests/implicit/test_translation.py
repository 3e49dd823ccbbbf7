"""The translator: its two players, what noise and size change, what is refused."""

import numpy as np
import pytest
from keras import ops

from helpers import datasets
from helpers.implicit import Translator


@pytest.fixture(scope="module")
def pairs():
    return datasets.scene_pairs(16, seed=0, size=16)


@pytest.fixture(scope="module")
def model():
    return Translator((16, 16, 3), width=8)


def inside(x):
    return ops.convert_to_tensor(x / np.float32(127.5) - 1)


@pytest.mark.trains
def test_the_objective_is_one_number_a_picture_and_both_players_learn(model, pairs):
    value = model.objective(inside(pairs.scenes), inside(pairs.paintings))
    assert value.shape == (16,) and np.isfinite(np.asarray(value)).all()
    before = [w.numpy() for w in model.trainable_weights]
    model.fit(pairs.scenes, pairs.paintings, epochs=2, batch_size=8, verbose=0)
    moved = [(w.numpy() != b).any() for w, b in zip(model.trainable_weights, before, strict=True)]
    assert all(moved)


def test_each_player_hears_its_own_loss_only(pairs):
    """A critic without a verdict teaches nothing: the generator stands still, the critic learns."""
    model = Translator((16, 16, 3), width=8, gamma=0.0)
    last = model.critic_network.layers[-1]
    last.set_weights([np.zeros_like(w) for w in last.get_weights()])
    before = model.generator.get_weights()
    model.compile("sgd")
    model.train_on_batch(pairs.scenes, pairs.paintings)
    for old, new in zip(before, model.generator.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
    assert np.any(last.get_weights()[0])


def test_where_the_critic_cannot_tell_both_losses_are_log_two(pairs):
    model = Translator((16, 16, 3), width=8, gamma=0.0)
    last = model.critic_network.layers[-1]
    last.set_weights([np.zeros_like(w) for w in last.get_weights()])
    value = model.objective(inside(pairs.scenes), inside(pairs.paintings))
    np.testing.assert_allclose(value, 2 * np.log(2), rtol=1e-5)


def test_the_slope_is_the_one_that_finite_differences_give(model, pairs):
    scene, painting = inside(pairs.scenes[:1]), np.asarray(inside(pairs.paintings[:1]))
    both = ops.concatenate([scene, painting], axis=-1)
    slope, step = float(model.critic_and_slope(both)[1][0]), 1e-2
    rng, total = np.random.default_rng(0), []
    for _ in range(200):
        way = rng.standard_normal(painting.shape).astype("float32")
        moved = [painting + sign * step * way for sign in (1, -1)]
        ends = [model.critic(ops.concatenate([scene, x], axis=-1)) for x in moved]
        total.append(float(ends[0][0] - ends[1][0]) ** 2 / (2 * step) ** 2)
    assert np.mean(total) == pytest.approx(slope, rel=0.35)  # E (∇D · way)² = |∇D|²


@pytest.mark.trains
def test_it_learns_a_change_that_every_painting_shows():
    """Paintings that are brighter than their scenes by a constant."""
    scenes = np.full((64, 16, 16, 3), 100, "uint8")
    model = Translator((16, 16, 3), width=8)
    model.fit(scenes, scenes + np.uint8(40), epochs=60, batch_size=16, verbose=0)
    lifted = 255 * model.repaint(scenes[:16], seed=0).mean() - 100
    assert 20 < lifted < 60


def test_noise_decides_and_is_all_that_decides(model, pairs):
    scenes = pairs.scenes[:3]
    one, two = (model.repaint(scenes, seed=1) for _ in range(2))
    np.testing.assert_array_equal(one, two)
    assert (model.repaint(scenes, seed=2) != one).any()
    np.testing.assert_array_equal(model.repaint(scenes, noise=model.noise(3, seed=1)), one)
    assert one.shape == (3, 16, 16, 3) and one.min() >= 0 and one.max() <= 1


def test_the_same_painter_works_at_another_size_and_locally(model):
    larger = model.at(128)
    for mine, theirs in zip(
        model.generator.get_weights(), larger.generator.get_weights(), strict=True
    ):
        np.testing.assert_array_equal(mine, theirs)
    scene, noise = np.full((1, 128, 128, 3), 90, "uint8"), larger.noise(1, seed=0)
    before = larger.repaint(scene, noise=noise)
    noise[:, :16, :16] *= -1
    change = np.abs(larger.repaint(scene, noise=noise) - before)[0]
    assert change[:16, :16].max() > 0 and change[96:, 96:].max() < 1e-6


def test_what_is_no_picture_is_refused(model):
    with pytest.raises(ValueError, match="expected images"):
        Translator((2,))
    with pytest.raises(ValueError, match="repaint expected data"):
        model.repaint(np.zeros((1, 32, 32, 3), "uint8"))
    with pytest.raises(ValueError, match="fit paintings"):
        model.fit(np.zeros((2, 16, 16, 3), "uint8"), np.zeros((2, 8, 8, 3), "uint8"))
