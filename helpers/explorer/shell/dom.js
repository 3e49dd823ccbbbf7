// What the pages of several widgets share: nodes, canvases, sliders, keys, numbers.

const SVG = "http://www.w3.org/2000/svg";

function add(parent, tag, className = "", text = "") {
  const node = parent.appendChild(document.createElement(tag));
  node.className = className;
  node.textContent = text;
  return node;
}

function svg(parent, tag, attributes, text = "") {
  const node = parent.appendChild(document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

const [INK, ORANGE, BLUE] = ["#333333", "#D55E00", "#0072B2"]; // of all drawings

const NEAR = 1e-6;
const near = (a, b) => Math.abs(a - b) < NEAR;
const tidy = (value) => Number(value.toFixed(6)); // the slider says 0.30000000000000004
const clamp = (value, [low, high]) => Math.min(high, Math.max(low, value));

function floats(view) {
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

// A canvas as sharp as the display, with its pen; both are measured in the page's pixels.
function sharpCanvas(parent, width, height, className = "") {
  const canvas = add(parent, "canvas", className);
  const ratio = Math.max(1, window.devicePixelRatio || 1);
  Object.assign(canvas, { width: width * ratio, height: height * ratio });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  canvas.setAttribute("role", "img");
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  return { canvas, pen };
}

// Instead of the PNG that an image showed before, if any.
function showPng(image, bytes) {
  if (image.src) URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
}

function button(parent, text, act) {
  const node = add(parent, "button", "", text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

// JupyterLab takes arrow keys to other cells, unless told.
function keepKeys(node) {
  node.dataset.lmSuppressShortcuts = "true";
  return node;
}

function buildSlider(parent, name, max, step = 1) {
  const row = add(parent, "label");
  add(row, "span", "", name);
  const input = keepKeys(add(row, "input"));
  Object.assign(input, { type: "range", min: 0, max, step });
  input.setAttribute("aria-label", name);
  const number = add(row, "span", "number");
  const put = (place, text, spoken = text) => {
    input.value = place;
    number.textContent = text;
    input.setAttribute("aria-valuetext", spoken);
  };
  return { row, input, put };
}

// One step along x1 or x2 for an arrow key, or null for another key.
function arrow(event) {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
  if (way) event.preventDefault(); // of scrolling the notebook
  return way ?? null;
}

// Where the pointer is on a node, as shares of its width and height, counted from below.
function shares(event, node) {
  const box = node.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (box.bottom - event.clientY) / box.height];
}

// Between places in a window, [[left, right], [bottom, top]], and shares of it.
function placeIn(bounds, parts) {
  return bounds.map(([low, high], k) => low + parts[k] * (high - low));
}

function shareOf(bounds, x) {
  return bounds.map(([low, high], k) => (x[k] - low) / (high - low));
}

// `act` on the event while the pointer is pressed on a node and dragged.
function onDrag(node, act, press = () => {}) {
  node.addEventListener("pointerdown", (event) => {
    if (!(event.buttons & 1)) return;
    node.setPointerCapture(event.pointerId);
    press(event);
    act(event);
  });
  node.addEventListener("pointermove", (event) => event.buttons & 1 && act(event));
}

// Called as often as one likes, it draws at most once for each frame of the display.
function onceAFrame(draw) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };
}
