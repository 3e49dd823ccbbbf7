// Chains on a landscape. The kernel sends heights, slopes and shakes; the page walks by itself, so
// that start, temperature and step size can be dragged.

const PLAY_MS = 7000;
const STEP = 0.05; // of starts

class LandscapePage extends Page {
  constructor(view) {
    super(view);
    this.walk = new Walk(this.model);
    this.image = new Image();
    this.addPictures();
    this.addControls();
    this.addStatus();
    this.redraw = onceAFrame(() => this.draw());
    this.image.onload = this.redraw;
    [this.shown, this.stale] = [this.get("taken"), true]; // steps in sight; a walk to be walked anew
    this.playing = 0; // the frame of the display that is under way
    this.wireMap();
  }

  addPictures() {
    const stage = add(this.el, "div", "stage");
    const left = add(stage, "figure");
    add(left, "figcaption", "", `dark: deep valleys · blue: the last ${TAIL} steps · orange: where the chains are`);
    ({ canvas: this.map, pen: this.ink } = sharpCanvas(left, SIZE, SIZE, "map"));
    const right = add(stage, "figure");
    add(right, "figcaption", "", "above: five chains, x1 over the steps · below: time in each valley");
    ({ canvas: this.chart, pen: this.pen } = sharpCanvas(right, CHART_W, CHART_H, "chart"));
    this.ink.font = this.pen.font = "12px system-ui, sans-serif";
  }

  addControls() {
    const below = add(this.el, "div", "below");
    const [heats, sizes] = [this.get("temperatures"), this.get("sizes")];
    this.sliders = {};
    for (const [trait, name, last] of [
      ["temperature", "temperature", heats.length - 1],
      ["size", "step size", sizes.length - 1],
      ["taken", "steps taken", this.walk.steps],
    ]) {
      this.sliders[trait] = buildSlider(below, name, last);
      this.onSlide(this.sliders[trait], (place) => {
        this.pause();
        this.put({ [trait]: place });
      });
    }
    const buttons = add(this.el, "div", "buttons");
    this.play = button(buttons, "Play", () => (this.playing ? this.pause() : this.start()));
    button(buttons, "Start everywhere", () => this.put({ scattered: true }));
  }

  wireMap() {
    keepKeys(this.map).tabIndex = 0;
    onDrag(this.map, (event) => this.begin(placeIn(this.walk.bounds, shares(event, this.map))));
    this.map.addEventListener("keydown", (event) => {
      const way = arrow(event);
      if (way) this.begin(this.begun().map((value, k) => value + 2 * STEP * way[k]));
    });
  }

  begun() {
    return [this.get("x1"), this.get("x2")];
  }

  begin(x) {
    const { bounds } = this.walk;
    const [x1, x2] = x.map((value, k) => tidy(Math.round(clamp(value, bounds[k]) / STEP) * STEP));
    this.put({ x1, x2, scattered: false });
  }

  heat() {
    return this.get("temperatures")[this.get("temperature")];
  }

  far() {
    return this.get("sizes")[this.get("size")];
  }

  draw() {
    const { walk, shown, ink, pen } = this;
    const scattered = this.get("scattered");
    if (this.stale) walk.go(this.begun(), scattered, this.heat(), this.far());
    this.stale = false;
    drawMap(ink, walk, shown, this.image, scattered ? null : this.begun());
    pen.clearRect(0, 0, CHART_W, CHART_H);
    drawTraces(pen, walk, shown, this.get("traced"));
    const told = walk.diagnose(shown, this.heat());
    drawBars(pen, told);
    this.tell(told);
  }

  tell({ changes, shares, diagnosis }) {
    const { sliders, shown } = this;
    sliders.temperature.put(this.get("temperature"), `${this.heat()}`);
    sliders.size.put(this.get("size"), `${this.far()}`);
    sliders.taken.put(shown, `${shown}`);
    const [x1, x2] = this.begun().map((value) => value.toFixed(2));
    const text =
      `${this.walk.chains} chains from ${this.get("scattered") ? "everywhere" : `(${x1}, ${x2})`}: ` +
      `${shown} steps of size ${this.far()} at temperature ${this.heat()}. Changes of valley: ${changes}. ` +
      diagnosis;
    this.say(text);
    this.map.setAttribute("aria-label", `Landscape. Arrow keys move the start. ${text}`);
    const bars = shares.map((share, k) => `${k + 1}: ${percent(share)}`).join(", ");
    this.chart.setAttribute("aria-label", `Time in each valley: ${bars}.`);
  }

  pause() {
    if (!this.playing) return;
    cancelAnimationFrame(this.playing);
    this.playing = 0;
    this.put({ taken: this.shown });
    this.play.textContent = "Play";
    this.quiet(false);
  }

  start() {
    this.quiet(true);
    this.play.textContent = "Pause";
    const { steps } = this.walk;
    if (this.shown >= steps) this.shown = 0;
    const [began, from] = [performance.now(), this.shown];
    const frame = (now) => {
      const part = Math.max(0, now - began) / PLAY_MS;
      this.shown = Math.min(steps, from + Math.floor(part * steps));
      this.redraw();
      if (this.shown < steps) this.playing = requestAnimationFrame(frame);
      else this.pause();
    };
    this.playing = requestAnimationFrame(frame);
  }

  anew() {
    this.stale = true;
    this.redraw();
  }

  replied() {
    this.anew();
  }

  open() {
    this.listen("change:x1 change:x2 change:scattered change:temperature change:size", () => this.anew());
    this.listen("change:taken", () => {
      this.shown = this.get("taken");
      this.redraw();
    });
    this.listen("change:shakes", () => this.walk.loadChance());
    this.listen("change:png", () => {
      this.walk.loadLand();
      showPng(this.image, this.get("png"));
    });
    showPng(this.image, this.get("png"));
    this.leaving.push(() => {
      cancelAnimationFrame(this.playing);
      URL.revokeObjectURL(this.image.src);
    });
    return super.open();
  }
}

export default { render: (view) => new LandscapePage(view).open() };
