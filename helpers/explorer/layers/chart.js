// The log density of the followed point on its way through the layers.

const [CHART_W, CHART_H, LEFT, RIGHT, TOP, FOOT] = [300, 300, 52, 12, 24, 46];

function buildChart(parent, grid) {
  const figure = add(parent, "figure");
  add(figure, "figcaption", "", "log density of the point, layer by layer (nats)");
  const chart = svg(figure, "svg", { viewBox: `0 0 ${CHART_W} ${CHART_H}`, width: CHART_W, role: "img" });
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
      svg(chart, "text", { x: LEFT - 10, y: y(value) + 4, "text-anchor": "end" }, value.toFixed(1));
    const dashes = { stroke: INK, "stroke-dasharray": "5 4" };
    svg(chart, "path", { d: `M${x(0)} ${y(truth)}H${x(grid.last)}`, ...dashes });
    svg(chart, "text", { x: x(0) + 4, y: y(truth) - 4 }, truth > bottom ? "what the truth says" : "the truth: far below");
    const line = places.map((place, p) => `${x(place)},${y(sums[p])}`).join(" ");
    svg(chart, "polyline", { points: line, fill: "none", stroke: BLUE, "stroke-width": 2.5 });
    const now = { cx: x(layer), cy: y(noise - grid.at(layer, i)[2]), r: 6 };
    svg(chart, "circle", { ...now, fill: "#E69F00", stroke: INK, "stroke-width": 1.5 });
  };
}

