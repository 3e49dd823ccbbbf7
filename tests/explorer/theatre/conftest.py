"""Shared by the tests of the theatre."""

import matplotlib.pyplot as plt
import numpy as np
import pytest


@pytest.fixture
def no_trace(capsys):
    """What the test does uses no global random state and no pyplot, and prints nothing."""
    figures, state = plt.get_fignums(), np.random.get_state()[1].copy()  # noqa: NPY002
    yield
    assert np.array_equal(np.random.get_state()[1], state)  # noqa: NPY002
    assert plt.get_fignums() == figures
    assert capsys.readouterr() == ("", "")
