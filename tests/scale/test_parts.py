"""The parts of all processes together are the rows of a step, whatever their number."""

import numpy as np
import pytest

from helpers.scale import data, job, train

STEPS = 12  # of 4 rows; a pass over 20 rows has 5


@pytest.fixture
def rows(tmp_path):
    np.save(tmp_path / "rows.npy", np.arange(40).reshape(20, 2))
    return tmp_path / "rows.npy"


def part(rows, processes, process, first=0, seed=0):
    names = job.Job._fields
    settings = dict.fromkeys(names) | dict(
        processes=processes, seed=seed, batch_size=4, steps=STEPS
    )
    return data.Part(rows, job.Job(**settings), process, first)


def batches(part):
    return np.stack([part[i][0] for i in range(part.num_batches)])


@pytest.mark.parametrize("processes", [2, 4])
def test_each_process_reads_its_own_part_of_what_one_would_read(rows, processes):
    parts = [batches(part(rows, processes, i)) for i in range(processes)]
    np.testing.assert_array_equal(np.concatenate(parts, axis=1), batches(part(rows, 1, 0)))


def test_a_pass_has_every_row_once_and_the_next_another_order(rows):
    first, second = batches(part(rows, 1, 0))[:10].reshape(2, 20, 2)
    for order in (first, second):
        np.testing.assert_array_equal(order[order[:, 0].argsort()], np.load(rows))
    assert (first != second).any()


def test_another_seed_is_another_order(rows):
    assert (batches(part(rows, 1, 0)) != batches(part(rows, 1, 0, seed=1))).any()


@pytest.mark.parametrize("first", [0, 3, 5, 7, 11])
def test_it_goes_on_in_the_middle_of_a_pass(rows, first):
    whole, rest = part(rows, 2, 1), part(rows, 2, 1, first)
    np.testing.assert_array_equal(batches(rest), batches(whole)[first:])


def test_data_are_written_as_they_are_and_named_by_what_they_are(tmp_path):
    shape, digest, told = data.write("moons", tmp_path / "a.npy")
    assert shape == (data.POINTS, 2) and "moons" in told
    assert data.write("moons", tmp_path / "b.npy")[1] == digest
    assert data.write("rings", tmp_path / "c.npy")[1] != digest


def test_the_help_names_every_family_and_every_kind_of_data():
    told = train.parser().format_help()
    assert all(name in told for name in (*job.FAMILY, *job.DATA))
