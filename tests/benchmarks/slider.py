"""How fast a slider changes the picture, in a real browser: `python tests/benchmarks/slider.py`.

Four ways side by side, in one run, on one decoder. Everything is measured inside the page:

latency   move the slider once, wait for the picture, and again: from the mouse event to the
          picture drawn (putImageData, or the image's load event)
rate      move the slider once for each frame of the display, for three seconds, and count
          the pictures drawn
fresh     release the slider: time until the pictures of all other sliders are up to date
"""

import importlib.util
import pathlib
import statistics
import tempfile

HERE = pathlib.Path(__file__).parent

SETUP = """
from helpers import explorer
from helpers.approximate import VAE
import io
import ipywidgets as widgets, keras, matplotlib.pyplot as plt, numpy as np
from ipywidgets import interact
from PIL import Image

try:
    from helpers import checkpoints
    model, name = checkpoints.load("vae-fashion"), "vae-fashion"
except Exception as error:
    model, name = VAE((28, 28, 1)), f"an untrained VAE, since vae-fashion did not load ({error})"
print(name)
"""
EXPLORER = "live = explorer.LatentExplorer(model)\nlive"
NAIVE = """
code = keras.Input((model.latent_dim,))
decoder = keras.Model(code, model.decode(code))

def show(**sliders):
    z = np.zeros((1, model.latent_dim))
    z[0, :8] = list(sliders.values())
    plt.imshow(decoder.predict(z, verbose=0)[0, :, :, 0], cmap="gray")
    plt.show()

interact(show, **{f"z{k}": (-3.0, 3.0, 0.1) for k in range(8)});
"""
TRANSPORT = """
def png(level):
    file = io.BytesIO()
    Image.fromarray(np.full((28, 28), level, "uint8")).save(file, "PNG")
    return file.getvalue()

ready = [png(0), png(255)]
image, slider = widgets.Image(value=ready[0]), widgets.FloatSlider(min=-3, max=3, step=0.1)

def swap(change):
    image.value = ready[image.value == ready[0]]

slider.observe(swap, "value")
widgets.VBox([slider, image])
"""

# A handle to drag and a promise of the next picture, for each way of drawing.
PAGE = """
window.bench = (cell) => {
    const root = document.querySelectorAll(".jp-CodeCell")[cell];
    const handle = root.querySelector(".noUi-handle");
    const base = root.querySelector(".noUi-base").getBoundingClientRect();
    const canvas = root.querySelector("canvas.picture");
    const y = base.y + base.height / 2;
    let pictures = 0, drawn = () => {}, place = 30, way = 1;
    const count = () => { pictures += 1; drawn(performance.now()); };
    const send = (type) => handle.dispatchEvent(new MouseEvent(type, {
        bubbles: true, buttons: 1, clientX: base.x + base.width * place / 60, clientY: y}));
    const move = () => { // one step of the slider, to and fro
        if (place + way > 55 || place + way < 5) way = -way;
        place += way;
        send("mousemove");
    };
    const put = CanvasRenderingContext2D.prototype.putImageData;
    CanvasRenderingContext2D.prototype.putImageData = function (...args) {
        put.apply(this, args);
        if (this.canvas === canvas) count();
    };
    const load = (event) => event.target.tagName === "IMG" && count();
    root.addEventListener("load", load, true);
    const frame = () => new Promise(requestAnimationFrame);
    const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
    return {
        press: () => send("mousedown"),
        async release() {
            const busy = canvas?.closest("[aria-busy]");
            const start = performance.now();
            send("mouseup");
            while (busy?.ariaBusy === "true") await sleep(1);
            return performance.now() - start;
        },
        move,
        async latency() {
            await sleep(30 * Math.random()); // not always at the start of a frame
            const picture = new Promise((done) => { drawn = done; });
            const start = performance.now();
            move();
            return Math.min(await picture, start + 5000) - start;
        },
        async rate(seconds) {
            const start = performance.now();
            let frames = 0;
            pictures = 0;
            while (performance.now() - start < 1000 * seconds) {
                await frame();
                frames += 1;
                move();
            }
            const passed = (performance.now() - start) / 1000;
            return [pictures / passed, frames / passed];
        },
        stop() {
            CanvasRenderingContext2D.prototype.putImageData = put;
            root.removeEventListener("load", load, true);
        },
        sleep,
    };
};
"""
MEASURE = """async ([cell, moves, releases]) => {
    const way = bench(cell), latencies = [], fresh = [];
    way.press();
    for (let k = 0; k < moves; k++) latencies.push(await way.latency());
    await way.sleep(500);
    const [pictures, frames] = await way.rate(3);
    await way.release();
    for (let k = 0; k < releases; k++) {
        await way.sleep(300);
        way.press();
        for (let m = 0; m < 5; m++) { way.move(); await way.sleep(16); }
        fresh.push(await way.release());
    }
    way.stop();
    return {latencies, pictures, frames, fresh};
}"""


def load_fixtures():
    """The launchers of the browser tests."""
    path = HERE.parent / "browser" / "conftest.py"
    spec = importlib.util.spec_from_file_location("browser_fixtures", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure():
    """Run all ways in one notebook; returns what the page measured for each."""
    fixtures = load_fixtures()
    cells = {"explorer": EXPLORER, "naive": NAIVE, "transport": TRANSPORT}
    with (
        tempfile.TemporaryDirectory() as folder,
        fixtures.running_lab(pathlib.Path(folder)) as lab,
        fixtures.running_browser() as browser,
    ):
        notebook = fixtures.Notebook(browser, lab.add([SETUP, *cells.values()]))
        notebook.run_all(300)
        notebook.page.evaluate(f"() => {{ {PAGE} }}")
        results = {}
        for cell, way in enumerate(cells, start=1):
            notebook.page.locator(".jp-CodeCell").nth(cell).scroll_into_view_if_needed()
            notebook.page.wait_for_timeout(2000)
            counts = [cell, 30, 10 if way == "explorer" else 0]
            results[way] = notebook.page.evaluate(MEASURE, counts)
        print(
            "decoder:", notebook.page.locator(".jp-OutputArea-output").first.text_content().strip()
        )
        assert notebook.errors == [], notebook.errors
    return results


def report(results):
    """Print the table."""
    names = {
        "explorer": "LatentExplorer, frames sent ahead",
        "naive": "interact + predict + imshow",
        "transport": "transport alone, ready PNGs",
    }
    print(f"{'way':36}{'median ms':>10}{'p95 ms':>8}{'pictures/s':>12}{'page/s':>8}{'ratio':>7}")
    for way, result in results.items():
        late = sorted(result["latencies"])
        p95 = late[int(0.95 * len(late))]
        ratio = result["pictures"] / results["naive"]["pictures"]
        print(
            f"{names[way]:36}{statistics.median(late):10.1f}{p95:8.1f}"
            f"{result['pictures']:12.1f}{result['frames']:8.1f}{ratio:7.1f}"
        )
    fresh = results["explorer"]["fresh"]
    median = statistics.median(fresh)
    print(f"released -> other sliders fresh: median {median:.0f} ms, longest {max(fresh):.0f} ms")


if __name__ == "__main__":
    report(measure())
