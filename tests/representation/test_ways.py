"""Ways through a latent space: ends, lengths, detours, and concepts that are planted."""

import numpy as np
import pytest

from helpers.representation import ways

RNG = np.random.default_rng(0)
T = np.linspace(0, 1, 11)
A, B = RNG.normal(size=(2, 16))
SHOE = np.stack([f(np.linspace(0.3, 6, 400)) for f in (np.cos, np.sin)], axis=-1)
WAYS = {
    "straight": ways.straight,
    "slerp": ways.slerp,
    "through_data": lambda a, b, t: ways.through_data(a, b, t, RNG.normal(size=(500, 16))),
}


@pytest.mark.parametrize("name", WAYS)
def test_a_way_begins_and_ends_at_its_ends(name):
    way = WAYS[name](A, B, T)
    assert way.shape == (11, 16)
    np.testing.assert_allclose(way[[0, -1]], [A, B], atol=1e-9)


@pytest.mark.parametrize("name", ["straight", "slerp"])
def test_there_and_back_is_the_same_way(name):
    np.testing.assert_allclose(WAYS[name](A, B, T), WAYS[name](B, A, T)[::-1], atol=1e-12)


def test_slerp_between_equal_lengths_keeps_the_length_and_turns_evenly():
    b = B * np.linalg.norm(A) / np.linalg.norm(B)
    way = ways.slerp(A, b, T)
    np.testing.assert_allclose(np.linalg.norm(way, axis=1), np.linalg.norm(A))
    turns = np.arccos(np.sum(way[1:] * way[:-1], axis=1) / np.dot(A, A))
    np.testing.assert_allclose(turns, turns[0])


def test_the_middle_of_a_straight_way_between_normals_is_short():
    a, b = RNG.normal(size=(2, 4000, 16))
    middle = np.linalg.norm((a + b) / 2, axis=1)
    assert np.mean(middle**2) == pytest.approx(8, rel=0.02)


def test_the_way_through_data_goes_round_a_horseshoe():
    way = ways.through_data(SHOE[0], SHOE[-1], np.linspace(0, 1, 50), SHOE)
    np.testing.assert_allclose(np.linalg.norm(way, axis=1), 1, atol=0.01)
    steps = np.linalg.norm(np.diff(way, axis=0), axis=1)
    assert steps.sum() == pytest.approx(5.7, rel=0.01)
    np.testing.assert_allclose(steps, steps.mean(), rtol=0.02)


def test_no_way_between_two_islands():
    islands = np.concatenate([RNG.normal(size=(50, 2)), RNG.normal(100, 1, size=(50, 2))])
    with pytest.raises(ValueError, match=r"2 groups with no step.*more than 5 neighbours"):
        ways.through_data(islands[0], islands[-1], T, islands, neighbours=5)


def test_a_walk_takes_equal_steps_round_corners():
    way = ways.walk([[0, 0], [3, 0], [3, 1]], [0, 0.5, 0.75, 1])
    np.testing.assert_allclose(way, [[0, 0], [2, 0], [3, 0], [3, 1]])


def planted(confounded):
    """Codes in which two factors have known directions, and the factors."""
    one = RNG.random(20_000) < 0.5
    other = np.where(RNG.random(20_000) < confounded, one, RNG.random(20_000) < 0.5)
    factors = np.stack([one, other], axis=-1).astype(float)
    codes = factors @ [[2, 0, 0], [0, 3, 0]] + RNG.normal(size=(20_000, 3))
    return codes, factors


def test_a_concept_vector_is_the_planted_one_where_nothing_else_goes_with_it():
    codes, factors = planted(confounded=0)
    vector = ways.concept_vector(codes, factors[:, 0] == 1)
    np.testing.assert_allclose(vector, [2, 0, 0], atol=0.15)


def test_a_confounded_concept_vector_leaks_and_the_effects_do_not():
    codes, factors = planted(confounded=0.8)
    assert ways.concept_vector(codes, factors[:, 0] == 1)[1] == pytest.approx(2.4, abs=0.15)
    np.testing.assert_allclose(ways.effects(codes, factors), [[2, 0, 0], [0, 3, 0]], atol=0.15)
