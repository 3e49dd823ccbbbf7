"""Pictures of text."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from helpers import figures

TEXT = "\na b."
LOOKS = np.tril(np.ones((2, 5, 5))) / np.arange(1, 6)[:, None]


@pytest.fixture(autouse=True)
def _no_figures_left():
    yield
    plt.close("all")


def test_attention_shows_the_weights_and_hides_what_comes_later():
    ax = figures.attention(TEXT, LOOKS, ["near", "far"])
    parts = [part for part in ax.child_axes if part.images]
    assert [part.get_title() for part in parts] == ["near", "far"]
    for part in parts:
        shown = part.images[0].get_array()
        np.testing.assert_allclose(shown.filled(0), LOOKS[0])
        assert shown.mask[np.triu_indices(5, 1)].all() and not shown.mask[2, :3].any()
        assert "".join(label.get_text() for label in part.get_xticklabels()) == "⏎a␣b."


@pytest.mark.parametrize(
    ("looks", "titles", "words"),
    [(LOOKS[:, :3], ["a", "b"], "looks"), (LOOKS, ["a"], "titles"), (LOOKS[0], ["a"], "looks")],
)
def test_attention_refuses_what_does_not_fit_the_text(looks, titles, words):
    with pytest.raises(ValueError, match=words):
        figures.attention(TEXT, looks, titles)
    assert not plt.get_fignums()
