// The wall of samples. All frames are here before the slider moves: no kernel in the loop.

const GAP = 2; // pixels between pictures
const ZOOM = 3;

const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

async function widgetModel(model, name) {
  return model.widget_manager.get_model(model.get(name).replace("IPY_MODEL_", ""));
}

async function render({ model, el }) {
  const slider = await widgetModel(model, "slider");
  const box = await widgetModel(model, "box");
  const [n, height, width] = model.get("shape");
  const columns = model.get("columns");
  const canvas = el.appendChild(document.createElement("canvas"));
  canvas.setAttribute("role", "img");
  const context = canvas.getContext("2d");
  const status = el.appendChild(document.createElement("p"));
  status.setAttribute("role", "status");

  // Which of the prepared walls is nearest to the slider.
  function place() {
    const value = slider.get("value");
    const gaps = model.get("strengths").map((strength) => Math.abs(strength - value));
    return gaps.indexOf(Math.min(...gaps));
  }

  function tile(bytes, start, x, y) {
    const image = context.createImageData(width, height);
    for (let p = 0; p < width * height; p++) {
      for (let c = 0; c < 3; c++) image.data[4 * p + c] = bytes[start + 3 * p + c];
      image.data[4 * p + 3] = 255;
    }
    context.putImageData(image, x, y);
  }

  function draw() {
    const [k, beside] = [place(), model.get("beside")];
    const layers = [model.get("samples"), ...(beside ? [model.get("nearest")] : [])].map(bytesOf);
    const rows = Math.ceil(n / columns);
    const band = layers.length * (height + 1) + 3 * GAP; // a row of samples and what lies below it
    const size = [columns * (width + GAP) - GAP, rows * band - 3 * GAP];
    if (canvas.width !== size[0] || canvas.height !== size[1]) {
      [canvas.width, canvas.height] = size;
      canvas.style.width = `${ZOOM * size[0]}px`;
    }
    layers.forEach((bytes, layer) => {
      for (let i = 0; i < n; i++) {
        const x = (i % columns) * (width + GAP);
        const y = Math.floor(i / columns) * band + layer * (height + 1);
        tile(bytes, (k * n + i) * width * height * 3, x, y);
      }
    });
  }

  function say() {
    const text = `${model.get("texts")[place()]} ${model.get("note")}`.trim();
    if (status.textContent !== text) status.textContent = text;
    const below = model.get("beside") ? ", the nearest training picture below each" : "";
    canvas.setAttribute("aria-label", `${n} samples${below}. ${text}`);
  }

  const redraw = onceAFrame(() => {
    draw();
    say();
  });

  function moved() {
    box.set("value", Number(slider.get("value").toFixed(2))); // in the page only: no message
    redraw();
  }

  function typed() {
    const value = box.get("value");
    if (Math.abs(value - slider.get("value")) < 1e-6) return;
    slider.set("value", value);
    slider.save_changes();
  }

  // ipywidgets gives slider handles no accessible name, and makes their views after ours.
  const timer = setInterval(() => {
    const handle = el.closest(".noise-wall")?.querySelector(".noUi-handle");
    handle?.setAttribute("aria-label", "noise strength");
    if (handle) clearInterval(timer);
  }, 100);

  const ours = {}; // ties our listeners to this view
  slider.on("change:value", moved, ours);
  box.on("change:value", typed, ours);
  model.on("change:count change:beside change:note", redraw);
  draw();
  say();
  return () => {
    clearInterval(timer);
    slider.off(null, null, ours);
    box.off(null, null, ours);
  };
}

export default { render };
