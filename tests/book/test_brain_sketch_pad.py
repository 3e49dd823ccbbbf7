"""A sketch pad without a kernel: the page's half says and shows what Python does."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from test_nets import answers

from book.brains import PACKS
from book.nets import Nets
from helpers import checkpoints, datasets
from helpers.explorer import SketchPad

BRAINS = Path(__file__).resolve().parents[2] / "book" / "brains"
# A place without a browser: a sheet that is a plane stands for the networks.
PLACE = """
import { readFileSync } from "node:fs";
import SketchPad from "%s";
const given = JSON.parse(readFileSync(0, "utf8"));
const { traits, arrays, values, rows, events } = given;
const bytes = (list) => new DataView(Uint8Array.from(list).buffer);
const page = {
  ...traits, sketch: bytes(traits.sketch),
  get: (name) => page[name],
  set: (name, value) => Object.assign(page, typeof name === "string" ? { [name]: value } : name),
};
const run = (linear) => async (x) => [Float32Array.from(linear(x))];
const [d, size] = [rows.length, rows[0].length];
const encode = run((x) => rows.map((row) => row.reduce((sum, w, i) => sum + w * (x[i] - 0.5), 0)));
const decode = run((z) => Array.from({ length: (z.length / d) * size }, (_, at) => {
  const n = Math.floor(at / size) * d;
  return rows.reduce((sum, row, k) => sum + row[at %% size] * z[n + k], 0.5);
}));
const clicks = [];
let ask;
const place = {
  page, values, parts: { page, sliders: [], boxes: [], buttons: [0, 1, 2] }, arrays: {},
  nets: { encode: { run: encode }, decode: { run: decode } },
  onClick: (button, work) => (clicks[button] = work),
  onRequest: (answer) => (ask = answer),
  onChange: () => {},
  tell: (changes, told) => Object.assign(page, changes, { reply: told }),
};
if (arrays.codes) {
  const shape = [arrays.codes.length, d];
  place.arrays.codes = Object.assign(Float32Array.from(arrays.codes.flat()), { shape });
  place.arrays.images = Uint8Array.from(arrays.images);
}
const list = (view) => (view ? [...new Uint8Array(view.buffer)] : []);
const shown = () => ({
  ...page,
  sketch: list(page.sketch), frames: list(page.frames), neighbours: list(page.neighbours),
});
await SketchPad(place);
const seen = [shown()];
for (const { click, sketch, request } of events) {
  if (sketch) page.sketch = bytes(sketch);
  await (request ? ask(request) : clicks[click]());
  seen.push(shown());
}
process.stdout.write(JSON.stringify(seen));
"""


class Flat:
    """A sheet that is a plane: decode(z) = 1/2 + z W with orthonormal rows, encode projects."""

    latent_dim, event_shape = 4, (8, 8, 1)
    rows = np.linalg.qr(np.random.default_rng(0).standard_normal((64, 4)))[0].T

    def decode(self, z):
        return (0.5 + np.asarray(z) @ self.rows).reshape(-1, *self.event_shape)

    def encode(self, x):
        return ((np.asarray(x).reshape(len(x), -1) / 255 - 0.5) @ self.rows.T).astype("float32")

    def noise(self, n, seed=None):
        return np.random.default_rng(seed).standard_normal((n, 4), "float32")


def in_node(live, events):
    """What the page shows after each event, with the brain in place of the kernel."""
    page, gallery = live.page, live._gallery
    names = "shape", "reach", "positions", "caption", "errors", "distance"
    traits = {name: getattr(page, name) for name in names} | {"sketch": list(page.sketch)}
    known, titles = {}, []
    if gallery.codes is not None:
        known = {"codes": gallery.codes.tolist(), "images": gallery.images.ravel().tolist()}
        titles = [live._title(i) for i in range(len(gallery.codes))]
    values = {"order": list(map(int, live._order)), "latent_dim": 4, "titles": titles}
    rows = Flat.rows.tolist()
    given = {"traits": traits, "arrays": known, "values": values, "rows": rows, "events": events}
    node = shutil.which("node")
    assert node, "expected Node 20 or newer; found none. The book's pages are tested with it."
    script = PLACE % (BRAINS / "sketch_pad.js").as_uri()
    command = [node, "--input-type=module", "-e", script]
    told = json.dumps(given)
    done = subprocess.run(command, input=told, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def sketches(n):
    rng = np.random.default_rng(5)
    return [rng.integers(0, 256, (8, 8, 1), dtype="uint8") for _ in range(n)]


def same(live, seen):
    page = live.page
    for name in ("caption", "titles", "distance", "reach"):
        assert seen.get(name, []) == pytest.approx(getattr(page, name), abs=1e-9), name
    assert seen["reply"]["status"] == page.reply["status"]
    np.testing.assert_allclose(seen["point"], page.point, atol=1e-6)
    np.testing.assert_array_equal(seen["sketch"], list(page.sketch))
    np.testing.assert_array_equal(seen["neighbours"], list(page.neighbours))
    frames = np.frombuffer(page.frames, "uint8").astype(int)
    assert np.abs(np.array(seen["frames"]) - frames).max() <= 1
    assert seen["reply"]["dims"] == page.reply["dims"]


@pytest.mark.parametrize("known", [True, False])
def test_the_page_says_and_shows_what_python_does(known):
    model = Flat()
    images = np.round(255 * np.clip(model.decode(model.noise(30, seed=1)), 0, 1)).astype("uint8")
    live = SketchPad(model, *([images, np.arange(30) % 2, "Bag Coat".split()] if known else []))
    live.page.chunk = 0  # as where a page makes its strips itself
    events = []
    for k, sketch in enumerate(sketches(4)):
        request = {"sketched": True, "drawing": k % 2 == 0, "z": [], "dims": []}
        events.append({"sketch": sketch.ravel().tolist(), "request": request})
    slid = {"z": [0.4, -0.2, 0.1, 0.0], "dims": [0, 2]}
    events += [{"request": slid}, {"click": 2}, {"click": 0}]
    events += [{"click": 1}, {"click": 1}] * known
    seen = in_node(live, events)
    same(live, seen[0])
    for event, after in zip(events, seen[1:], strict=True):
        if "click" in event:
            live.buttons[event["click"]].click()
        else:
            sketch = {"sketch": bytes(event["sketch"])} if "sketch" in event else {}
            count = live.page.request["count"] + 1
            live.page.set_state({**sketch, "request": {**event["request"], "count": count}})
        same(live, after)


def test_what_is_sent_along_is_the_model_itself(tmp_path):
    garments, model = datasets.fashion_mnist(), checkpoints.load("vae-fashion")
    images, labels = garments.test_images[:20], garments.test_labels[:20]
    live = SketchPad(model, images, labels, garments.class_names)
    packed = PACKS["SketchPad"](live, Nets(tmp_path))
    assert packed["label"] == "live" and packed["parts"]["page"] is live.page
    assert packed["values"]["titles"] == [garments.class_names[label] for label in labels]
    x = images[:1]
    (code,) = answers(tmp_path, packed["nets"]["encode"], x / 255)
    np.testing.assert_allclose(code, model.encode(x), atol=1e-4)
    (back,) = answers(tmp_path, packed["nets"]["decode"], code)
    np.testing.assert_allclose(back, model.decode(code), atol=1e-4)
