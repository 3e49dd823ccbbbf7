"""Pictures a second while a slider is dragged: `python tests/benchmarks/drag.py [widget ...]`.

Every live widget with its real models, one notebook for each, in headless Chromium. For three
seconds the first slider, or the brush of a pad, moves a step with every frame of the display.
Printed are the frames that the page reached and those in which the widget drew anew, both a second,
and the time from frame to frame.
"""

import pathlib
import sys
import tempfile

from slider import load_fixtures

SETUP = """
import numpy as np
from helpers import checkpoints, datasets, explorer
from helpers.approximate import Guidance
from keras import ops

garments, faces = datasets.fashion_mnist(), datasets.faces(300, seed=2)
moons, ring = datasets.planar("moons"), datasets.planar("eight_gaussians")
points, halves = moons.sample(300, seed=0), np.arange(300) % 2
judge = checkpoints.load("classifier-fashion")

def load(*names, data="fashion"):
    return {name: checkpoints.load(f"{name}-{data}") for name in names}

def right(x):
    return 1 / (1 + np.exp(-3 * np.asarray(x)[:, 0]))

def no_opinion(x):
    return ops.log_softmax(ops.zeros((ops.shape(x)[0], 10)))
"""
SIX = '"autoregressive", "flow", "vae", "energy", "diffusion", "gan"'
WIDGETS = {
    "NoiseWall": """
herd = datasets.horses(2000, seed=0).images
explorer.NoiseWall(checkpoints.load("gan-horses"), herd)""",
    "PlaneExplorer": "explorer.PlaneExplorer(right, moons.log_prob, points, halves)",
    "RepaintExplorer": """
painter, critic = (checkpoints.load(k) for k in ("translator-swirls", "classifier-paintings"))
scenes = datasets.scene_pairs(10, seed=7, size=64).scenes
opinion = lambda x: critic.probabilities(datasets.shrink(x, 32))[:, 1]
explorer.RepaintExplorer(painter.at(64), scenes, opinion)""",
    "TenStatements": "explorer.TenStatements(seed=11)",
    "LatentExplorer": """
explorer.LatentExplorer(checkpoints.load("vae-faces-16"), faces.images)""",
    "PathExplorer": """
coder, shown = checkpoints.load("vae-fashion"), garments.test_images[:500]
explorer.PathExplorer(coder, shown, judge.features)""",
    "ConceptExplorer": """
names = ["glasses", "hat", "beard", "smile", "hair", "length", "skin", "age"]
ways = {name: np.random.default_rng(k).normal(size=16) for k, name in enumerate(names)}
columns = {name: faces.names.index(name) for name in names}
model, reader = (checkpoints.load(k) for k in ("autoencoder-faces-16", "reader-faces"))
explorer.ConceptExplorer(model, faces.images[:50], ways, reader.read, columns)""",
    "FamilyPanel": f'explorer.FamilyPanel(load({SIX}, data="moons"), moons)',
    "PixelExplorer": """
explorer.PixelExplorer(checkpoints.load("autoregressive-fashion"), garments.test_images[:20])""",
    "LayerExplorer": 'explorer.LayerExplorer(checkpoints.load("flow-moons"), moons)',
    "LandscapeExplorer": """
explorer.LandscapeExplorer({"ring": lambda x: -ring.log_prob(x)}, ring.means, ring.bounds)""",
    "JourneyExplorer": """
guide = Guidance(checkpoints.load("diffusion-fashion"), no_opinion)
explorer.JourneyExplorer(guide, garments.class_names, lambda x: np.zeros(len(x), int))""",
    "SketchPad": """
explorer.SketchPad(load("vae")["vae"], garments.test_images[:500])""",
    "SideBySide": 'explorer.SideBySide(load("flow", "vae", "gan"))',
}

DRAG = """async () => {
    const root = document.querySelectorAll(".jp-CodeCell")[1];
    const input = root.querySelector("input[type=range]");
    const handle = root.querySelector(".noUi-handle");
    const pad = root.querySelector(".pad canvas");
    const [low, high, unit] = input ? [+input.min, +input.max, +input.step] : [0.1, 0.9, 0.05];
    const step = unit * Math.max(1, Math.round((high - low) / unit / 60));
    const send = (type, share) => {
        const base = root.querySelector(".noUi-base").getBoundingClientRect();
        handle.dispatchEvent(new MouseEvent(type, {bubbles: true, buttons: 1,
            clientX: base.x + base.width * share, clientY: base.y + base.height / 2}));
    };
    const brush = (type, share) => {
        const box = pad.getBoundingClientRect();
        const [x, y] = [box.x + box.width * share, box.y + box.height * (1 - share * share)];
        const place = {clientX: x, clientY: y, pointerId: 1, buttons: 1, bubbles: true};
        pad.dispatchEvent(new PointerEvent(type, place));
    };
    const put = (value) => {
        if (pad) return brush("pointermove", value / high);
        if (!input) return send("mousemove", value);
        input.value = value;
        input.dispatchEvent(new Event("input", {bubbles: true}));
    };
    let drew = false;
    const pen = CanvasRenderingContext2D.prototype;
    for (const name of ["putImageData", "clearRect"]) {
        const own = pen[name];
        pen[name] = function (...args) { drew = true; return own.apply(this, args); };
    }
    const watch = new MutationObserver(() => { drew = true; });
    for (const marker of root.querySelectorAll(".marker")) {
        watch.observe(marker, {attributes: true});
    }

    let [value, way, drawn] = [(low + high) / 2, 1, 0];
    const times = [];
    if (!input) send("mousedown", value);
    if (pad) {
        pad.setPointerCapture = () => {};  // of a pointer that is none
        brush("pointerdown", value / high);
    }
    const start = performance.now();
    for (let last = start; last - start < 3000;) {
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - last);
        last = now;
        drawn += drew;
        drew = false;
        if (value + way * step > high || value + way * step < low) way = -way;
        put((value += way * step));
    }
    const seconds = (performance.now() - start) / 1000;
    if (!input) send("mouseup", value);
    if (pad) brush("pointerup", value / high);
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.floor(share * (times.length - 1))];
    return {frames: times.length / seconds, drawn: drawn / seconds, median: at(0.5), p95: at(0.95)};
}"""


def measure(name, fixtures, browser, lab):
    """What the page measured of one widget."""
    notebook = fixtures.Notebook(browser, lab.add([SETUP, WIDGETS[name]]))
    notebook.run_all(300)
    notebook.page.locator(".jp-CodeCell").nth(1).scroll_into_view_if_needed()
    notebook.page.wait_for_timeout(2500)
    result = notebook.page.evaluate(DRAG)
    assert notebook.errors == [], notebook.errors
    notebook.close()
    return result


def main(names):
    fixtures = load_fixtures()
    print(f"{'widget':20}{'frames/s':>10}{'drawn/s':>10}{'median ms':>11}{'p95 ms':>8}")
    with (
        tempfile.TemporaryDirectory() as folder,
        fixtures.running_lab(pathlib.Path(folder)) as lab,
        fixtures.running_browser() as browser,
    ):
        for name in names or WIDGETS:
            r = measure(name, fixtures, browser, lab)
            row = f"{r['frames']:10.0f}{r['drawn']:10.0f}{r['median']:11.1f}{r['p95']:8.1f}"
            print(f"{name:20}{row}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
