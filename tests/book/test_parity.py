"""The networks of the page against TensorFlow: a hundred noises, pictures or codes each."""

import base64
import json
from types import SimpleNamespace

import numpy as np
import pytest

from book.brains.side_by_side import slope
from helpers import checkpoints, datasets
from helpers.explorer.shell.render import to_uint8
from helpers.explorer.strips.side_by_side import turned, whole_noise
from helpers.networks import images

MANY, SEED, PLACE = 100, 3, "12_side_by_side-93"
DEGREES = np.arange(MANY) * 3.6
# A worker as pages have it, spoken to as pages do.
SPEAK = """(base) => {
  const worker = new Worker(new URL("book/runtime/worker.js", base));
  const waiting = new Map();
  let count = 0;
  worker.onmessage = ({ data: { id, error, result, news } }) => {
    if (news !== undefined) return;
    error === undefined ? waiting.get(id)[0](result) : waiting.get(id)[1](new Error(error));
  };
  window.ask = (message) => new Promise((resolve, reject) => {
    waiting.set(++count, [resolve, reject]);
    worker.postMessage({ ...message, id: count });
  });
  window.load = async (about) => {
    const response = await fetch(new URL(`nets/${about.file}`, base));
    const bytes = new Uint8Array(await response.arrayBuffer());
    return window.ask({ work: "load", about, bytes });
  };
  window.sent = ({ type, bytes }) =>
    new { f: Float32Array, i: Int32Array }[type](
      Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)).buffer,
    );
  window.packed = (array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
}"""


class Worker:
    """The networks of SideBySide in the page's own worker."""

    def __init__(self, page, site, folder):
        page.goto(site + "index.html")
        page.evaluate(SPEAK, site + "_static/")
        brain = json.loads((folder / "_static" / "places" / PLACE / "brain.json").read_text())
        self.page, self.nets = page, brain["nets"]
        self.makers = {maker["name"]: maker for maker in brain["values"]["makers"]}

    def run(self, name, *inputs):
        """What a network gives for arrays of rows, in the order of its arguments."""
        about = self.nets[name]
        arrays = [
            {"type": x.dtype.kind, "bytes": base64.b64encode(x.tobytes()).decode()} for x in inputs
        ]
        told = self.page.evaluate(
            """async ([about, rows, arrays]) => {
              await window.load(about);
              const inputs = arrays.map(window.sent);
              const [first] = await window.ask({ work: "run", file: about.file, rows, inputs });
              return window.packed(first);
            }""",
            [about, len(inputs[0]), arrays],
        )
        return np.frombuffer(base64.b64decode(told), "float32")

    def samples(self, name, degrees):
        """Pictures on a circle of noise, uint8 `(len(degrees), 28, 28, 1)`."""
        maker = self.makers[name]
        abouts = {part: self.nets[f"{name} {part}"] for part in maker["parts"]}
        args = {k: maker[k] for k in ("kind", "size", "values")}
        told = self.page.evaluate(
            """async ([abouts, args]) => {
              const files = {};
              for (const [part, about] of Object.entries(abouts)) {
                await window.load(about);
                files[part] = about.file;
              }
              return window.packed(await window.ask({ work: "job", name: "samples", args, files }));
            }""",
            [abouts, args | {"seed": SEED, "degrees": degrees.tolist()}],
        )
        return np.frombuffer(base64.b64decode(told), "uint8").reshape(len(degrees), 28, 28, 1)


@pytest.fixture
def worker(page, site, book):
    return Worker(page, site, book)


def expected(model, degrees):
    size, decode = whole_noise(model)
    ends = np.random.default_rng(SEED).standard_normal((2, size), "float32")
    return to_uint8(decode(turned(*ends, degrees)))


def share_within(one, two, levels):
    return (np.abs(one.astype("int16") - two) <= levels).mean()


@pytest.mark.parametrize(
    "name, file", [("VAE", "vae"), ("GAN", "gan"), ("NormalizingFlow", "flow")]
)
def test_samples_are_within_a_grey_level(worker, name, file):
    model = checkpoints.load(f"{file}-fashion")
    assert share_within(worker.samples(name, DEGREES), expected(model, DEGREES), 1) >= 0.999


def test_diffusion_is_within_two_grey_levels(worker):
    model = checkpoints.load("diffusion-fashion")
    assert share_within(worker.samples("Diffusion", DEGREES), expected(model, DEGREES), 2) >= 0.99


def pictures():
    """Garments on the scale of the models, -1 to 1."""
    return datasets.fashion_mnist().test_images[:MANY].astype("float32") / 127.5 - 1


def test_the_slope_of_the_energy(worker):
    model, x = checkpoints.load("energy-fashion"), pictures()
    level = np.arange(MANY, dtype="int32")[:, None] % (int(max(model.level_of_step)) + 1)
    truth = np.asarray(slope(model, SimpleNamespace(add=lambda name, fn, *rest: fn))(x, level))
    here = worker.run("EnergyBased slope", x, level).reshape(truth.shape)
    off = np.linalg.norm((here - truth).reshape(MANY, -1), axis=1)
    assert (off <= 1e-3 * np.linalg.norm(truth.reshape(MANY, -1), axis=1)).all()


def test_the_parameters_of_the_autoregressive_model_teacher_forced(worker):
    model = checkpoints.load("autoregressive-fashion")
    order, x = model.order, pictures()
    blocks = np.asarray(images.to_blocks(x))
    above = np.asarray(order.above(blocks))
    here = worker.run("Autoregressive above", blocks).reshape(above.shape)
    assert np.abs(here - above).max() <= 1e-3 * np.abs(above).max()
    line = above[:, 6:7], blocks[:, 6:7]
    left = np.asarray(order.left(list(line)))
    here = worker.run("Autoregressive left", *line).reshape(left.shape)
    assert np.abs(here - left).max() <= 1e-3 * np.abs(left).max()
    for i, conditioner in enumerate(order.conditioners):
        known = np.concatenate([left[:, 0, 5], blocks[:, 6, 5, :i]], axis=-1)
        theta = np.asarray(conditioner(known))
        here = worker.run(f"Autoregressive theta{i}", known).reshape(theta.shape)
        assert np.abs(here - theta).max() <= 1e-3 * np.abs(theta).max()
