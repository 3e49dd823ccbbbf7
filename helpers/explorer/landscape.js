// Chains on a landscape. The kernel sends heights, slopes and shakes; the page walks by itself, so
// that start, temperature and step size can be dragged. Python's twin is Landscape and shaken.

const SIZE = 440; // of the map, in pixels
const [CHART_W, CHART_H, LEFT, RIGHT] = [420, 440, 40, 10];
const [INK, GREY, BLUE, ORANGE] = ["#333333", "#999999", "#0072B2", "#D55E00"];
const TRACED = ["#E69F00", "#0072B2", "#009E73", "#CC79A7", "#56B4E9"]; // a colour a chain
const PLAY_MS = 7000;

function add(parent, tag, className = "", text = "") {
  const node = parent.appendChild(document.createElement(tag));
  node.className = className;
  node.textContent = text;
  return node;
}

function floats(view) {
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

const percent = (share) => `${Math.floor(100 * share + 0.5)} %`;

class Walk {
  constructor(model) {
    this.model = model;
    this.chains = model.get("chains");
    this.loadLand();
    this.loadChance();
  }

  loadLand() {
    const model = this.model;
    this.side = model.get("side");
    [this.height, this.slopes] = [floats(model.get("height")), floats(model.get("slopes"))];
    [this.bounds, this.valleys] = [model.get("bounds"), model.get("valleys")];
    let least = Infinity;
    for (const a of this.valleys)
      for (const b of this.valleys)
        if (a !== b) least = Math.min(least, Math.hypot(a[0] - b[0], a[1] - b[1]));
    this.core = least / 3;
    this.valleyOf = this.height.map((_, i) => this.nearest(...this.place(i)));
  }

  loadChance() {
    this.shakes = floats(this.model.get("shakes"));
    this.everywhere = floats(this.model.get("everywhere"));
    this.steps = this.shakes.length / (2 * this.chains);
  }

  place(i) {
    return [i % this.side, Math.floor(i / this.side)].map(
      (tick, k) => this.bounds[k][0] + (tick / (this.side - 1)) * (this.bounds[k][1] - this.bounds[k][0]),
    );
  }

  nearest(x1, x2) {
    let [best, least] = [0, Infinity];
    this.valleys.forEach(([a, b], k) => {
      const gap = (x1 - a) ** 2 + (x2 - b) ** 2;
      if (gap < least) [best, least] = [k, gap];
    });
    return best;
  }

  // Slope between the places of the grid, into `out`.
  slope(x1, x2, out) {
    const last = this.side - 1;
    const at = (x, [low, high]) => Math.min(last, Math.max(0, ((x - low) / (high - low)) * last));
    const [u, v] = [at(x1, this.bounds[0]), at(x2, this.bounds[1])];
    const [column, row] = [Math.min(Math.floor(u), last - 1), Math.min(Math.floor(v), last - 1)];
    const [right, up] = [u - column, v - row];
    for (let k = 0; k < 2; k++) {
      const s = (r, c) => this.slopes[2 * (r * this.side + c) + k];
      const below = s(row, column) * (1 - right) + s(row, column + 1) * right;
      const above = s(row + 1, column) * (1 - right) + s(row + 1, column + 1) * right;
      out[k] = below * (1 - up) + above * up;
    }
  }

  // All states: step by step, chain by chain, x1 and x2.
  go(x, scattered, temperature, size) {
    const n = this.chains;
    const states = new Float64Array(2 * n * (this.steps + 1));
    for (let i = 0; i < n; i++)
      for (let k = 0; k < 2; k++) {
        const [low, high] = this.bounds[k];
        states[2 * i + k] = scattered ? low + this.everywhere[2 * i + k] * (high - low) : x[k];
      }
    const [shake, slope] = [Math.sqrt(2 * size * temperature), [0, 0]];
    for (let from = 0; from < 2 * n * this.steps; from += 2) {
      this.slope(states[from], states[from + 1], slope);
      for (let k = 0; k < 2; k++)
        states[from + 2 * n + k] = states[from + k] - size * slope[k] + shake * this.shakes[from + k];
    }
    this.states = states;
  }

  weights(temperature) {
    const mass = this.valleys.map(() => 0);
    this.height.forEach((e, i) => (mass[this.valleyOf[i]] += Math.exp(-e / temperature)));
    const sum = mass.reduce((a, b) => a + b);
    return mass.map((m) => m / sum);
  }

  diagnose(taken, temperature) {
    const n = this.chains;
    const counts = this.valleys.map(() => 0);
    const now = new Array(n);
    let [changes, gone] = [0, 0];
    const late = Math.floor((taken + 1) / 2);
    for (let t = 0; t <= taken; t++)
      for (let i = 0; i < n; i++) {
        const [x1, x2] = [this.states[2 * (t * n + i)], this.states[2 * (t * n + i) + 1]];
        const valley = this.nearest(x1, x2);
        if (t >= late) counts[valley]++;
        const [[left, right], [bottom, top]] = this.bounds;
        if (x1 < left || x1 > right || x2 < bottom || x2 > top) gone++;
        if (t === 0) now[i] = valley;
        const [a, b] = this.valleys[valley];
        if (valley !== now[i] && (x1 - a) ** 2 + (x2 - b) ** 2 < this.core ** 2) {
          now[i] = valley;
          changes++;
        }
      }
    const sum = counts.reduce((a, b) => a + b);
    const shares = counts.map((count) => count / sum);
    const weights = this.weights(temperature);
    const off = shares.reduce((all, share, k) => all + Math.abs(share - weights[k]), 0) / 2;
    const out = gone / (n * (taken + 1));
    let verdict = `Mixed, as far as shares can tell: they are off by ${percent(off)}.`;
    if (out > 0.05)
      verdict = `Too hot, or steps too large: ${percent(out)} of the states left the window.`;
    else if (changes === 0)
      verdict = "Not mixed: no chain has left its valley, so the shares are those of the start.";
    else if (off > 0.15)
      verdict = `Not mixed yet: the shares of the valleys are off by ${percent(off)}.`;
    return { changes, shares, weights, verdict };
  }
}

function sharpCanvas(parent, width, height, className) {
  const canvas = add(parent, "canvas", className);
  const ratio = Math.max(1, window.devicePixelRatio || 1);
  Object.assign(canvas, { width: width * ratio, height: height * ratio });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  canvas.setAttribute("role", "img");
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.font = "12px system-ui, sans-serif";
  return { canvas, context };
}

function buildSlider(parent, name, last) {
  const row = add(parent, "label");
  add(row, "span", "", name);
  const input = add(row, "input");
  Object.assign(input, { type: "range", min: 0, max: last, step: 1 });
  input.setAttribute("aria-label", name);
  input.dataset.lmSuppressShortcuts = "true"; // JupyterLab takes arrow keys to other cells
  const number = add(row, "span", "number");
  const put = (place, text) => {
    input.value = place;
    number.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  return { input, put };
}

function render({ model, el }) {
  const walk = new Walk(model);
  const stage = add(el, "div", "stage");
  const left = add(stage, "figure");
  add(left, "figcaption", "", "dark: deep valleys · blue: ways · orange: where the chains are");
  const { canvas: map, context } = sharpCanvas(left, SIZE, SIZE, "map");
  map.tabIndex = 0;
  map.dataset.lmSuppressShortcuts = "true";
  const side = add(stage, "figure");
  add(side, "figcaption", "", "above: five chains, x1 over the steps · below: time in each valley");
  const { canvas: chart, context: pen } = sharpCanvas(side, CHART_W, CHART_H, "chart");
  const below = add(el, "div", "below");
  const temperature = buildSlider(below, "temperature", model.get("temperatures").length - 1);
  const size = buildSlider(below, "step size", model.get("sizes").length - 1);
  const taken = buildSlider(below, "steps taken", walk.steps);
  const buttons = add(el, "div", "buttons");
  const play = add(buttons, "button", "", "Play");
  const scatter = add(buttons, "button", "", "Start everywhere");
  const status = add(el, "p", "status");
  status.setAttribute("role", "status");
  const image = new Image();

  const heat = () => model.get("temperatures")[model.get("temperature")];
  const far = () => model.get("sizes")[model.get("size")];
  const px = (x1) => ((x1 - walk.bounds[0][0]) / (walk.bounds[0][1] - walk.bounds[0][0])) * SIZE;
  const py = (x2) => ((walk.bounds[1][1] - x2) / (walk.bounds[1][1] - walk.bounds[1][0])) * SIZE;
  const state = (t, i) => {
    const at = 2 * (t * walk.chains + i);
    return [walk.states[at], walk.states[at + 1]];
  };

  function dot(x1, x2, radius, fill, edge) {
    context.beginPath();
    context.arc(px(x1), py(x2), radius, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: fill, strokeStyle: edge, lineWidth: 1.5 });
    context.fill();
    context.stroke();
  }

  function drawMap(t) {
    context.clearRect(0, 0, SIZE, SIZE);
    if (image.complete && image.naturalWidth) context.drawImage(image, 0, 0, SIZE, SIZE);
    Object.assign(context, { strokeStyle: BLUE, lineWidth: 0.8, globalAlpha: 0.35 });
    for (let i = 0; i < walk.chains; i++) {
      context.beginPath();
      for (let s = 0; s <= t; s++) {
        const [x1, x2] = state(s, i);
        context[s ? "lineTo" : "moveTo"](px(x1), py(x2));
      }
      context.stroke();
    }
    context.globalAlpha = 1;
    for (let i = 0; i < walk.chains; i++) dot(...state(t, i), 4.5, ORANGE, "white");
    if (!model.get("scattered")) dot(model.get("x1"), model.get("x2"), 7, "rgba(255,255,255,0.6)", "black");
    Object.assign(context, { fillStyle: "black", strokeStyle: "white", lineWidth: 3, textAlign: "center" });
    walk.valleys.forEach(([a, b], k) => {
      context.strokeText(k + 1, px(a), py(b) - 14);
      context.fillText(k + 1, px(a), py(b) - 14);
    });
  }

  function drawTrace(t) {
    const [top, foot] = [22, 236];
    const [low, high] = walk.bounds[0];
    const x = (s) => LEFT + (s / walk.steps) * (CHART_W - LEFT - RIGHT);
    const y = (v) => foot - ((Math.min(high, Math.max(low, v)) - low) / (high - low)) * (foot - top);
    Object.assign(pen, { fillStyle: INK, strokeStyle: "#cccccc", lineWidth: 1, textAlign: "right" });
    for (const value of [low, (low + high) / 2, high]) {
      pen.fillText(value.toFixed(1), LEFT - 5, y(value) + 4);
      pen.beginPath();
      pen.moveTo(LEFT, y(value));
      pen.lineTo(CHART_W - RIGHT, y(value));
      pen.stroke();
    }
    pen.textAlign = "left";
    pen.fillText("x1", LEFT, top - 8);
    TRACED.forEach((colour, i) => {
      Object.assign(pen, { strokeStyle: colour, lineWidth: 1.2 });
      pen.beginPath();
      for (let s = 0; s <= t; s++) pen[s ? "lineTo" : "moveTo"](x(s), y(state(s, i)[0]));
      pen.stroke();
    });
    Object.assign(pen, { fillStyle: INK, textAlign: "center" });
    pen.fillText("0", x(0), foot + 16);
    pen.fillText("step", x(walk.steps / 2), foot + 16);
    pen.textAlign = "right";
    pen.fillText(walk.steps, x(walk.steps), foot + 16);
  }

  function drawBars({ shares, weights }) {
    const [top, foot] = [290, 410];
    const most = Math.max(...shares, ...weights);
    const wide = (CHART_W - LEFT - RIGHT) / shares.length;
    const y = (share) => foot - (share / most) * (foot - top);
    Object.assign(pen, { fillStyle: INK, textAlign: "left" });
    pen.fillText("orange: last half of the walk · grey line: what exp(-E/T) says", LEFT, top - 12);
    shares.forEach((share, k) => {
      const from = LEFT + k * wide + 0.15 * wide;
      pen.fillStyle = ORANGE;
      pen.fillRect(from, y(share), 0.7 * wide, foot - y(share));
      Object.assign(pen, { strokeStyle: GREY, lineWidth: 3 });
      pen.beginPath();
      pen.moveTo(from - 0.1 * wide, y(weights[k]));
      pen.lineTo(from + 0.8 * wide, y(weights[k]));
      pen.stroke();
      Object.assign(pen, { fillStyle: INK, textAlign: "center" });
      pen.fillText(k + 1, from + 0.35 * wide, foot + 16);
    });
    pen.textAlign = "right";
    pen.fillText(percent(most), LEFT - 5, top + 8);
    pen.fillText("0 %", LEFT - 5, foot);
  }

  let [playing, shown] = [0, model.get("taken")]; // frame under way, steps in sight

  function draw() {
    const told = walk.diagnose(shown, heat());
    drawMap(shown);
    pen.clearRect(0, 0, CHART_W, CHART_H);
    drawTrace(shown);
    drawBars(told);
    temperature.put(model.get("temperature"), `${heat()}`);
    size.put(model.get("size"), `${far()}`);
    taken.put(shown, `${shown}`);
    const from = model.get("scattered")
      ? "everywhere"
      : `(${model.get("x1").toFixed(2)}, ${model.get("x2").toFixed(2)})`;
    const text =
      `${walk.chains} chains from ${from}: ${shown} steps of size ${far()} at temperature ` +
      `${heat()}. Changes of valley: ${told.changes}. ${told.verdict}`;
    if (status.textContent !== text) status.textContent = text;
    map.setAttribute("aria-label", `Landscape. Arrow keys move the start. ${text}`);
    const bars = told.shares.map((share, k) => `${k + 1}: ${percent(share)}`).join(", ");
    chart.setAttribute("aria-label", `Time in each valley: ${bars}.`);
  }

  // At most one picture for each frame of the display.
  let [waiting, stale] = [false, true];
  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      if (stale) {
        const x = [model.get("x1"), model.get("x2")];
        walk.go(x, model.get("scattered"), heat(), far());
      }
      stale = false;
      draw();
    });
  }

  function anew() {
    stale = true;
    redraw();
  }

  function go(changes) {
    model.set(changes);
    model.save_changes();
  }

  function pause() {
    cancelAnimationFrame(playing);
    if (playing) go({ taken: shown });
    playing = 0;
    play.textContent = "Play";
    status.setAttribute("aria-live", "polite");
  }

  function start() {
    status.setAttribute("aria-live", "off"); // read aloud when it rests
    play.textContent = "Pause";
    if (shown >= walk.steps) shown = 0;
    const [began, from] = [performance.now(), shown];
    const frame = (now) => {
      const part = Math.max(0, now - began) / PLAY_MS;
      shown = Math.min(walk.steps, from + Math.floor(part * walk.steps));
      redraw();
      if (shown < walk.steps) playing = requestAnimationFrame(frame);
      else pause();
    };
    playing = requestAnimationFrame(frame);
  }

  function drag(event) {
    if (!(event.buttons & 1)) return;
    const box = map.getBoundingClientRect();
    const parts = [(event.clientX - box.left) / box.width, (box.bottom - event.clientY) / box.height];
    put(parts.map((part, k) => walk.bounds[k][0] + part * (walk.bounds[k][1] - walk.bounds[k][0])));
  }

  function put(x) {
    const [x1, x2] = x.map((value, k) => {
      const [low, high] = walk.bounds[k];
      return Number((Math.round(Math.min(high, Math.max(low, value)) / 0.05) * 0.05).toFixed(6));
    });
    go({ x1, x2, scattered: false });
  }

  map.addEventListener("pointerdown", (event) => {
    map.setPointerCapture(event.pointerId);
    drag(event);
  });
  map.addEventListener("pointermove", drag);
  map.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault(); // of scrolling the notebook
    put(way.map((part, k) => model.get(k ? "x2" : "x1") + 0.1 * part));
  });
  for (const [slider, name] of [[temperature, "temperature"], [size, "size"], [taken, "taken"]]) {
    slider.input.addEventListener("input", () => {
      status.setAttribute("aria-live", "off");
      if (playing) pause();
      go({ [name]: Number(slider.input.value) });
    });
    slider.input.addEventListener("change", () => status.setAttribute("aria-live", "polite"));
  }
  play.addEventListener("click", () => (playing ? pause() : start()));
  scatter.addEventListener("click", () => go({ scattered: true }));

  let address = "";
  function loadImage() {
    const old = address;
    image.src = address = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    if (old) URL.revokeObjectURL(old);
  }
  image.onload = redraw;
  const listeners = {
    "change:x1 change:x2 change:scattered change:temperature change:size": anew,
    "change:taken": () => {
      shown = model.get("taken");
      redraw();
    },
    "change:shakes": () => {
      walk.loadChance();
      anew();
    },
    "change:png": () => {
      walk.loadLand();
      loadImage();
      anew();
    },
  };
  for (const [names, work] of Object.entries(listeners)) model.on(names, work);
  loadImage();
  redraw();
  return () => {
    cancelAnimationFrame(playing);
    for (const [names, work] of Object.entries(listeners)) model.off(names, work);
    URL.revokeObjectURL(address);
  };
}

export default { render };
