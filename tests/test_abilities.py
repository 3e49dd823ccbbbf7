"""What families can be asked: the list is asked for, and agrees with folders and tags."""

import functools

import numpy as np
import pytest

from helpers import abilities
from helpers.exercises.chapter_05.check_abilities import all_answers
from helpers.families import FAMILIES
from helpers.taxonomy import Density, gives


@functools.cache
def untrained(family):
    return family((2,))


def test_the_table_has_every_family_and_says_what_the_interface_says():
    table = all_answers()
    assert list(table) == [family.__name__ for family in FAMILIES]
    for family in FAMILIES:
        sample, score, encode, interpolate = table[family.__name__]
        assert sample == "yes"
        assert score == untrained(family).density.word
        assert encode == interpolate == ("yes" if gives(family, "encode") else "no")


def test_every_family_lies_in_the_folder_of_its_branch():
    for family in FAMILIES:
        folder = family.__module__.split(".")[1]
        assert folder == family.density.branch.split(", ")[-1]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.__name__)
@pytest.mark.parametrize("question", abilities.QUESTIONS)
def test_a_refusal_is_the_models_own_sentence(family, question):
    told = abilities.refusal(untrained(family), question)
    assert told == "" or (family.__name__ in told and "family" in told)


def test_a_model_is_asked_and_not_looked_up():
    class Half:
        event_shape, density = (2,), Density.BOUND

        def sample(self, n, seed):
            return np.zeros((n, 2))

        def encode(self, x):
            return np.zeros((len(x), 3))

        def decode(self, z):
            raise AssertionError("a bug is no refusal")

    assert abilities.refusal(Half(), "encode") == ""
    with pytest.raises(AssertionError, match="a bug"):
        abilities.refusal(Half(), "interpolate")


def test_other_questions_are_refused():
    with pytest.raises(ValueError, match="expected one of sample, score a point"):
        abilities.refusal(untrained(FAMILIES[0]), "dream")
