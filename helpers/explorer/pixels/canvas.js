// A picture that comes pixel by pixel. The page knows every pixel's probabilities, so it moves
// along by itself; only what is painted, or another number of decided pixels, asks the kernel.

const [OPEN, NEXT] = [[199, 222, 245], [230, 158, 0]];
const [CHART_W, CHART_H, LEFT, FOOT] = [430, 190, 46, 46];

function sized(figure, pixels) {
  Object.assign(figure.canvas.style, { width: `${pixels}px`, height: `${pixels}px` });
  return figure;
}

// How probable the 256 levels of the next pixel are, with a dashed line where it was drawn.
function buildCurve(parent) {
  const chart = svg(parent, "svg", { viewBox: `0 0 ${CHART_W} ${CHART_H}`, role: "img" });
  const x = (level) => LEFT + ((level + 0.5) / 256) * (CHART_W - LEFT - 8);
  const base = CHART_H - FOOT;
  return (chances, level) => {
    chart.replaceChildren();
    const top = chances ? Math.max(...chances) : 1;
    const label = chances ? "Probability of each grey level of the next pixel" : "No pixel is left";
    chart.setAttribute("aria-label", label);
    svg(chart, "text", { x: LEFT, y: 11 }, label);
    for (let k = 0; k < 16; k++) {
      const shade = Math.round((255 * k) / 15);
      const box = { x: x(16 * k - 0.5), y: base + 3, width: x(16) - x(0) + 0.5, height: 10 };
      svg(chart, "rect", { ...box, fill: `rgb(${shade},${shade},${shade})` });
    }
    svg(chart, "text", { x: x(0), y: CHART_H - 18 }, "0");
    svg(chart, "text", { x: x(255), y: CHART_H - 18, "text-anchor": "end" }, "255");
    svg(chart, "text", { x: x(128), y: CHART_H - 4, "text-anchor": "middle" }, "grey level");
    if (!chances) return;
    const height = base - 22;
    const percent = `${(100 * top).toPrecision(2)} %`;
    svg(chart, "text", { x: LEFT - 6, y: 26, "text-anchor": "end" }, percent);
    svg(chart, "text", { x: LEFT - 6, y: base + 2, "text-anchor": "end" }, "0");
    const bars = Array.from(chances, (p, k) => `M${x(k)} ${base}v${-height * (p / top)}`);
    const style = { stroke: "#0072b2", "stroke-width": 1.7, fill: "none" };
    svg(chart, "path", { d: bars.join(""), ...style });
    const dashes = { stroke: "#d55e00", "stroke-width": 1.5, "stroke-dasharray": "4 3" };
    svg(chart, "path", { d: `M${x(level)} 18V${base}`, ...dashes });
  };
}

function render({ model, el }) {
  const [shape, order] = [model.get("shape"), model.get("order")];
  const [height, width] = shape;
  const size = order.length;
  const stage = add(el, "div", "stage");
  const main = sized(pictureFigure(stage, "the picture: paint on it", shape), 336);
  main.canvas.classList.add("main");
  const side = add(stage, "div", "side");
  const curve = buildCurve(side);
  const heading = add(side, "figcaption");
  const row = add(side, "div", "endings");
  const count = model.get("endings").byteLength / size;
  const endings = Array.from({ length: count }, () => sized(pictureFigure(row, "", shape), 128));
  const below = add(el, "div", "below");
  const steps = buildSlider(below, "pixels decided", size);
  const brush = buildSlider(below, "brush: grey level", 255);
  const broad = buildSlider(below, "brush: pixels wide", 8);
  broad.input.min = 1;
  const status = add(el, "p", "status");
  status.setAttribute("role", "status");
  let [known, picture, chances, painted] = [0, null, null, new Set()];
  let [sliding, brushing] = [false, false]; // an answer that comes meanwhile must not disturb

  const bytes = (name) => {
    const view = model.get(name);
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  };

  function say(text, wrong = false) {
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("error", wrong);
  }

  function draw() {
    const shown = new Uint8Array(3 * size);
    order.forEach((place, k) => {
      const grey = picture[place];
      const colour = painted.has(place) || k < known ? [grey, grey, grey] : k > known ? OPEN : NEXT;
      shown.set(colour, 3 * place);
    });
    paint(main.canvas, shown);
    steps.put(known, known);
    const next = known < size;
    curve(next ? chances.subarray(256 * known, 256 * known + 256) : null, picture[order[known]]);
    const words = model.get("texts")[known] ?? "";
    main.canvas.setAttribute("aria-label", `The picture. ${words}`);
    if (!model.get("busy")) say(words);
  }

  function answered() {
    if (model.get("error")) return say(model.get("error"), true);
    picture = bytes("picture").slice();
    if (!sliding) known = model.get("known");
    if (!brushing) painted = new Set();
    for (const place of painted) picture[place] = Number(brush.input.value);
    chances = floats(model.get("chances"));
    heading.textContent = `Other endings of the first ${model.get("known")} pixels`;
    endings.forEach(({ canvas }, i) => {
      const ending = bytes("endings").subarray(i * size, (i + 1) * size);
      paint(canvas, ending);
      canvas.setAttribute("aria-label", `ending ${i + 1}`);
    });
    draw();
  }

  function busy() {
    el.setAttribute("aria-busy", model.get("busy"));
    if (model.get("busy")) say("Drawing the rest …");
  }

  steps.input.addEventListener("input", () => {
    status.setAttribute("aria-live", "off"); // read aloud when it rests
    [known, sliding] = [Number(steps.input.value), true];
    draw();
  });
  steps.input.addEventListener("change", () => {
    status.setAttribute("aria-live", "polite");
    sliding = false;
    model.set("known", known);
    model.save_changes();
  });
  brush.input.addEventListener("input", () => {
    brush.put(brush.input.value, brush.input.value);
    model.set("level", Number(brush.input.value));
    model.save_changes();
  });
  broad.input.addEventListener("input", () => broad.put(broad.input.value, broad.input.value));

  function stroke(event) {
    const [right, up] = shares(event, main.canvas);
    const wide = Number(broad.input.value);
    const corner = (part, n) => Math.round(part * n - wide / 2);
    const [left, top] = [corner(right, width), corner(1 - up, height)];
    for (let r = Math.max(0, top); r < Math.min(height, top + wide); r++)
      for (let c = Math.max(0, left); c < Math.min(width, left + wide); c++) {
        picture[r * width + c] = Number(brush.input.value);
        painted.add(r * width + c);
      }
    draw();
  }

  onDrag(main.canvas, stroke, () => (brushing = true));
  function lifted() {
    brushing = false;
    if (!painted.size) return;
    const number = (model.get("wanted").count ?? 0) + 1;
    model.set("wanted", { pixels: [...painted], count: number });
    model.save_changes();
  }

  main.canvas.addEventListener("pointerup", lifted);
  main.canvas.addEventListener("pointercancel", lifted);
  model.on("change:answer", answered);
  model.on("change:busy", busy);
  brush.put(model.get("level"), model.get("level"));
  broad.put(3, 3);
  answered();
  busy();
}

export default { render };
