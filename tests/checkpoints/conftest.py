"""A file of a learner's own model."""

import pytest
from own_points import points_model


@pytest.fixture
def path(tmp_path):
    points_model().save(tmp_path / "mine.npz")
    return tmp_path / "mine.npz"
