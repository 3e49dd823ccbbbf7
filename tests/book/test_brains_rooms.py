"""Walls, repainting, statements, tasting: the page says and shows what Python does."""

import numpy as np
import pytest

from helpers import datasets, explorer
from tests.book.alive import Alive, in_python, near, pixels
from tests.book.in_node import evaluated

WALL, REPAINTING = "01_generative_modeling-87", "02_generative_vs_discriminative-103"
STATEMENTS, TASTING = "03_representation_learning-7", "12_side_by_side-10"


# Statements: the page draws


def test_a_face_is_drawn_as_in_python():
    people = datasets.faces(200, seed=5)
    code = "return [...Array(200).keys()].map((i) => "
    code += "[...faces.drawFace(given.factors.subarray(18 * i, 18 * i + 18))])"
    drawn = evaluated("faces", code, {"factors": people.factors})
    near(np.reshape(drawn, people.images.shape), people.images)


@pytest.mark.parametrize("size", [16, 48])
def test_a_face_of_another_size(size):
    factors = datasets.faces(5, seed=2).factors
    code = f"return [...faces.drawFace(given.factors.subarray(18, 36), {size})]"
    drawn = evaluated("faces", code, {"factors": factors})
    near(np.reshape(drawn, (size, size, 3)), datasets.draw_faces(factors[1:2], size)[0])


def test_people_of_a_seed_are_those_of_python():
    for seed in (0, 11, 12):
        (factors,) = datasets.faces(1, seed=seed).factors
        assert evaluated("faces", f"return [...faces.person({seed})]") == factors.tolist()


def pressed(alive, live, beside, buttons):
    """Press buttons in the page and in Python; returns what holds both against each other."""

    def same():
        assert alive.status == live.status
        near(pixels(alive.node.locator("canvas").nth(0)), live.picture)
        near(pixels(alive.node.locator("canvas").nth(1)), getattr(live, beside))

    same()
    for text in buttons:
        alive.click(text)
        next(b for b in live.buttons if b.description == text).click()
        same()
    return same


def test_ten_statements(page, site):
    alive, game = Alive(page, site, STATEMENTS), in_python(STATEMENTS)
    same = pressed(alive, game, "target", ("New face", "Reveal", "Reset", "New face"))
    for k, times in ((0, 7), (2, 12)):
        alive.press(alive.handle(game.page.handles[k]), "ArrowRight", times)
        game.sliders[k].value = round(times * game.page.step, 6)
        same()


# Repainting


def test_repainting(page, site):
    alive, live = Alive(page, site, REPAINTING), in_python(REPAINTING)
    buttons = "New strokes", "Next scene", "Next scene", "New strokes"
    same = pressed(alive, live, "scene", buttons)
    alive.press(alive.handle("noise 1"), "ArrowRight", 4)
    alive.press(alive.handle("noise 2"), "ArrowLeft", 3)
    live.sliders[0].value, live.sliders[1].value = 0.8, -0.6
    same()
    alive.click("Reset")
    live.reset()
    same()


# A wall


def test_wall(page, site):
    alive, live = Alive(page, site, WALL), in_python(WALL)

    def same():
        assert alive.status == live.status
        n, height, width, _ = live.page.shape
        sheet = pixels(alive.node.locator("canvas"))
        columns, band = live.page.columns, height + (6 + height + 1 if live.toggle.value else 2)
        for i in range(n):
            y, x = i // columns * band, i % columns * (width + 2)
            near(sheet[y : y + height, x : x + width], live.pictures[i], share=0.998)
            if live.toggle.value:
                below = sheet[y + height + 1 : y + 2 * height + 1, x : x + width]
                assert np.array_equal(below, live.neighbours[i])

    same()
    alive.press(alive.handle("noise strength"), "ArrowLeft", 4)
    live.strength = 0.8
    same()
    alive.click("Nearest training pictures")
    live.toggle.value = True
    same()
    for text in ("New noise", "Same noise again", "New noise"):
        alive.click(text)
        next(b for b in live.buttons if b.description == text).click()
        same()
    for _ in range(6):
        alive.click("New noise")
    assert "known here for seeds 0 to 7. New noise, seed 8." in alive.status
    live.toggle.value, live.seed = False, 7
    live.new_noise()
    alive.click("Nearest training pictures")
    near(pixels(alive.node.locator("canvas"))[:32, :32], live.pictures[0], share=0.998)


# Tasting


def test_tasting(page, site):
    alive = Alive(page, site, TASTING)
    brain = page.request.get(f"{site}_static/places/{TASTING}/brain.json").json()["values"]
    names = dict(zip([name for _, name in brain["authors"]], brain["distances"], strict=True))
    kinds = ["Autoregressive", "NormalizingFlow", "VAE", "EnergyBased", "Diffusion", "GAN"]
    sheets = {kind: np.zeros((1, 4, 4, 1), "uint8") for kind in kinds}
    live = explorer.BlindTasting(sheets, names)
    assert list(live.authors.items()) == [tuple(pair) for pair in brain["authors"]]
    assert alive.status == live.status
    menus = alive.node.locator("select")
    for k, letter in enumerate(live.authors):
        menus.nth(2 * k).select_option(str(1 + 3 * k % 6 % 5))
        menus.nth(2 * k + 1).select_option(sorted(kinds)[k])
        live.places[letter].value = 1 + 3 * k % 6 % 5
        live.guesses[letter].value = sorted(kinds)[k]
        alive.rest()
        assert alive.status == live.status
        if k == 2:
            alive.click("Show the authors")
            live.button.click()
            assert alive.status == live.status and alive.status.startswith("Not yet.")
    alive.click("Show the authors")
    live.button.click()
    assert alive.status == live.status and "rank correlation" in alive.status
    for k, letter in enumerate(live.authors):
        menus.nth(2 * k).select_option("1")
        live.places[letter].value = 1
    alive.click("Show the authors")
    live.button.click()
    assert alive.status == live.status and "one place" in alive.status
