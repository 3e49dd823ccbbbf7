"""Networks for points on the plane: how their weights begin."""

import functools
import itertools

import keras
import numpy as np

from helpers import networks
from helpers.backend import gradient


def test_no_two_weights_of_a_sine_network_come_from_the_same_numbers():
    network = networks.sine_mlp(2, 2, 128, choices=64, skip=True, seed=0)
    drawn = [w.ravel() for w in network.get_weights() if len(np.unique(w)) > 2]
    assert len(drawn) == 7  # waves, phases, two hidden layers, outputs, choices, their table
    for a, b in itertools.combinations(drawn, 2):
        n = min(len(a), len(b))
        assert abs(np.corrcoef(a[:n], b[:n])[0, 1]) < 4 / np.sqrt(n)


def test_two_seeds_give_two_networks_and_one_seed_one():
    first, again, other = (
        networks.sine_mlp(2, 1, 16, seed=seed).get_weights() for seed in (0, 0, 1)
    )
    assert all((a == b).all() for a, b in zip(first, again, strict=True))
    assert not (first[0] == other[0]).any()


def test_silu_and_its_slopes_are_those_of_keras():
    x = np.linspace(-30, 30, 601, dtype="float32")
    slopes = [
        functools.partial(gradient, f) for f in (networks.points.silu, keras.activations.silu)
    ]
    bends = [functools.partial(gradient, f) for f in slopes]
    for ours, theirs in [(networks.points.silu, keras.activations.silu), slopes, bends]:
        np.testing.assert_allclose(ours(x), theirs(x), rtol=1e-5, atol=1e-5)
