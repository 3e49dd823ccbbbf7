// A grid of noise on its way through a flow. The kernel sends it once, at every layer; where it is
// between two layers, how much it is stretched there, and the sum of logarithms is computed here.

const [WIDTH, HEIGHT] = [460, 460]; // of the picture of the grid
const [CHART_W, CHART_H, LEFT, RIGHT, TOP, FOOT] = [360, 300, 52, 12, 24, 46];
const INK = "#333333";

function buildChart(parent, grid) {
  const figure = add(parent, "figure");
  add(figure, "figcaption", "", "log density of the point, layer by layer (nats)");
  const chart = svg(figure, "svg", { width: CHART_W, height: CHART_H, role: "img" });
  chart.setAttribute("aria-label", "log density of the point, layer by layer");
  const x = (layer) => LEFT + (layer / grid.last) * (CHART_W - LEFT - RIGHT);
  return function draw(layer, i) {
    const noise = grid.logNoise[i];
    const places = Array.from({ length: 12 * grid.last + 1 }, (_, p) => p / 12);
    const sums = places.map((place) => noise - grid.at(place, i)[2]);
    const bottom = Math.min(...sums) - 4;
    const truth = Math.max(grid.logTruth[i], bottom);
    const [low, high] = [Math.min(truth, ...sums) - 0.3, Math.max(truth, ...sums) + 0.3];
    const y = (value) => TOP + ((high - value) / (high - low)) * (CHART_H - TOP - FOOT);
    chart.replaceChildren();
    for (let k = 0; k <= grid.last; k++) {
      const text = k === 0 ? "noise" : k === grid.last ? "units" : `${k}`;
      svg(chart, "text", { x: x(k), y: CHART_H - FOOT + 18, "text-anchor": k ? (k === grid.last ? "end" : "middle") : "start" }, text);
      svg(chart, "path", { d: `M${x(k)} ${TOP}V${CHART_H - FOOT}`, stroke: "#ddd" });
    }
    svg(chart, "text", { x: x(grid.last / 2), y: CHART_H - 8, "text-anchor": "middle" }, "layer");
    for (const value of [low + 0.3, high - 0.3])
      svg(chart, "text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, value.toFixed(1));
    const dashes = { stroke: INK, "stroke-dasharray": "5 4" };
    svg(chart, "path", { d: `M${x(0)} ${y(truth)}H${x(grid.last)}`, ...dashes });
    svg(chart, "text", { x: x(0) + 4, y: y(truth) - 4 }, truth > bottom ? "what the truth says" : "the truth: far below");
    const line = places.map((place, p) => `${x(place)},${y(sums[p])}`).join(" ");
    svg(chart, "polyline", { points: line, fill: "none", stroke: "#0072B2", "stroke-width": 2.5 });
    const now = { cx: x(layer), cy: y(noise - grid.at(layer, i)[2]), r: 6 };
    svg(chart, "circle", { ...now, fill: "#E69F00", stroke: INK, "stroke-width": 1.5 });
  };
}

function render({ model, el }) {
  const grid = new CarriedGrid(model);
  const [bounds, shades, most] = [model.get("bounds"), model.get("shades"), model.get("most")];
  const data = floats(model.get("data"));
  const stage = add(el, "div", "stage");
  const figure = add(stage, "figure");
  add(figure, "figcaption", "", "orange: stretched, thinner · blue: squeezed, denser · dots: data");
  const { canvas, pen: context } = sharpCanvas(figure, WIDTH, HEIGHT);
  keepKeys(canvas).tabIndex = 0;
  const drawChart = buildChart(stage, grid);
  const { input: slider, put } = buildSlider(el, "layer", grid.last, model.get("step"));
  const status = add(el, "p", "status");
  status.setAttribute("role", "status");

  // Both axes at one scale, the window in the middle.
  const spans = bounds.map(([low, high]) => high - low);
  const zoom = Math.min(WIDTH / spans[0], HEIGHT / spans[1]);
  const middle = bounds.map(([low, high]) => (low + high) / 2);
  const px = (x1) => WIDTH / 2 + zoom * (x1 - middle[0]);
  const py = (x2) => HEIGHT / 2 - zoom * (x2 - middle[1]);

  const { side, n } = grid;
  const inside = Array.from({ length: n }, (_, i) => Math.hypot(...grid.noise(i)) < grid.reach);
  const [xs, ys] = [new Float32Array(n), new Float32Array(n)];
  const cell = ((2 * grid.reach * zoom) / (side - 1)) ** 2; // its area before, in pixels

  function carry(layer) {
    for (let i = 0; i < n; i++) {
      const [x1, x2] = grid.at(layer, i);
      [xs[i], ys[i]] = [px(x1), py(x2)];
    }
  }

  function drawCells() {
    const paths = shades.map(() => new Path2D());
    for (let i = 0; i < n - side; i++) {
      const corners = [i, i + 1, i + side + 1, i + side];
      if (i % side === side - 1 || !corners.every((corner) => inside[corner])) continue;
      const [a, b, c, d] = corners;
      const area = (xs[c] - xs[a]) * (ys[d] - ys[b]) - (xs[d] - xs[b]) * (ys[c] - ys[a]);
      const mean = Math.log(Math.max(Math.abs(area) / 2, 1e-9) / cell); // the cell as a whole
      const share = Math.min(1, Math.max(0, (mean + most) / (2 * most)));
      const path = paths[Math.round(share * (shades.length - 1))];
      corners.forEach((i, k) => path[k ? "lineTo" : "moveTo"](xs[i], ys[i]));
      path.closePath();
    }
    paths.forEach((path, k) => {
      context.fillStyle = context.strokeStyle = shades[k];
      context.lineWidth = 0.6; // closes the hairlines between cells
      context.fill(path);
      context.stroke(path);
    });
  }

  function drawLines() {
    const path = new Path2D();
    for (let line = 0; line < side; line += 6) {
      for (const at of [(k) => line * side + k, (k) => k * side + line]) {
        let pen = false;
        for (let k = 0; k < side; k++) {
          if (inside[at(k)]) path[pen ? "lineTo" : "moveTo"](xs[at(k)], ys[at(k)]);
          pen = inside[at(k)];
        }
      }
    }
    context.strokeStyle = INK;
    context.lineWidth = 0.6;
    context.stroke(path);
  }

  function drawPoint(layer, i) {
    const path = new Path2D();
    for (let place = 0; place < layer; place += 0.1) {
      const [x1, x2] = grid.at(place, i);
      path[place ? "lineTo" : "moveTo"](px(x1), py(x2));
    }
    path[layer ? "lineTo" : "moveTo"](xs[i], ys[i]);
    context.strokeStyle = "#000";
    context.lineWidth = 2;
    context.stroke(path);
    for (const [radius, fill] of [[8, "#000"], [6, "#E69F00"]]) {
      context.beginPath();
      context.arc(xs[i], ys[i], radius, 0, 2 * Math.PI);
      context.fillStyle = fill;
      context.fill();
    }
  }

  function draw() {
    const [layer, i] = [model.get("layer"), model.get("point")];
    carry(layer);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    drawCells();
    drawLines();
    context.fillStyle = "rgba(0, 0, 0, 0.55)";
    for (let k = 0; k < data.length; k += 2) context.fillRect(px(data[k]) - 1, py(data[k + 1]) - 1, 2, 2);
    drawPoint(layer, i);
    drawChart(layer, i);
    put(layer, layer.toFixed(2), `layer ${layer.toFixed(2)} of ${grid.last}`);
    status.textContent = grid.describe(layer, i);
    canvas.setAttribute("aria-label", `Grid of noise. Arrow keys move the point. ${status.textContent}`);
  }

  const redraw = onceAFrame(draw);

  function go(changes) {
    model.set(changes);
    model.save_changes();
  }

  function drag(event) {
    const [right, up] = shares(event, canvas);
    const [x, y] = [right * WIDTH, (1 - up) * HEIGHT];
    carry(model.get("layer"));
    let [best, least] = [0, Infinity];
    for (let i = 0; i < n; i++) {
      const distance = (xs[i] - x) ** 2 + (ys[i] - y) ** 2;
      if (inside[i] && distance < least) [best, least] = [i, distance];
    }
    go({ point: best });
  }

  onDrag(canvas, drag);
  canvas.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way) return;
    const i = model.get("point");
    const [column, row] = [(i % side) + way[0], Math.floor(i / side) + way[1]];
    const next = row * side + column;
    if (column >= 0 && column < side && row >= 0 && row < side && inside[next]) go({ point: next });
  });
  slider.addEventListener("input", () => {
    status.setAttribute("aria-live", "off"); // read aloud when it rests
    go({ layer: Number(Number(slider.value).toFixed(6)) });
  });
  slider.addEventListener("change", () => status.setAttribute("aria-live", "polite"));
  model.on("change:layer change:point", redraw);
  draw();
  return () => model.off("change:layer change:point", redraw);
}

export default { render };
