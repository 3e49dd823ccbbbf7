// The live picture. The kernel decodes frames ahead of time; while a slider moves, the page picks
// the right one by itself. Only when the sliders rest, or leave what the frames cover, does it ask.

const SETTLE_MS = 60; // a slider that has not moved for this long has been let go
const NEAR = 1e-6;
const near = (a, b) => Math.abs(a - b) < NEAR;
const tidy = (value) => Number(value.toFixed(6)); // the slider says 0.30000000000000004

// What is known of the latent space so far.
class Frames {
  constructor(model) {
    this.model = model;
    this.size = model.get("shape").reduce((a, b) => a * b);
    this.strips = new Map(); // slider -> {z, bytes}
    this.z = [];
    this.picture = this.reference = null;
  }

  load() {
    const answer = this.model.get("answer");
    const view = this.model.get("frames");
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    let at = 0;
    const take = (n) => bytes.subarray(at, (at += n * this.size));
    if (answer.moved) this.strips.clear();
    this.z = answer.z;
    this.picture = take(1);
    this.reference = answer.reference ? take(1) : null;
    for (const k of answer.dims)
      this.strips.set(k, { z: answer.z, bytes: take(this.model.get("positions")) });
  }

  // Place of a value among the slider's positions, or -1 between them.
  place(value) {
    const [reach, n] = [this.model.get("reach"), this.model.get("positions")];
    const place = Math.round(((value + reach) / (2 * reach)) * (n - 1));
    return place >= 0 && place < n && near((place / (n - 1)) * 2 * reach - reach, value) ? place : -1;
  }

  frame(bytes, place) {
    return bytes.subarray(place * this.size, (place + 1) * this.size);
  }

  fresh(k, z) {
    const strip = this.strips.get(k);
    return strip !== undefined && z.every((value, i) => i === k || near(value, strip.z[i]));
  }

  find(z) {
    if (z.every((value, i) => near(value, this.z[i]))) return this.picture;
    const places = z.map((value) => this.place(value));
    for (const [k, strip] of this.strips)
      if (places[k] >= 0 && this.fresh(k, z)) return this.frame(strip.bytes, places[k]);
    const lattice = this.lattice();
    if (lattice && places.every((place) => place >= 0)) return this.plane(lattice, ...places);
    return null;
  }

  lattice() {
    const view = this.model.get("lattice");
    return view.byteLength ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : null;
  }

  plane(lattice, i, j) {
    return this.frame(lattice, i * this.model.get("positions") + j);
  }
}

function paint(canvas, bytes) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  const channels = bytes.length / (canvas.width * canvas.height);
  for (let p = 0; p < canvas.width * canvas.height; p++) {
    for (let c = 0; c < 3; c++) image.data[4 * p + c] = bytes[p * channels + (channels === 3 ? c : 0)];
    image.data[4 * p + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

function add(parent, tag, className = "", text = "") {
  const node = parent.appendChild(document.createElement(tag));
  node.className = className;
  node.textContent = text;
  return node;
}

function pictureFigure(parent, caption, [height, width]) {
  const figure = add(parent, "figure");
  const title = add(figure, "figcaption", "", caption);
  const canvas = add(figure, "canvas", "picture");
  const zoom = Math.max(1, Math.floor(260 / Math.max(height, width)));
  Object.assign(canvas, { width, height });
  Object.assign(canvas.style, { width: `${zoom * width}px`, height: `${zoom * height}px` });
  canvas.setAttribute("role", "img");
  return { figure, title, canvas };
}

function buildPage(el, model) {
  const stage = add(el, "div", "stage");
  const left = add(stage, "div");
  const row = add(left, "div", "pictures");
  const picture = pictureFigure(row, "decoded", model.get("shape"));
  const real = pictureFigure(row, "", model.get("shape"));
  real.figure.className = "reference";
  const status = add(left, "p", "status");
  status.setAttribute("role", "status");
  return {
    stage,
    picture: picture.canvas,
    busy(value) {
      el.setAttribute("aria-busy", value);
    },
    say(text, isError) {
      status.textContent = text;
      status.classList.toggle("error", isError);
      picture.canvas.setAttribute("aria-label", `Decoded picture. ${text}`);
    },
    refer(bytes, caption) {
      real.figure.hidden = !bytes;
      real.title.textContent = caption;
      real.canvas.setAttribute("aria-label", caption);
      if (bytes) paint(real.canvas, bytes);
    },
  };
}

// ipywidgets gives slider handles no accessible name. Their views come into being after ours.
async function nameHandles(sliders, names) {
  for (const [k, slider] of sliders.entries()) {
    for (const view of Object.values(slider.views)) {
      const handle = (await view).el.querySelector(".noUi-handle");
      if (handle) handle.setAttribute("aria-label", names[k]);
    }
  }
}

function widgetModels(model, name) {
  const ids = model.get(name).map((reference) => reference.replace("IPY_MODEL_", ""));
  return Promise.all(ids.map((id) => model.widget_manager.get_model(id)));
}

async function render({ model, el }) {
  const sliders = await widgetModels(model, "sliders");
  const boxes = await widgetModels(model, "boxes");
  const frames = new Frames(model);
  const page = buildPage(el, model);
  const map = model.get("lattice").byteLength ? buildMap(page.stage, model, frames, sliders) : null;

  let active = 0; // the slider that moved last
  let timer = null; // runs until the sliders rest
  let dirty = false; // the canvas lags behind the sliders
  let waiting = false; // for the next frame of the display
  let placing = false; // the kernel moves all sliders at once
  let asked = null;

  function values() {
    const point = model.get("point");
    const step = (2 * model.get("reach")) / (model.get("positions") - 1);
    return sliders.map((slider, k) => {
      const value = tidy(slider.get("value"));
      // A slider left alone stands for the exact number, not for the rounded one it shows.
      return near(value, Math.floor(point[k] / step + 0.5) * step) ? point[k] : value;
    });
  }

  function ask(z, dims) {
    asked = { z, dims, count: (model.get("wanted").count ?? 0) + 1 };
    model.set("wanted", asked);
    model.save_changes();
  }

  function awaited(z) {
    if (!asked || asked.count === model.get("answer").count) return false;
    const free = asked.dims.includes(active) ? active : -1;
    return z.every((value, i) => i === free || near(value, asked.z[i]));
  }

  function draw() {
    dirty = false;
    const z = values();
    const frame = frames.find(z);
    if (frame) paint(page.picture, frame);
    else if (!awaited(z)) ask(z, model.get("chunk") ? [active] : []);
    if (map) map.mark(z);
  }

  // At most one picture for each frame of the display: the first at once, the last when due.
  function redraw() {
    dirty = true;
    if (waiting) return;
    waiting = true;
    draw();
    requestAnimationFrame(() => {
      waiting = false;
      if (dirty) redraw();
    });
  }

  function moved(k) {
    boxes[k].set("value", tidy(sliders[k].get("value"))); // in the page only: no message
    if (placing) return;
    active = k;
    page.busy(true);
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS);
    redraw();
  }

  function typed(k) {
    const value = boxes[k].get("value");
    if (near(value, sliders[k].get("value"))) return;
    sliders[k].set("value", value);
    sliders[k].save_changes();
  }

  // The sliders rest: make the pictures of all sliders in sight ready for what comes next.
  function settle() {
    clearTimeout(timer);
    timer = null;
    const z = values();
    const shown = [...sliders.keys()].slice(0, model.get("shown"));
    const stale = shown.filter((k) => !frames.fresh(k, z)).slice(0, model.get("chunk"));
    const known = z.every((value, i) => near(value, frames.z[i]));
    if (!known || stale.length) ask(z, stale);
    else page.busy(false);
  }

  const release = () => timer && settle();

  function place() {
    const reach = model.get("reach");
    const step = (2 * reach) / (model.get("positions") - 1);
    placing = true;
    sliders.forEach((slider, k) => {
      const value = Math.floor(model.get("point")[k] / step + 0.5) * step;
      slider.set({ max: reach, min: -reach, step, value: tidy(value) });
    });
    placing = false;
  }

  function answered() {
    const answer = model.get("answer");
    page.say(answer.error ?? answer.status, "error" in answer);
    if ("error" in answer) return page.busy(false);
    frames.load();
    page.refer(frames.reference, answer.reference);
    if (map) map.paint();
    redraw();
    if (!timer) settle();
  }

  const context = {}; // ties our listeners to this view
  sliders.forEach((slider, k) => slider.on("change:value", () => moved(k), context));
  boxes.forEach((box, k) => box.on("change:value", () => typed(k), context));
  model.on("change:answer", () => {
    if (model.get("answer").moved) place();
    answered();
  });
  model.on("change:shown", settle);
  for (const name of ["pointerup", "mouseup"]) document.addEventListener(name, release);
  const naming = setInterval(() => nameHandles(sliders, model.get("names")), 1000);
  answered();

  return () => {
    clearTimeout(timer);
    clearInterval(naming);
    for (const widget of [...sliders, ...boxes]) widget.off(null, null, context);
    for (const name of ["pointerup", "mouseup"]) document.removeEventListener(name, release);
  };
}

export default { render };
