// Sliders and the pictures they move. The kernel sends every position of every slider ahead of
// time; while one is dragged the page picks pictures, words and the mark on the curves by itself.

const [CHART_W, CHART_H, LEFT, FOOT] = [540, 170, 44, 34];

function shownPicture(parent, caption, shape, side, colour) {
  const { title, canvas } = pictureFigure(parent, "", shape);
  if (colour) add(title, "i").style.background = colour;
  title.append(caption);
  const height = (side * shape[0]) / shape[1];
  Object.assign(canvas.style, { width: `${side}px`, height: `${height}px` });
  canvas.setAttribute("aria-label", caption);
  return canvas;
}

// Curves over the slider's way, one a picture, with a line where the slider stands.
function buildChart(parent, model) {
  const chart = svg(parent, "svg", { viewBox: `0 0 ${CHART_W} ${CHART_H}`, role: "img" });
  chart.setAttribute("aria-label", `${model.get("score_name")} along the way`);
  const x = (share) => LEFT + share * (CHART_W - LEFT - 8);
  let mark = null;
  return {
    draw() {
      const scores = model.get("scores");
      const [name, level] = [model.get("level_name"), model.get("level")];
      const top = 1.08 * Math.max(level, ...scores.flat());
      const y = (value) => (CHART_H - FOOT) * (1 - value / top) + 4;
      chart.replaceChildren();
      svg(chart, "text", { x: LEFT, y: CHART_H - 4 }, model.get("score_name"));
      for (const value of [0, top / 1.08])
        svg(chart, "text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, value.toFixed(1));
      svg(chart, "path", { d: `M${x(0)} ${y(0)}H${x(1)}`, stroke: "currentColor", opacity: 0.4 });
      const dashes = { stroke: "currentColor", "stroke-dasharray": "5 4", opacity: 0.8 };
      svg(chart, "path", { d: `M${x(0)} ${y(level)}H${x(1)}`, ...dashes });
      svg(chart, "text", { x: x(1), y: y(level) - 4, "text-anchor": "end" }, name);
      scores.forEach((curve, i) => {
        const points = curve.map((value, p) => `${x(p / (curve.length - 1))},${y(value)}`);
        const style = { fill: "none", stroke: model.get("colours")[i], "stroke-width": 2.5 };
        svg(chart, "polyline", { points: points.join(" "), ...style });
      });
      mark = svg(chart, "path", { stroke: "currentColor", "stroke-width": 1.5 });
    },
    mark(share) {
      mark.setAttribute("d", `M${x(share)} 2V${CHART_H - FOOT + 4}`);
    },
  };
}

// ipywidgets gives slider handles no accessible name, and makes their views after ours.
function nameOtherHandles(el) {
  const timer = setInterval(() => {
    const handles = el.closest(".strip-explorer")?.querySelectorAll(".noUi-handle") ?? [];
    for (const handle of handles) {
      const label = handle.closest(".widget-slider").querySelector(".widget-label");
      handle.setAttribute("aria-label", label.textContent);
    }
    if (handles.length) clearInterval(timer);
  }, 100);
  return () => clearInterval(timer);
}

function render({ model, el }) {
  const [shape, side, ticks] = [model.get("shape"), model.get("side"), model.get("ticks")];
  const size = shape.reduce((a, b) => a * b);
  const root = add(el, "div", "strips");
  const row = add(root, "div", "pictures");
  const curves = model.get("scores").length > 0;
  const stills = model.get("stills").map((name) => shownPicture(row, name, shape, side));
  const moving = model
    .get("titles")
    .map((name, i) => shownPicture(row, name, shape, side, curves && model.get("colours")[i]));
  const below = add(root, "div", "below");
  const sliders = model.get("names").map((name) => buildSlider(below, name, ticks.length - 1));
  const chart = curves ? buildChart(root, model) : null;
  const status = add(root, "p", "status");
  status.setAttribute("role", "status");
  let places = [];
  let last = 0; // the slider that moved last

  function bytes(name, at, count) {
    const view = model.get(name);
    return new Uint8Array(view.buffer, view.byteOffset + at * size, count * size);
  }

  const fresh = (k) => places.every((place, i) => i === k || place === model.get("around")[i]);

  function draw() {
    sliders.forEach((slider, k) => slider.put(places[k], tidy(ticks[places[k]]).toFixed(2)));
    if (!fresh(last)) return; // the kernel is on its way
    const n = moving.length;
    const at = (last * ticks.length + places[last]) * n;
    moving.forEach((canvas, i) => paint(canvas, bytes("frames", at + i, 1)));
    if (chart) chart.mark(places[0] / (ticks.length - 1));
    const text = model.get("texts")[last]?.[places[last]] ?? "";
    if (status.textContent !== text) status.textContent = text;
    status.classList.remove("error");
  }

  function answered() {
    const ahead = (model.get("wanted").count ?? 0) > model.get("answered"); // moved on meanwhile
    if (!ahead) places = [...model.get("places")];
    if (model.get("error")) {
      status.textContent = model.get("error");
      status.classList.add("error");
      return;
    }
    stills.forEach((canvas, i) => paint(canvas, bytes("still_frames", i, 1)));
    if (chart) chart.draw();
    draw();
  }

  sliders.forEach(({ input }, k) => {
    input.addEventListener("input", () => {
      status.setAttribute("aria-live", "off"); // read aloud when it rests
      [places[k], last] = [Number(input.value), k];
      draw();
    });
    input.addEventListener("change", () => {
      status.setAttribute("aria-live", "polite");
      model.set("wanted", { places, count: (model.get("wanted").count ?? 0) + 1 });
      model.save_changes();
    });
  });
  model.on("change:answer", answered);
  answered();
  return nameOtherHandles(el);
}

export default { render };
