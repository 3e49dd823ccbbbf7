// A canvas to draw a density on, with pointer or keys. What it means is worked out in the kernel.

const [COARSE, FINE] = [0.1, 0.02]; // steps of arrow keys
const KEYS = [
  "arrow keys move the pen, with Shift in small steps",
  "Space puts it down and lifts it",
  "Ctrl + Z takes back",
];

class DrawPage extends Page {
  constructor(view) {
    super(view);
    this.pen = new Pen(this.get("strokes"));
    this.redraw = onceAFrame(() => this.draw());
    if (this.get("points")) this.addStatus();
    else this.addDesk();
  }

  addDesk() {
    const desk = add(this.el, "div", "desk");
    const figure = add(desk, "figure");
    ({ canvas: this.canvas, pen: this.ink } = sharpCanvas(figure, SIZE, SIZE));
    keepKeys(this.canvas).tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.where = add(figure, "figcaption", "where");
    this.where.setAttribute("aria-live", "polite");
    this.addTools(add(desk, "div", "tools"));
    this.wirePointer();
    this.canvas.addEventListener("keydown", (event) => this.pressed(event));
    this.canvas.addEventListener("blur", () => this.lift());
  }

  addTools(tools) {
    const kinds = add(tools, "div", "buttons");
    this.kinds = ["Pen", "Eraser"].map((name, k) => button(kinds, name, () => this.choose(k === 1)));
    const steps = add(tools, "div", "buttons");
    button(steps, "Undo", () => this.undo());
    button(steps, "Clear", () => this.put({ strokes: [] }));
    const [low, high] = this.get("limits");
    this.slider = buildSlider(tools, "thickness", high, 0.02);
    this.slider.input.min = low;
    this.onSlide(this.slider, (thickness) => this.put({ thickness }));
    const help = add(tools, "ul", "help");
    KEYS.forEach((line) => add(help, "li", "", line));
    this.addStatus(tools);
    this.choose(false);
  }

  choose(erases) {
    this.lift();
    this.pen.erases = erases;
    this.kinds.forEach((node, k) => node.setAttribute("aria-pressed", erases === (k === 1)));
    this.redraw();
  }

  // The first finger draws; others are left to the page.
  wirePointer() {
    const { canvas, pen } = this;
    let drawing = null;
    const at = (event) => placeIn(this.bounds(), shares(event, canvas).map((share) => clamp(share, [0, 1])));
    canvas.addEventListener("pointerdown", (event) => {
      if (drawing !== null || event.button !== 0) return;
      this.lift();
      this.byKeys = false;
      this.where.textContent = "";
      drawing = event.pointerId;
      canvas.setPointerCapture(drawing);
      pen.move(at(event));
      pen.down();
      this.redraw();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (drawing !== null && event.pointerId !== drawing) return;
      const all = event.getCoalescedEvents?.() ?? [];
      for (const each of all.length ? all : [event]) pen.move(at(each));
      this.isOver = true;
      if (drawing !== null || pen.erases) this.redraw();
    });
    canvas.addEventListener("pointerleave", () => {
      this.isOver = false;
      this.redraw();
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      canvas.addEventListener(end, (event) => {
        if (event.pointerId !== drawing) return;
        drawing = null;
        this.lift();
      });
    }
  }

  pressed(event) {
    const way = arrow(event);
    if (way) this.step(way, event.shiftKey ? FINE : COARSE);
    else if (event.key === " ") this.pen.isDown ? this.lift() : this.pen.down();
    else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) this.undo();
    else return;
    event.preventDefault();
    this.byKeys = true;
    this.tellPlace();
    this.redraw();
  }

  step(way, far) {
    const bounds = this.bounds();
    this.pen.move(this.pen.place.map((value, k) => tidy(clamp(value + far * way[k], bounds[k]))));
  }

  tellPlace() {
    const [x1, x2] = this.pen.place.map((value) => value.toFixed(2));
    const tool = this.pen.erases ? "eraser" : "pen";
    this.where.textContent = `${tool} ${this.pen.isDown ? "down" : "up"} at (${x1}, ${x2})`;
  }

  lift() {
    const strokes = this.pen.up();
    if (strokes) this.put({ strokes });
    this.redraw();
  }

  undo() {
    this.put({ strokes: this.pen.undo() });
    this.replied();
  }

  bounds() {
    return Array(2).fill([-this.get("reach"), this.get("reach")]);
  }

  settings() {
    const names = ["thickness", "within", "dot", "longest"];
    return Object.fromEntries(names.map((name) => [name, this.get(name)]));
  }

  draw() {
    if (!this.canvas) return;
    const { ink, pen } = this;
    const [reach, within, thickness] = ["reach", "within", "thickness"].map((name) => this.get(name));
    ink.clearRect(0, 0, SIZE, SIZE);
    drawGrid(ink, reach);
    drawStrokes(ink, pen.shown, within * spreadOf(pen.shown, this.settings())[1], reach);
    if (this.byKeys || (pen.erases && this.isOver)) drawTool(ink, pen, thickness, reach);
  }

  replied() {
    const { pen } = this;
    const text = this.get("points")
      ? `${this.get("points").toLocaleString("en")} points of your own. Their density is unknown: no KL.`
      : tellDrawing(pen.strokes, this.settings());
    this.say(text);
    if (!this.canvas) return;
    const thickness = this.get("thickness");
    this.slider.put(thickness, thickness.toFixed(2));
    this.canvas.setAttribute("aria-label", `Drawing. ${text} Keys: ${KEYS.join(", ")}.`);
    this.redraw();
  }

  open() {
    this.listen("change:strokes", () => {
      const strokes = this.get("strokes");
      if (strokes !== this.pen.strokes) this.pen.take(strokes);
      this.replied();
    });
    this.listen("change:thickness", () => this.replied());
    return super.open();
  }
}

export default { render: (view) => new DrawPage(view).open() };
