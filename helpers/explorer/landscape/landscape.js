// Chains on a landscape. The kernel sends heights, slopes and shakes; the page walks by itself, so
// that start, temperature and step size can be dragged.

const PLAY_MS = 7000;
const STEP = 0.05; // of starts

function render({ model, el }) {
  const walk = new Walk(model);
  const stage = add(el, "div", "stage");
  const left = add(stage, "figure");
  add(left, "figcaption", "", `dark: deep valleys · blue: the last ${TAIL} steps · orange: where the chains are`);
  const { canvas: map, pen: ink } = sharpCanvas(left, SIZE, SIZE, "map");
  keepKeys(map).tabIndex = 0;
  const side = add(stage, "figure");
  add(side, "figcaption", "", "above: five chains, x1 over the steps · below: time in each valley");
  const { canvas: chart, pen } = sharpCanvas(side, CHART_W, CHART_H, "chart");
  ink.font = pen.font = "12px system-ui, sans-serif";
  const below = add(el, "div", "below");
  const temperature = buildSlider(below, "temperature", model.get("temperatures").length - 1);
  const size = buildSlider(below, "step size", model.get("sizes").length - 1);
  const taken = buildSlider(below, "steps taken", walk.steps);
  const buttons = add(el, "div", "buttons");
  const play = button(buttons, "Play", () => (playing ? pause() : start()));
  button(buttons, "Start everywhere", () => go({ scattered: true }));
  const status = add(el, "p", "status");
  status.setAttribute("role", "status");
  const image = new Image();

  const heat = () => model.get("temperatures")[model.get("temperature")];
  const far = () => model.get("sizes")[model.get("size")];
  const begun = () => [model.get("x1"), model.get("x2")];
  let [playing, shown, stale] = [0, model.get("taken"), true]; // frame under way, steps in sight

  function draw() {
    const scattered = model.get("scattered");
    if (stale) walk.go(begun(), scattered, heat(), far());
    stale = false;
    drawMap(ink, walk, shown, image, scattered ? null : begun());
    pen.clearRect(0, 0, CHART_W, CHART_H);
    drawTraces(pen, walk, shown);
    const told = walk.diagnose(shown, heat());
    drawBars(pen, told);
    tell(told);
  }

  function tell({ changes, shares, verdict }) {
    temperature.put(model.get("temperature"), `${heat()}`);
    size.put(model.get("size"), `${far()}`);
    taken.put(shown, `${shown}`);
    const [x1, x2] = begun().map((value) => value.toFixed(2));
    const text =
      `${walk.chains} chains from ${model.get("scattered") ? "everywhere" : `(${x1}, ${x2})`}: ` +
      `${shown} steps of size ${far()} at temperature ${heat()}. Changes of valley: ${changes}. ` +
      verdict;
    if (status.textContent !== text) status.textContent = text;
    map.setAttribute("aria-label", `Landscape. Arrow keys move the start. ${text}`);
    const bars = shares.map((share, k) => `${k + 1}: ${percent(share)}`).join(", ");
    chart.setAttribute("aria-label", `Time in each valley: ${bars}.`);
  }

  const redraw = onceAFrame(draw);
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

  function put(x) {
    const [x1, x2] = x.map((value, k) => {
      const [low, high] = walk.bounds[k];
      return Number((Math.round(Math.min(high, Math.max(low, value)) / STEP) * STEP).toFixed(6));
    });
    go({ x1, x2, scattered: false });
  }

  onDrag(map, (event) => {
    put(shares(event, map).map((part, k) => walk.bounds[k][0] + part * (walk.bounds[k][1] - walk.bounds[k][0])));
  });
  map.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (way) put(begun().map((value, k) => value + 2 * STEP * way[k]));
  });
  for (const [slider, name] of [[temperature, "temperature"], [size, "size"], [taken, "taken"]]) {
    slider.input.addEventListener("input", () => {
      status.setAttribute("aria-live", "off");
      if (playing) pause();
      go({ [name]: Number(slider.input.value) });
    });
    slider.input.addEventListener("change", () => status.setAttribute("aria-live", "polite"));
  }

  function loadImage() {
    if (image.src) URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
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
    URL.revokeObjectURL(image.src);
  };
}

export default { render };
