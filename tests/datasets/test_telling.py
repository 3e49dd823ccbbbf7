"""Faces drawn from some of their statements."""

import numpy as np

from helpers import datasets
from helpers.datasets.faces import NAMES

PEOPLE = datasets.faces(60, seed=4)


def test_told_everything_it_is_the_face_and_told_nothing_everyone_is_equal():
    told = datasets.draw_told(PEOPLE.factors, range(18))
    np.testing.assert_array_equal(told, PEOPLE.images)
    silent = datasets.draw_told(PEOPLE.factors, [])
    assert (silent == silent[0]).all()


def test_the_most_missed_statement_comes_first_and_the_least_last():
    order = datasets.telling_order(PEOPLE.factors)
    assert sorted(order) == list(range(18))
    errors = []
    for unsaid in order[[0, -1]]:
        told = datasets.draw_told(PEOPLE.factors, [k for k in range(18) if k != unsaid])
        errors.append(((told.astype(float) - PEOPLE.images) ** 2).mean())
    assert errors[0] > 10 * errors[1]
    assert NAMES[order[-1]] == "eyes"  # two pixels each
