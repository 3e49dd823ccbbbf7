"""Baselines of text against what must be true of them."""

import bz2
import math

import numpy as np
import pytest

from helpers import datasets, metrics

ABC = "\n abc"
RNG = np.random.default_rng(0)


def scrambled(n, letters="abc"):
    return "".join(RNG.choice(list(letters), n))


@pytest.mark.parametrize("weight", [0.1, 5.0, 100.0])
def test_trigram_probabilities_sum_to_one_and_none_is_zero(weight):
    chances = metrics.trigram_chances("abba cab\n", ABC, weight)
    assert chances.shape == (5, 5, 5) and chances.min() > 0
    np.testing.assert_allclose(chances.sum(axis=-1), 1)


def test_with_many_counts_the_chances_are_the_shares():
    chances = metrics.trigram_chances("abcabb" * 20_000, ABC)
    a, b = ABC.index("a"), ABC.index("b")
    np.testing.assert_allclose(chances[a, b, [b, ABC.index("c")]], 0.5, atol=1e-3)


def test_what_cannot_be_predicted_costs_its_entropy():
    train, test = scrambled(60_000), scrambled(20_000)
    assert metrics.trigram_bits(train, test, ABC) == pytest.approx(math.log2(3), abs=0.01)
    assert math.log2(3) < metrics.compressor_bits(train, test) < 2.2


def test_what_repeats_costs_next_to_nothing():
    known = "abc " * 2000
    assert metrics.trigram_bits(known, known, ABC) < 0.02
    assert metrics.compressor_bits(known, known) < 0.02


def test_a_compressor_is_given_what_the_others_learnt_from():
    train, test = scrambled(3000), scrambled(1000)
    alone = metrics.compressor_bits("", test, bz2.compress)
    assert metrics.compressor_bits(train, train[:1000]) < 0.5 < 1.5 < alone


def test_on_the_courses_prose_both_know_more_than_single_letters():
    text = datasets.prose()
    counts = np.unique(list(text.held_out[:5000]), return_counts=True)[1]
    p = counts / counts.sum()
    single = -(p * np.log2(p)).sum()
    held_out = text.held_out[:5000]
    assert metrics.trigram_bits(text.train, held_out, text.alphabet) < single - 1
    assert metrics.compressor_bits(text.train, held_out) < single - 1
