"""What differs between hosts is found and named."""

import json

import pytest

from helpers.scale import agreement
from helpers.scale.job import Job

SETTINGS = dict(family="vae", data="moons", processes=2, steps=9, seed=0, batch_size=4, digest="a1")
JOB = Job(**dict.fromkeys(Job._fields) | SETTINGS)


@pytest.fixture(autouse=True)
def versions(monkeypatch):
    monkeypatch.setattr(agreement.importlib.metadata, "version", lambda name: "1.0")


def test_equal_hosts_agree():
    agreement.expect_same([json.dumps(agreement.facts(JOB)) for _ in range(3)])


def test_what_is_each_host_s_own_does_not_count():
    other = JOB._replace(process=1, out=None, rows="/elsewhere", wait=5)
    assert agreement.facts(other) == agreement.facts(JOB)


@pytest.mark.parametrize("name, advice", [
    ("course", "Take the same version of the course"), ("keras", "same lock"),
    ("jax", "same lock"), ("numpy", "same lock"), ("data", "Copy the same files"),
    ("options", "Start every process with the same options"),
])  # fmt: skip
def test_a_difference_is_named_with_both_sides_and_what_to_do(name, advice):
    mine = agreement.facts(JOB)
    told = [json.dumps(mine), json.dumps(mine), json.dumps(mine | {name: "another"})]
    with pytest.raises(ValueError, match=f"the same {name}; received") as refused:
        agreement.expect_same(told)
    assert mine[name] in str(refused.value) and "another in process 2" in str(refused.value)
    assert advice in str(refused.value)


@pytest.mark.parametrize("other", [
    {"family": "gan"}, {"steps": 10}, {"seed": 1}, {"batch_size": 8}, {"processes": 4},
    {"digest": "b2"},
])  # fmt: skip
def test_all_that_decides_the_weights_is_told(other):
    assert agreement.facts(JOB._replace(**other)) != agreement.facts(JOB)
