"""Strips of pictures on sliders: the page makes and says what Python does, without a kernel."""

import numpy as np
import pytest

from helpers.explorer.shell.render import to_uint8
from tests.book.alive import in_python
from tests.book.strips import Strips, near, press

LINE, PATHS, CONCEPTS = "00_training-18", "04_latent_space-128", "04_latent_space-133"
WRITER = "06_autoregressive-181"
JOURNEYS = ["10_diffusion-121", "10_diffusion-155"]


def test_paths(page, site):
    live, explorer = Strips(page, site, PATHS), in_python(PATHS)

    def same():
        assert live.status == explorer.status
        for picture, expected in zip(live.pictures(), explorer.picture(0, place), strict=True):
            near(picture, expected)

    place = explorer.page.places[0]
    same()
    for _ in range(2):
        live.click("Another pair")
        press(explorer, "Another pair")
        same()
    live.slide("share of the way", "ArrowRight", 7)
    place += 7
    explorer.page.request = {"count": 1, "places": [place]}
    same()


# Concepts


def test_concepts(page, site):
    live, explorer = Strips(page, site, CONCEPTS), in_python(CONCEPTS)
    names, places = explorer.page.names, list(explorer.page.places)

    def same():
        assert live.status == explorer.status
        original, decoded, moved = live.pictures()
        stills = np.frombuffer(explorer.page.still_frames, "uint8").reshape(2, *moved.shape)
        near(original, stills[0])
        near(decoded, stills[1])
        near(moved, explorer.picture(0, places[0])[0])

    same()
    for name, steps in (("hat", 9), ("hair", -5), ("hat", -2)):
        live.slide(name, "ArrowRight" if steps > 0 else "ArrowLeft", abs(steps))
        places[names.index(name)] += steps
        explorer.page.request = {"count": explorer.page.request["count"] + 1, "places": places}
        same()
    for text in ("Another face", "Reset"):
        live.click(text)
        press(explorer, text)
        places = list(explorer.page.places)
        same()


def test_a_slider_that_is_dragged_shows_its_own_pictures_at_once(page, site):
    live = Strips(page, site, CONCEPTS)
    live.page.wait_for_timeout(1500)  # until the strips of all sliders are there
    times = live.node.get_by_label("smile", exact=True).evaluate(
        """async (slider) => {
          const canvas = slider.closest(".strips").querySelectorAll("canvas.picture")[2];
          const pen = canvas.getContext("2d");
          const seen = () => pen.getImageData(0, 0, canvas.width, canvas.height).data.join();
          const pictures = new Set(), times = [];
          for (let k = 0; k <= 40; k++) {
            const start = performance.now();
            slider.value = k;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
            times.push(performance.now() - start);
            pictures.add(seen());
          }
          return [pictures.size, ...times];
        }"""
    )
    assert times[0] > 30
    assert np.percentile(times[1:], 95) < 50


# Journeys


def split(status):
    """What is told before the judge's names, and the names."""
    told, _, names = status.partition(" to the judge like: ")
    return told, names.removesuffix(".").split(", ")


def beyond_rounding(explorer):
    """Which pictures a difference in the sixth digit of the noise changes neither on the way nor in
    their name. Others stand at a jump: the slope of a classifier with ReLUs has many.
    """
    model, rng, ways, names = explorer.guide.model, np.random.default_rng(0), [], []
    noise = model.noise

    def moved(n, seed):
        z = noise(n, seed)
        return np.float32(z * (1 + 1e-5 * rng.standard_normal(z.shape)))

    for draw in (*8 * [moved], noise):  # the last one leaves everything as it was
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(model, "noise", draw)
            explorer._travel(explorer._settings[-1])
        ways.append(to_uint8(explorer._states))
        names.append(split(explorer._made["texts"][0][0])[1])
    far = np.ptp(np.array(ways), axis=0) > 2
    keeps = (far.mean(axis=(1, 2, 3, 4)) < 0.01) & (np.array(names) == names[0]).all(axis=0)
    return np.flatnonzero(keeps)


@pytest.mark.parametrize("name", JOURNEYS)
def test_journeys(page, site, name):
    live, explorer = Strips(page, site, name), in_python(name)

    def same():
        (told, names), (expected, seen) = (split(x.status) for x in (live, explorer))
        assert told == expected
        clear = beyond_rounding(explorer)
        assert len(clear) >= 2
        assert [names[k] for k in clear] == [seen[k] for k in clear]
        both = live.pictures()[0][..., :1], explorer.picture(0, explorer.page.places[0])[0]
        columns = np.concatenate([29 * k + np.arange(28) for k in clear])
        near(*(picture[:, columns] for picture in both), 2, 0.99)

    same()
    live.click("New noise")
    press(explorer, "New noise")
    same()
    live.choose("steps", "4")
    explorer.steps.value = 4
    same()
    live.choose("wanted", "Bag")
    explorer.wanted.value = "Bag"
    same()
    live.press(live.handle("guidance strength"), "ArrowRight", 2)
    explorer.strength.value = 1.5
    same()
    live.slide("time", "End", 1)
    explorer.page.request = {"count": 1, "places": [len(explorer.page.ticks) - 1]}
    same()


def test_the_last_choice_counts(page, site):
    live = Strips(page, site, JOURNEYS[0])
    wanted = live.node.get_by_label("wanted", exact=True)
    for name in ("Bag", "Coat", "Sandal"):
        wanted.select_option(name)
    page.wait_for_function(
        "node => node.innerText.includes('towards Sandal')",
        arg=live.node.locator("p.status").element_handle(),
        timeout=60_000,
    )


# A line, texts


def test_line(page, site):
    live, explorer = Strips(page, site, LINE), in_python(LINE)

    def same():
        assert live.status == explorer.status
        for picture, expected in zip(live.pictures(), explorer.picture(0, step), strict=True):
            far = np.abs(picture.astype(int) - expected)  # two pens, and only their edges differ
            assert far.mean() < 3 and (far > 99).mean() < 0.01

    step = 0
    same()
    for text in ["Twice the learning rate"] * 3 + ["Half the learning rate"]:
        live.click(text)
        press(explorer, text)
        same()
    live.slide("step", "ArrowRight", 7)
    step = 7
    explorer.page.request = {"count": 1, "places": [step]}
    same()


def test_texts(page, site):
    live, explorer = Strips(page, site, WRITER), in_python(WRITER)

    def same():
        assert live.status == explorer.status
        assert live.node.locator(".paper").inner_text() == explorer.shown

    same()
    live.click("New random numbers")
    explorer.again.click()
    for temperature, key, times in ((1.0, "ArrowRight", 3), (0.0, "Home", 1)):
        live.slide("temperature", key, times)
        explorer.temperature = temperature
        same()
    beginning = live.node.get_by_label("beginning")
    beginning.fill("naïve")
    live.press(beginning, "Enter")
    explorer.beginning.value = "naïve"
    assert live.status == explorer.status
    assert "ValueError" in live.status
