// A picture that comes pixel by pixel. The page knows every pixel's probabilities, so it moves
// along by itself; only what is painted, or another number of decided pixels, asks the kernel.

class PixelPage extends Page {
  constructor(view) {
    super(view);
    const [shape, size] = [this.get("shape"), this.get("order").length];
    const stage = add(this.el, "div", "stage");
    this.main = pictureFigure(stage, "the picture: paint on it", shape).canvas;
    sized(this.main, 336).classList.add("main");
    const side = add(stage, "div", "side");
    this.curve = buildCurve(side);
    this.heading = add(side, "figcaption");
    const row = add(side, "div", "endings");
    const count = this.get("endings").byteLength / size;
    this.endings = Array.from({ length: count }, () => sized(pictureFigure(row, "", shape).canvas, 112));
    const below = add(this.el, "div", "below");
    this.steps = buildSlider(below, "pixels decided", size);
    this.brush = buildSlider(below, "brush: grey level", 255);
    this.broad = buildSlider(below, "brush: pixels wide", 8);
    this.broad.input.min = 1;
    this.addStatus();
    this.known = 0;
    this.painted = new Set(); // places
    this.sliding = this.brushing = false; // an answer that comes meanwhile must not disturb
    this.wire();
  }

  wire() {
    const { steps, brush, broad, main } = this;
    const slide = (known) => {
      [this.known, this.sliding] = [known, true];
      this.draw();
    };
    const rest = (known) => {
      this.sliding = false;
      this.ask({ known });
    };
    this.onSlide(steps, slide, rest);
    brush.input.addEventListener("input", () => {
      brush.put(brush.input.value, brush.input.value);
      this.put({ level: this.level });
    });
    broad.input.addEventListener("input", () => broad.put(broad.input.value, broad.input.value));
    brush.put(this.get("level"), this.get("level"));
    broad.put(3, 3);
    onDrag(main, (event) => this.stroke(event), () => (this.brushing = true));
    for (const name of ["pointerup", "pointercancel"]) main.addEventListener(name, () => this.lift());
  }

  get level() {
    return Number(this.brush.input.value);
  }

  stroke(event) {
    const [height, width] = this.get("shape");
    const [right, up] = shares(event, this.main);
    const wide = Number(this.broad.input.value);
    const corner = (part, n) => Math.round(part * n - wide / 2);
    const [left, top] = [corner(right, width), corner(1 - up, height)];
    for (let r = Math.max(0, top); r < Math.min(height, top + wide); r++)
      for (let c = Math.max(0, left); c < Math.min(width, left + wide); c++) {
        this.picture[r * width + c] = this.level;
        this.painted.add(r * width + c);
      }
    this.draw();
  }

  lift() {
    this.brushing = false;
    if (this.painted.size) this.ask({ pixels: [...this.painted] });
  }

  draw() {
    const { known, picture, painted, chances, main } = this;
    const [order, { open, next }] = [this.get("order"), this.get("colours")];
    const shown = new Uint8Array(3 * order.length);
    order.forEach((place, k) => {
      const grey = picture[place];
      const colour = painted.has(place) || k < known ? [grey, grey, grey] : k > known ? open : next;
      shown.set(colour, 3 * place);
    });
    paint(main, shown);
    this.steps.put(known, known);
    const left = known < order.length;
    this.curve(left ? chances.subarray(256 * known, 256 * known + 256) : null, picture[order[known]]);
    const words = this.get("texts")[known] ?? "";
    main.setAttribute("aria-label", `The picture. ${words}`);
    this.say(words);
  }

  replied() {
    this.picture = bytesOf(this.get("picture")).slice();
    if (!this.sliding) this.known = this.get("known");
    if (!this.brushing) this.painted = new Set();
    for (const place of this.painted) this.picture[place] = this.level;
    this.chances = floats(this.get("chances"));
    this.heading.textContent = `Other endings of the first ${this.get("known")} pixels`;
    const size = this.picture.length;
    this.endings.forEach((canvas, i) => {
      paint(canvas, bytesOf(this.get("endings")).subarray(i * size, (i + 1) * size));
      canvas.setAttribute("aria-label", `ending ${i + 1}`);
    });
    this.draw();
  }
}

export default { render: (view) => new PixelPage(view).open() };
