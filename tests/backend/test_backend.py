"""What the backend does for everyone: batches of a pass."""

import keras
import numpy as np
import pytest

from helpers.backend import shuffled


def passes(data, n):
    return [[batch.numpy() for batch in data] for _ in range(n)]


def test_every_pass_has_its_own_order_and_no_row_twice():
    keras.utils.set_random_seed(0)
    whole = [np.concatenate(batches) for batches in passes(shuffled(np.arange(48), 8), 3)]
    for order in whole:
        np.testing.assert_array_equal(np.sort(order), np.arange(48))
    assert len({tuple(order) for order in whole}) == 3
    assert np.arange(48).tolist() not in [order.tolist() for order in whole]


def test_rows_that_fill_no_batch_are_others_every_pass():
    keras.utils.set_random_seed(0)
    seen = [np.concatenate(batches) for batches in passes(shuffled(np.arange(50), 8), 20)]
    assert all(len(np.unique(order)) == 48 for order in seen)
    assert len(np.unique(np.concatenate(seen))) == 50
    assert len({tuple(np.setdiff1d(np.arange(50), order)) for order in seen}) > 10


@pytest.mark.parametrize("n, size, lengths", [(10, 4, [4, 4]), (8, 4, [4, 4]), (3, 4, [3])])
def test_batches_have_one_size(n, size, lengths):
    data = shuffled(np.zeros((n, 2)), size)
    assert [len(batch) for batch in data] == lengths
    assert int(data.cardinality()) == len(lengths)
    assert data.element_spec.shape == (lengths[0], 2)  # known to the graph


def test_one_seed_is_one_order():
    keras.utils.set_random_seed(3)
    first = np.concatenate(passes(shuffled(np.arange(20), 5), 2))
    keras.utils.set_random_seed(3)
    np.testing.assert_array_equal(np.concatenate(passes(shuffled(np.arange(20), 5), 2)), first)


def test_rows_of_two_arrays_stay_together():
    x = np.arange(20.0)
    for a, b in shuffled((x, x**2), 6):
        np.testing.assert_array_equal(b, a**2)


def test_no_thread_tunes_the_batches():
    assert shuffled(np.zeros(5), 2).options().autotune.enabled is False
