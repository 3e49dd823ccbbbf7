"""The six families of the plane trained in a page, on moons, beside what `fit` in Python reaches.

python -m tests.benchmarks.page_training [FAMILY ...]     a quarter of an hour on two free cores

Headless Chromium, one thread, the model's defaults, the family's own number of steps at full speed
with the pictures that a reader sees. As in `fit`, the learning rate is turned down along half a
cosine in the last four tenths. The weights come back into Keras, which judges them as
tests/benchmarks/planar.py does. The GAN's `fit` ends with a moving average of its weights; the
theatre, in the page and in Jupyter, does not.
"""

import base64
import json
import math
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from book.brains import theatre
from book.nets import Nets
from book.nets.theatre import trainer
from book.serve import server
from helpers import compare, datasets, metrics
from helpers.explorer import TrainingTheatre
from helpers.families import FAMILIES
from tests.benchmarks.planar import log_density

BOOK = Path(__file__).parents[2] / "book"
RUNTIME = BOOK / "node_modules" / "@litertjs" / "core" / "wasm"
PIECES = 20  # in which the rate falls
N = 20_000
TRAIN = """async ({ nets, arrays, values, pieces }) => {
  const { job } = await import("/book/nets.js");
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const mapped = (given, change) =>
    Object.fromEntries(Object.entries(given).map(([name, one]) => [name, change(one)]));
  const parts = mapped(arrays, bytes);
  const start = new Float32Array(parts.start.buffer);
  const row = new Float32Array(3 * start.length);
  row.set(start);
  let memory = { row, steps: 0, objectives: [], kls: [] };
  const abouts = mapped(nets, (about) => ({ about }));
  const news = { pictures: 0, status: "" };
  const show = ({ status }) => Object.assign(news, { status, pictures: news.pictures + 1 });
  const begun = performance.now();
  for (const [until, rate] of pieces) {
    const place = { key: values.key, values, arrays: parts };
    const args = { ...place, memory, settings: { rate }, speed: Infinity, until };
    ({ memory } = await job("theatre", abouts, args, show));
  }
  const seconds = (performance.now() - begun) / 1000;
  return { ...news, seconds, row: [...memory.row.subarray(0, start.length)] };
}"""


def site(folder):
    """The worker and its page's side, bundled, and the runtime."""
    runtime = folder / "book" / "runtime"
    runtime.mkdir(parents=True)
    for file in RUNTIME.glob("litert_wasm_*internal.*"):
        shutil.copy(file, runtime)
    for script, kind, target in (("worker", "iife", "runtime/worker"), ("nets", "esm", "nets")):
        command = ["node", str(BOOK / "node_modules" / "esbuild" / "bin" / "esbuild")]
        options = f"--bundle --format={kind} --outfile={folder}/book/{target}.js".split()
        file = str(BOOK / "page" / f"{script}.js")
        subprocess.run([*command, file, *options, "--log-level=error"], check=True)
    (folder / "index.html").write_text("<!doctype html><title>training</title>")


def schedule(session):
    """Pairs of the step to train to and the rate until there."""
    steps, hold = session.model.budget.steps, session.model.pace.hold
    yield round(hold * steps), session.learning_rate
    for k in range(PIECES):
        share = (k + 1) / PIECES
        rate = session.learning_rate * 0.5 * (1 + math.cos(math.pi * (k + 0.5) / PIECES))
        yield round((hold + (1 - hold) * share) * steps), rate


def sent(packed, session):
    """What the page gets, as JSON."""
    arrays = {k: base64.b64encode(v.tobytes()).decode() for k, v in packed["arrays"].items()}
    values = json.loads(json.dumps(packed["values"]))
    pieces = list(schedule(session))
    return {"nets": packed["nets"], "arrays": arrays, "values": values, "pieces": pieces}


def judged(model, row):
    """KL to the truth and the two-sample score of a model with these weights."""
    truth = datasets.planar("moons")
    weights = trainer(model).descent.weights
    parts = np.split(np.float32(row), np.cumsum(weights.sizes)[:-1])
    for variable, part in zip(weights.variables, parts, strict=True):
        variable.assign(part.reshape(variable.shape))
    fresh = truth.sample(N, seed=1000)
    apart = metrics.two_sample_accuracy(model.sample(N, seed=0), fresh).value
    if type(model).__name__ == "GAN":
        return None, apart
    return metrics.kl_to_truth(log_density(model, fresh), truth, fresh).value, apart


def kernel(family):
    """The same two numbers of `fit`, means over its seeds."""
    rows = compare.results("planar")
    rows = [r for r in rows if (r["family"], r["data"]) == (family, "moons")]
    kl = [r["kl"] for r in rows if "kl" in r]
    return np.mean(kl) if kl else None, np.mean([r["two_sample"] for r in rows])


def told(kl, apart):
    return f"{'–' if kl is None else f'{kl:.4f}'} | {apart:.3f}"


def main():
    chosen = [f for f in FAMILIES if f.__name__ in sys.argv[1:] or len(sys.argv) == 1]
    print("| family | steps | seconds | pictures | KL | told apart | KL of fit | told apart |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site(Path(folder))
        host = server(folder)
        threading.Thread(target=host.serve_forever, daemon=True).start()
        nets = Nets(Path(folder) / "nets")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for family in chosen:
            explorer = TrainingTheatre(family((2,)), datasets.planar("moons"))
            given = sent(theatre.pack(explorer, nets), explorer._session)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{host.server_port}/")
            made = page.evaluate(TRAIN, given)
            page.close()
            model = explorer._session.model
            here, there = told(*judged(model, made["row"])), told(*kernel(family.__name__))
            seconds = f"{made['seconds']:.0f} | {made['pictures']}"
            print(f"| {family.__name__} | {model.budget.steps} | {seconds} | {here} | {there} |")
            print(made["status"], file=sys.stderr, flush=True)
        browser.close()
        host.shutdown()


if __name__ == "__main__":
    main()
