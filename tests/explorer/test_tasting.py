"""The blind tasting, without a browser: every dropdown is set, the button pressed."""

import base64

import numpy as np
import pytest

from helpers.explorer import BlindTasting

SHEETS = {
    name: np.full((9, 4, 4, 1), level, "uint8")
    for name, level in {"VAE": 40, "GAN": 120, "Flow": 200}.items()
}
DISTANCES = {"VAE": 20.0, "GAN": 10.0, "Flow": 30.0}


@pytest.fixture
def tasting():
    return BlindTasting(SHEETS, DISTANCES)


def rank(tasting, places, guesses=None):
    """Give every author a place, and guess as told; right by default."""
    for letter, name in tasting.authors.items():
        tasting.places[letter].value = places[name]
        tasting.guesses[letter].value = (guesses or {}).get(name, name)
    tasting.button.click()


def test_sheets_lie_in_an_order_of_their_own_and_carry_letters(tasting):
    assert list(tasting.sheets) == ["A", "B", "C"]
    for letter, name in tasting.authors.items():
        np.testing.assert_array_equal(tasting.sheets[letter], SHEETS[name])
    orders = {tuple(BlindTasting(SHEETS, DISTANCES, seed=s).authors.values()) for s in range(9)}
    assert len(orders) > 2


def test_no_name_is_shown_before_the_verdict(tasting):
    page = "".join(card.children[0].value for card in tasting.children[0].children)
    assert not any(name in page + tasting.status for name in SHEETS)
    tasting.button.click()
    assert tasting.status == "Not yet. Without a place (1: most real) or an author: A, B, C."
    assert not any(name in tasting.status for name in SHEETS)


def test_a_verdict_is_scored(tasting):
    rank(tasting, {"GAN": 1, "VAE": 2, "Flow": 3})
    assert "You named 3 of 3" in tasting.status
    assert "rank correlation 1.00" in tasting.status
    assert all(f"{k} {name}" in tasting.status for k, name in tasting.authors.items())


def test_a_reversed_order_and_swapped_names(tasting):
    rank(tasting, {"GAN": 3, "VAE": 2, "Flow": 1}, {"VAE": "GAN", "GAN": "VAE"})
    assert "You named 1 of 3" in tasting.status
    assert "rank correlation -1.00" in tasting.status


def test_ties_count_and_all_equal_is_no_order(tasting):
    rank(tasting, {"GAN": 1, "VAE": 1, "Flow": 3})
    assert "rank correlation 0.87" in tasting.status
    rank(tasting, {"GAN": 2, "VAE": 2, "Flow": 2})
    assert "no order to compare" in tasting.status


def test_every_sheet_needs_a_distance():
    with pytest.raises(ValueError, match="received none for GAN"):
        BlindTasting(SHEETS, {"VAE": 1.0, "Flow": 2.0})


def test_pictures_carry_words_and_viewers_without_widgets_get_a_png(tasting, capsys):
    for letter, card in zip("ABC", tasting.children[0].children, strict=True):
        assert f"alt='Sheet {letter}: 9 samples of one model'" in card.children[0].value
    data = tasting._repr_mimebundle_()
    assert data["text/plain"] == "BlindTasting(3 sheets)"
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert capsys.readouterr() == ("", "")


def test_the_text_follows_every_choice():
    tasting = BlindTasting(SHEETS, DISTANCES)
    assert tasting.status == "Without a place (1: most real) or an author: A, B, C."
    for place, (letter, name) in enumerate(tasting.authors.items(), 1):
        tasting.places[letter].value = place
        assert letter in tasting.status
        tasting.guesses[letter].value = name
        assert f" {letter}" not in tasting.status
    assert tasting.status == "Every sheet has a place and an author: show the authors."
