// The live picture. The kernel decodes frames ahead of time; while a slider moves, the page picks
// the right one by itself. Only when the sliders rest, or leave what the frames cover, does it ask.

const SETTLE_MS = 60; // a slider that has not moved for this long has been let go

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
  let missing = false; // no frame for where the sliders are
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
    missing = !frame;
    if (map) map.mark(z);
  }

  function fetch() {
    const z = values();
    if (!frames.find(z) && !awaited(z)) ask(z, model.get("chunk") ? [active] : []);
  }

  // At most one picture for each frame of the display: the first at once, the last when due.
  function redraw() {
    dirty = true;
    if (waiting) return;
    waiting = true;
    draw();
    requestAnimationFrame(() => {
      waiting = false;
      if (missing) fetch();
      if (dirty) redraw();
    });
  }

  function showNumber(k) {
    boxes[k].set("value", tidy(sliders[k].get("value"))); // in the page only: no message
  }

  function moved(k) {
    showNumber(k);
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
    if (known) page.tell(model.get("answer"), frames.reference);
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
    if ("error" in answer) {
      page.complain(answer.error);
      return page.busy(false);
    }
    frames.load();
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
  sliders.forEach((_, k) => showNumber(k));
  const stopNaming = nameHandles(sliders, model.get("names"));
  answered();

  return () => {
    clearTimeout(timer);
    stopNaming();
    for (const widget of [...sliders, ...boxes]) widget.off(null, null, context);
    for (const name of ["pointerup", "mouseup"]) document.removeEventListener(name, release);
  };
}

export default { render };
