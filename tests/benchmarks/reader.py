"""What the book costs a reader: `python -m tests.benchmarks.reader [chapter ...]`, after a build.

For each chapter: kilobytes, compressed, before anything is scrolled, and for all of it with its
widgets alive. For each live slider of the chapters named in SLIDERS: milliseconds from slider to
new picture (median and 95th percentile), pictures and frames a second during a drag, once as it is
and once with the processor slowed four times.
"""

import functools
import gzip
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from book.build import HTML
from book.serve import Handler, ThreadingHTTPServer

SLIDERS = [  # places
    "02_generative_vs_discriminative-103", "03_representation_learning-7", "04_latent_space-133",
    "07_normalizing_flow-78", "08_vae-66", "09_energy_based-103", "10_diffusion-121",
    "12_side_by_side-93",
]  # fmt: skip
ALONE = {"service_workers": "block"}  # what is kept for later is not part of reading
SMALL_ALREADY = {".png", ".jpg", ".woff2", ".woff"}
OPEN = "document.querySelectorAll('details').forEach((fold) => (fold.open = true))"
ALIVE = "document.querySelectorAll('.live-place:not([data-state=alive])').length === 0"
DRAG = """async (place) => {
  const paints = [];
  const pen = CanvasRenderingContext2D.prototype;
  const own = {};
  for (const name of ["putImageData", "fill", "stroke", "drawImage"]) {
    own[name] = pen[name];
    pen[name] = function (...given) {
      if (place.contains(this.canvas)) paints.push(performance.now());
      return own[name].apply(this, given);
    };
  }
  const input = place.querySelector("input[type=range]");
  const handle = input ? null : place.querySelector(".noUi-handle");
  const value = () => (input ? input.value : handle.getAttribute("aria-valuenow"));
  const bar = (handle?.closest(".noUi-target") ?? input).getBoundingClientRect();
  const y = bar.top + bar.height / 2;
  const mouse = (type, x, node) =>
    node.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX: x, clientY: y, buttons: 1 }));
  const move = (share) => {
    if (handle) return mouse("mousemove", bar.left + bar.width * share, document.documentElement);
    input.value = Math.round(share * Number(input.max));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  if (handle) mouse("mousedown", bar.left + bar.width / 2, handle);
  const moves = [];
  const began = performance.now();
  for (let i = 0; i < 180; i++) {
    await new Promise(requestAnimationFrame);
    const [before, now] = [value(), performance.now()];
    move(0.5 + 0.4 * Math.sin(i / 20));
    if (value() !== before) moves.push(now); // others ask for no new picture
  }
  if (handle) mouse("mouseup", bar.left, document.documentElement);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  Object.assign(pen, own);
  const wait = (t) => (paints.find((p) => p >= t) ?? Infinity) - t;
  const waits = moves.map(wait).sort((a, b) => a - b);
  const at = (share) => waits[Math.floor(share * waits.length)];
  const seconds = (performance.now() - began - 1000) / 1000;
  const times = new Set(paints.filter((p) => p <= moves.at(-1)).map((p) => Math.floor(p / 16)));
  return [at(0.5), at(0.95), times.size / seconds, 180 / seconds];
}"""


class Counting(Handler):
    """Remembers what was asked for."""

    asked: set = set()  # noqa: RUF012  one for all requests

    def do_GET(self):
        self.asked.add(self.path.partition("?")[0].lstrip("/"))
        super().do_GET()


def kilobytes(root, paths):
    """Compressed, as a host would send them."""
    files = [root / p for p in paths if (root / p).is_file()]
    sizes = [
        f.stat().st_size if f.suffix in SMALL_ALREADY else len(gzip.compress(f.read_bytes(), 6))
        for f in files
    ]
    return sum(sizes) / 1000


def chapter_row(browser, site, root, name):
    Counting.asked.clear()
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **ALONE)
    page = context.new_page()
    page.goto(f"{site}{name}.html", wait_until="networkidle")
    first = kilobytes(root, Counting.asked)
    page.evaluate(OPEN)
    for place in page.query_selector_all(".live-place"):
        place.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
    page.wait_for_function(ALIVE, timeout=120_000)
    page.wait_for_load_state("networkidle")
    whole = kilobytes(root, Counting.asked)
    print(f"{name:34} {first:7.0f} {whole:8.0f}", flush=True)
    context.close()


def slider_rows(browser, site, name):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **ALONE)
    page = context.new_page()
    page.goto(f"{site}{name.rpartition('-')[0]}.html")
    page.evaluate(OPEN)
    place = page.query_selector(f"[data-place='{name}']")
    place.scroll_into_view_if_needed()
    page.wait_for_function("(p) => p.dataset.state === 'alive'", arg=place, timeout=120_000)
    place.scroll_into_view_if_needed()
    session = context.new_cdp_session(page)
    for slowed in (1, 4):
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        time.sleep(5)
        median, late, drawn, frames = page.evaluate(DRAG, place)
        print(
            f"{name:24} {slowed} times slower {median:8.1f} {late:8.1f} {drawn:6.0f} {frames:6.0f}"
        )
    context.close()


def main(chapters):
    root = Path(tempfile.mkdtemp()) / "book"
    shutil.copytree(HTML, root)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Counting, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}/"
    path = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        print(f"{'compressed kB':34} {'first':>7} {'with all':>8}")
        for name in chapters or sorted(p.stem for p in root.glob("[01]*.html")):
            chapter_row(browser, site, root, name)
        print(f"\n{'slider to picture, ms; slowed':38} {'median':>8} {'95 %':>8}", end="")
        print(f" {'drawn':>6} {'frames':>6}")
        for name in SLIDERS:
            if not chapters or name.rpartition("-")[0] in chapters:
                slider_rows(browser, site, name)
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
