"""Plane, layers, landscape, panel of families: every control works, with Python's words."""

import io

import numpy as np
import pytest
from PIL import Image

from book.brains import PACKS, compact
from helpers.abilities import QUESTIONS
from helpers.explorer.landscape.landscape import SIZES, TEMPERATURES
from tests.book.alive import Alive, in_python, pixels
from tests.book.in_node import evaluated

PLANE, PANEL = "02_generative_vs_discriminative-96", "05_taxonomy-96"
LAYERS = ["07_normalizing_flow-78", "07_normalizing_flow-91"]
LANDSCAPE = "09_energy_based-103"
SMOOTH = (
    "return compact.smooth(Object.assign(Uint8Array.from(given.bytes), { shape: given.shape }))"
)


def of_png(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


# What is sent


@pytest.mark.parametrize("shape", [(5, 7), (4, 3, 2), (1, 6, 3)])
def test_a_grid_comes_back_bit_for_bit(shape):
    grid = np.random.default_rng(0).normal(size=shape).astype("float32")
    grid.flat[:4] = [-0.0, np.inf, -np.inf, 1e-42]
    packed = compact.smooth(grid)
    again = evaluated("compact", SMOOTH, {"bytes": packed.ravel().tolist(), "shape": packed.shape})
    assert again.tobytes() == grid.tobytes()


def test_a_picture_keeps_its_pixels_and_no_picture_stays_none():
    drawn = np.random.default_rng(0).integers(0, 256, (20, 30, 3), "uint8")
    file = io.BytesIO()
    Image.fromarray(drawn).convert("RGBA").save(file, "PNG")
    assert (of_png(compact.picture(file.getvalue())) == drawn).all()
    assert compact.picture(b"") == b""


# The plane


@pytest.fixture
def plane(page, site):
    return Alive(page, site, PLANE), in_python(PLANE)


def test_the_plane_by_mouse_key_slider_and_number(plane):
    live, explorer = plane
    maps = live.node.locator(".map")
    for k, png in enumerate(explorer.page.maps):
        assert (pixels(maps.nth(k).locator("img")) == of_png(png)).all()

    def agrees():
        boxes = live.node.locator("input[type=number]").all()
        explorer.point = [float(box.input_value()) for box in boxes]
        assert live.status == explorer.status
        return explorer.point.tolist()

    (left, right), (bottom, top) = explorer.readings.bounds
    seen = [agrees()]
    live.drag(maps.nth(0), (0.5, 0.5), (0.75, 0.25))
    seen.append(agrees())
    assert abs(seen[-1][0] - (left + 0.75 * (right - left))) < 0.06
    assert abs(seen[-1][1] - (top - 0.25 * (top - bottom))) < 0.06
    live.press(maps.nth(1), "ArrowLeft", 3)
    seen.append(agrees())
    assert np.allclose(np.subtract(seen[-1], seen[-2]), [-0.3, 0])
    live.press(live.handle("x2"), "ArrowDown", 2)
    seen.append(agrees())
    assert np.allclose(np.subtract(seen[-1], seen[-2]), [0, -0.1])
    box = live.node.locator("input[type=number]").first
    box.fill("-0.45")
    live.press(box, "Enter")
    assert agrees()[0] == -0.45


def test_the_plane_by_touch(open_page, site):
    live = Alive(open_page("index.html", width=360, height=740, has_touch=True), site, PLANE)
    before = live.status
    live.node.locator(".map").first.tap(position={"x": 30, "y": 30})
    live.rest()
    assert live.status != before


# Layers


@pytest.mark.parametrize("name", LAYERS)
def test_layers_by_slider_mouse_and_key(page, site, name):
    live, explorer = Alive(page, site, name), in_python(name)
    slider, canvas = live.node.get_by_label("layer", exact=True), live.node.locator("canvas")
    assert live.status == explorer.status
    for layer in (2.5, explorer.grid.last):
        slider.fill(str(layer))
        live.rest()
        explorer.layer = layer
        assert live.status == explorer.status
    slider.press("ArrowLeft")
    live.rest()
    explorer.layer = round(explorer.grid.last - 0.05, 2)
    assert live.status == explorer.status
    live.press(canvas, "ArrowUp", 3)
    explorer.page.point += 3 * explorer.page.side
    assert live.status == explorer.status
    live.drag(canvas, (0.5, 0.5), (0.3, 0.6))
    assert live.status != explorer.status
    told = [explorer.grid.describe(explorer.layer, i) for i in range(len(explorer.grid.z))]
    assert live.status in told


# The landscape


@pytest.fixture
def landscape(page, site):
    return Alive(page, site, LANDSCAPE), in_python(LANDSCAPE)


def test_the_landscape_by_menu_buttons_and_sliders(landscape):
    live, explorer = landscape
    canvas = explorer.page

    def agrees(change=lambda: None):
        change()
        live.rest()
        assert live.status == explorer.status

    agrees()
    for name in ("trained", "exact", "trained"):
        live.node.locator("select").select_option(label=name)
        agrees(lambda name=name: setattr(explorer.shown, "value", name))
    for _ in range(2):
        live.click("New shakes")
        agrees(explorer.again.click)
    live.click("Start everywhere")
    agrees(lambda: setattr(canvas, "scattered", True))
    for label, trait, last in (
        ("temperature", "temperature", len(TEMPERATURES) - 1),
        ("step size", "size", 3),
        ("steps taken", "taken", 700),
    ):
        live.node.get_by_label(label, exact=True).fill(str(last))
        agrees(lambda trait=trait, last=last: setattr(canvas, trait, last))
    assert f"700 steps of size {SIZES[3]:g} at temperature {TEMPERATURES[-1]:g}" in live.status


def test_the_landscape_by_mouse_and_keys(landscape):
    live, explorer = landscape
    drawn = live.node.locator("canvas.map")
    before = pixels(drawn)
    live.drag(drawn, (0.5, 0.5), (0.75, 0.25))
    x1, x2 = map(float, live.status.partition("(")[2].partition(")")[0].split(", "))
    explorer.start = [x1, x2]
    assert live.status == explorer.status
    assert (pixels(drawn) != before).any()
    live.press(drawn, "ArrowRight", 2)
    explorer.start = [round(x1 + 0.2, 2), x2]
    assert live.status == explorer.status


def test_the_landscape_plays_and_pauses(page, site):
    live = Alive(page, site, LANDSCAPE)
    live.click("Play")
    live.click("Pause")
    first = live.status
    live.page.wait_for_timeout(300)
    assert live.status == first
    assert "1200 steps" not in first
    assert live.node.get_by_role("button", name="Play", exact=True).count() == 1


# The panel of families


@pytest.fixture(scope="module")
def families():
    return in_python(PANEL)


def test_every_family_answers_every_question(page, site, families):
    live, explorer = Alive(page, site, PANEL), families
    canvas = explorer.page
    canvases = live.node.locator("canvas.plane")
    for family in explorer.answers:
        live.click(family)
        explorer.choose(family)
        for question in QUESTIONS:
            live.click(question)
            explorer.ask(question)
            assert live.status == explorer.status, (family, question)
    explorer.choose("diffusion")
    live.click("diffusion")
    live.press(canvases.first, "ArrowLeft", 4)
    canvas.a = [round(canvas.a[0] - 0.2, 3), canvas.a[1]]
    assert live.status == explorer.status
    live.press(canvases.last, "Shift+ArrowUp", 3)
    canvas.b = [canvas.b[0], round(canvas.b[1] + 0.15, 3)]
    assert live.status == explorer.status
    live.drag(canvases.first, (0.5, 0.5), (0.6, 0.4))
    assert live.status != explorer.status
    live.click("sample")
    live.node.get_by_label("way from noise to data", exact=True).fill("0.35")
    live.rest()
    explorer.ask("sample")
    canvas.way = 0.35
    assert live.status == explorer.status


def test_the_map_of_a_density_is_the_one_of_python(families):
    before = [of_png(sent["map"]) for sent in families.page.families if sent["map"]]
    packed = PACKS["FamilyPanel"](families, nets=None)
    after = [of_png(sent["map"]) for sent in families.page.families if sent["map"]]
    assert len(before) == 5
    assert all((one == two).all() for one, two in zip(before, after, strict=True))
    assert packed["label"] == "prepared"
