"""What the decorator promises: the body's numbers for arrays, checked, in batches, in one graph."""

import numpy as np
import pytest
import tensorflow as tf

from helpers.approximate import VAE
from helpers.batching import in_batches


class Toy:
    event_shape, latent_dim = (2,), 3

    def __init__(self):
        self.seen, self.traces = [], 0

    @in_batches(4)
    def pair(self, x, z, factor=1.0, **more):
        self.traces += 1
        tf.py_function(lambda n: self.seen.append(int(n)), [tf.shape(x)[0]], [])
        y = factor * (tf.cast(x[:, 0], "float32") + z[:, 0]) + sum(more.values(), 0.0)
        return y, z[:, :, None]

    @in_batches({1: 3, 3: 1})
    def rows(self, x, noise):
        return tf.fill(tf.shape(x)[:1], tf.shape(x)[0]) + 0 * tf.cast(noise[:, 0], "int32")


def arrays(n):
    rng = np.random.default_rng(0)
    return rng.normal(size=(n, 2)), rng.normal(size=(n, 3))


@pytest.mark.parametrize("n", [1, 3, 4, 9])
def test_batches_give_what_the_whole_would_give(n):
    (x, z), toy = arrays(n), Toy()
    y, states = toy.pair(x, z=z, factor=2.0)
    np.testing.assert_allclose(y, 2 * (x[:, 0] + z[:, 0]), rtol=1e-5)
    np.testing.assert_allclose(states, z[:, :, None], rtol=1e-6)
    assert isinstance(y, np.ndarray) and y.flags.writeable and y.dtype == "float32"
    assert max(toy.seen) <= 4 and sum(toy.seen) == n


def test_one_graph_serves_every_number_of_rows_and_settings_have_their_own():
    toy = Toy()
    for n in (1, 5, 9):
        toy.pair(*arrays(n))
    assert toy.traces == 1
    toy.pair(*arrays(2), factor=3.0)
    assert toy.traces == 2


def test_tensors_go_straight_through_so_that_gradients_do():
    x, z = (tf.constant(a, "float32") for a in arrays(9))
    toy = Toy()
    with tf.GradientTape() as tape:
        tape.watch(x)
        y, _ = toy.pair(x, z)
    np.testing.assert_allclose(tape.gradient(y, x)[:, 0], 1.0)
    assert toy.seen == [9]


def test_other_keywords_are_handed_on_as_they_are():
    (x, z), toy = arrays(5), Toy()
    np.testing.assert_allclose(toy.pair(x, z, lift=2.0)[0], toy.pair(x, z)[0] + 2, rtol=1e-5)


def test_the_rank_of_an_event_chooses_the_rows():
    assert Toy().rows(np.zeros((7, 2)), np.zeros((7, 1))).tolist() == [3] * 6 + [1]


def test_a_function_gives_the_next_rows_and_never_all_of_them():
    asked, toy = [], Toy()

    def noise(n):
        asked.append(n)
        return np.zeros((n, 1), "float32")

    toy.rows(np.zeros((7, 2)), noise)
    assert asked == [3, 3, 1]


@pytest.mark.parametrize(
    ("x", "z", "message"),
    [
        (np.zeros((4, 3)), np.zeros((4, 3)), r"Toy.pair expected data.*received \(4, 3\)"),
        (np.zeros((4, 2)), np.zeros((4, 2)), r"Toy.pair expected latent vectors.*\(4, 2\)"),
        (np.zeros((4, 2)), np.zeros((5, 3)), "as many rows in every array; received 4 in x, 5 in"),
        (np.full((4, 2), np.nan), np.zeros((4, 3)), "NaN"),
    ],
)
def test_what_does_not_fit_is_refused_before_work_begins(x, z, message):
    toy = Toy()
    with pytest.raises(ValueError, match=message):
        toy.pair(x, z)
    assert toy.traces == 0


def test_a_model_that_is_changed_gets_new_graphs():
    vae = VAE((2,), width=4, seed=0)
    x = np.random.default_rng(0).normal(size=(5, 2)).astype("float32")
    vae.encoder, z = lambda x: 0 * x[:, :1] + np.arange(4.0, dtype="float32"), vae.encode(x)
    assert not np.allclose(vae.encode(x), z)
    np.testing.assert_allclose(vae.encode(x), [[0, 1]] * 5)
