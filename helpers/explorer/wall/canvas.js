// The wall of samples. All frames are here before the slider moves: no kernel in the loop.

const GAP = 2; // pixels between pictures
const ZOOM = 3;

class WallPage extends Page {
  constructor(view) {
    super(view);
    this.canvas = add(this.el, "canvas");
    this.canvas.setAttribute("role", "img");
    this.redraw = onceAFrame(() => this.draw());
  }

  // Which of the prepared walls is nearest to the slider.
  place() {
    const value = this.slider.get("value");
    const gaps = this.get("strengths").map((strength) => Math.abs(strength - value));
    return gaps.indexOf(Math.min(...gaps));
  }

  draw() {
    const [n, height, width] = this.get("shape");
    const [k, columns, beside] = [this.place(), this.get("columns"), this.get("beside")];
    const layers = [this.get("samples"), ...(beside ? [this.get("nearest")] : [])].map(bytesOf);
    const rows = Math.ceil(n / columns);
    const gap = beside ? 3 * GAP : GAP; // between rows, wider than within a pair
    const band = layers.length * (height + 1) - 1 + gap; // a row of samples and what lies below it
    this.resize(columns * (width + GAP) - GAP, rows * band - gap);
    const size = width * height * 3;
    layers.forEach((bytes, layer) => {
      for (let i = 0; i < n; i++) {
        const x = (i % columns) * (width + GAP);
        const y = Math.floor(i / columns) * band + layer * (height + 1);
        const at = (k * n + i) * size;
        paint(this.canvas, bytes.subarray(at, at + size), x, y, width, height);
      }
    });
    this.tell(n, k, beside);
  }

  resize(width, height) {
    const { canvas } = this;
    if (canvas.width === width && canvas.height === height) return;
    Object.assign(canvas, { width, height });
    canvas.style.width = `${ZOOM * width}px`;
  }

  tell(n, k, beside) {
    const text = `${this.get("texts")[k]} ${this.get("reply").note}`.trim();
    const below = beside ? ", the nearest training picture below each" : "";
    this.say(text);
    this.canvas.setAttribute("aria-label", `${n} samples${below}. ${text}`);
  }

  moved() {
    this.box.set("value", Number(this.slider.get("value").toFixed(2))); // in the page only: no message
    this.redraw();
  }

  typed() {
    const value = this.box.get("value");
    if (near(value, this.slider.get("value"))) return;
    this.slider.set("value", value);
    this.slider.save_changes();
  }

  replied() {
    this.draw();
  }

  async open() {
    [this.slider] = await this.widgets("slider");
    [this.box] = await this.widgets("box");
    this.listen("change:value", () => this.moved(), this.slider);
    this.listen("change:value", () => this.typed(), this.box);
    this.listen("change:beside", this.redraw);
    return super.open();
  }
}

export default { render: (view) => new WallPage(view).open() };
