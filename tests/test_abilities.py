"""What families can be asked: the list is asked for, and agrees with folders and tags."""

import numpy as np
import pytest

from helpers import abilities
from helpers.exercises.chapter_05.check_abilities import all_answers
from helpers.families import FAMILIES
from helpers.figures import TREE
from helpers.taxonomy import Density, GenerativeModel


def test_the_table_has_every_family_and_says_what_the_interface_says():
    table = all_answers()
    assert list(table) == [family.__name__ for family in FAMILIES]
    for family in FAMILIES:
        sample, score, encode, interpolate = table[family.__name__]
        assert sample == "yes"
        assert score == family((2,)).density.name.lower()
        encodes = family.encode is not GenerativeModel.encode
        assert encode == interpolate == ("yes" if encodes else "no")


def test_no_two_branches_answer_alike():
    rows = {}
    for family in FAMILIES:
        branch = family.__module__.split(".")[1]
        rows.setdefault(branch, set()).add(all_answers()[family.__name__][1])
    assert rows["tractable"] == {"exact"} and rows["implicit"] == {"none"}
    assert "exact" not in rows["approximate"] and "none" not in rows["approximate"]


def test_the_map_puts_every_family_where_its_folder_is():
    branches = [family.__module__.split(".")[1] for family in FAMILIES]
    drawn = [branch.split(", ")[-1] for branch, names in TREE.items() for _ in names]
    assert branches == drawn


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("question", abilities.QUESTIONS)
def test_a_refusal_is_the_models_own_sentence(family, question):
    told = abilities.refusal(family((2,), width=8), question)
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
        abilities.refusal(FAMILIES[0]((2,), width=8), "dream")
