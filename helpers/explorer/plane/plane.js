// Two maps of the plane with a point on each. While it is dragged, the page reads both answers
// from a grid that the kernel sent once.

const CAPTIONS = ["classifier: p(class | x)", "density: log p(x), darker is denser"];
const STEP = 0.05; // of the sliders
const SIZE = 380; // of a map, in pixels

function words(model, second, logP, x) {
  const side = model.get("side");
  const [column, row] = model.get("bounds").map(([low, high], k) => {
    const tick = Math.floor(((x[k] - low) / (high - low)) * (side - 1) + 0.5);
    return Math.min(side - 1, Math.max(0, tick));
  });
  const [p, density] = [second[row * side + column], logP[row * side + column]];
  const sure = Math.max(p, 1 - p);
  const share = sure > 0.9995 ? "more than 99.9 %" : `${(100 * sure).toFixed(1)} %`;
  const [rare, least] = model.get("levels");
  let verdict = "never seen: less than at any of the data";
  if (density >= rare) verdict = "as usual for the data";
  else if (density >= least) verdict = "rare: less than at 95 % of the data";
  return (
    `Classifier: ${share} sure of ${model.get("names")[p >= 0.5 ? 1 : 0]}. ` +
    `Density: log p(x) = ${density.toFixed(1)} nats, ${verdict}.`
  );
}

function render({ model, el }) {
  const [second, logP] = [floats(model.get("second")), floats(model.get("log_p"))];
  const bounds = model.get("bounds");
  const row = add(el, "div", "maps");
  const status = add(el, "p", "status");
  status.setAttribute("role", "status");
  const addresses = [];

  const markers = model.get("maps").map((png, k) => {
    const figure = add(row, "figure");
    add(figure, "figcaption", "", CAPTIONS[k]);
    const area = add(figure, "div", "map");
    const image = add(area, "img");
    addresses.push((image.src = URL.createObjectURL(new Blob([png], { type: "image/png" }))));
    image.alt = "";
    image.draggable = false;
    keepKeys(area).tabIndex = 0;
    area.setAttribute("role", "application");
    area.setAttribute("aria-label", `${CAPTIONS[k]}. Arrow keys move the point.`);
    onDrag(area, (event) => drag(event, area));
    area.addEventListener("keydown", step);
    return add(area, "div", "marker");
  });

  function go(x) {
    const [x1, x2] = x.map((value, k) => {
      const [low, high] = bounds[k];
      const inside = Math.min(high, Math.max(low, value));
      return Number((Math.round(inside / STEP) * STEP).toFixed(6));
    });
    model.set({ x1, x2 });
    model.save_changes();
  }

  function drag(event, area) {
    go(shares(event, area).map((part, k) => bounds[k][0] + part * (bounds[k][1] - bounds[k][0])));
  }

  function step(event) {
    const way = arrow(event);
    if (way) go(way.map((part, k) => model.get(k ? "x2" : "x1") + 2 * STEP * part));
  }

  function draw() {
    const x = [model.get("x1"), model.get("x2")];
    const [right, up] = x.map((value, k) => {
      const [low, high] = bounds[k];
      return (SIZE * (value - low)) / (high - low);
    });
    for (const marker of markers) marker.style.transform = `translate(${right}px, ${-up}px)`;
    status.textContent = words(model, second, logP, x);
  }

  model.on("change:x1 change:x2", draw);
  draw();
  // ipywidgets gives slider handles no accessible name, and makes their views after ours.
  const timer = setInterval(() => {
    const handles = el.closest(".plane-explorer")?.querySelectorAll(".noUi-handle") ?? [];
    handles.forEach((handle, k) => handle.setAttribute("aria-label", ["x1", "x2"][k]));
    if (handles.length === 2) clearInterval(timer);
  }, 100);
  return () => {
    clearInterval(timer);
    model.off("change:x1 change:x2", draw);
    addresses.forEach((address) => URL.revokeObjectURL(address));
  };
}

export default { render };
