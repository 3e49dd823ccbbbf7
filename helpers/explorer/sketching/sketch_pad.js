// The pad beside what comes back. Strokes are drawn in the page; what follows from them is asked of
// the kernel, the newest sketch as soon as the last one has been answered.

class SketchPage extends LatentPage {
  constructor(view) {
    super(view);
    const [shape, ground, inks] = ["shape", "ground", "inks"].map((name) => this.get(name));
    const row = this.picture.figure.parentNode;
    const paper = this.addPicture(row, "draw here: mouse, finger or keys");
    row.prepend(paper.figure);
    const left = row.parentNode;
    this.tools = new Tools(left, { ground, inks, changed: () => this.pad?.redraw() });
    this.pad = new Pad(paper, shape, ground, this.tools, () => this.sketched());
    this.undo = button(this.tools.row, "Undo", () => this.pad.undo());
    button(this.tools.row, "Clear", () => this.pad.clear());
    this.code = buildCode(left, this.get("handles"));
    this.addBelow(add(left, "div", "below"));
    left.append(this.status);
    this.unsent = false; // the kernel lags behind the pad
    this.sketching = false; // until all that was drawn has been answered
    this.pad.drawing.picture = bytesOf(this.get("sketch")).slice();
    this.pad.draw();
  }

  addBelow(below) {
    const errors = this.get("errors");
    if (!errors.length) return;
    const figure = add(below, "figure");
    add(figure, "figcaption", "", "real pictures with the nearest codes");
    this.nearest = add(figure, "div", "nearest");
    this.distances = buildDistances(below, errors);
  }

  sketched() {
    this.quiet(true);
    this.unsent = this.sketching = true;
    this.send();
  }

  send() {
    if (!this.unsent || this.waiting) return;
    this.unsent = false;
    this.model.set({ sketch: new DataView(this.pad.drawing.picture.slice().buffer) });
    this.ask({ sketched: true, drawing: this.pad.down, z: [], dims: [] });
  }

  // A sketch that the kernel put there.
  taken() {
    const [given, drawn] = [bytesOf(this.get("sketch")), this.pad.drawing.picture];
    if (this.unsent || given.every((level, i) => level === drawn[i])) return;
    this.pad.drawing.put(given.slice());
    this.pad.redraw();
  }

  // While somebody draws, the pad comes first: no slider moves, and nothing else is asked.
  replied(reply, opening) {
    if (!this.pad.down || opening) return super.replied(reply, opening);
    this.frames.load(reply);
    paint(this.picture.canvas, this.frames.picture);
    this.code(this.get("point"), this.get("reach"));
    this.tell(reply);
  }

  draw() {
    super.draw();
    this.code(this.values(), this.get("reach"));
  }

  fetch() {
    if (!this.sketching) super.fetch();
  }

  settle() {
    if (!this.sketching) return super.settle();
    clearTimeout(this.timer);
    this.timer = null; // or no later reply would settle
    this.tell(this.get("reply"));
  }

  tell(reply) {
    super.tell(reply);
    write(this.picture.title, this.get("caption"));
    if (!this.nearest) return;
    this.distances(this.get("distance"), reply.status);
    const [bytes, size] = [bytesOf(this.get("neighbours")), this.pad.drawing.picture.length];
    this.get("titles").forEach((title, i) => this.showNear(i, title, bytes.subarray(i * size, (i + 1) * size)));
  }

  showNear(i, title, bytes) {
    const [height, width] = this.get("shape");
    const zoom = Math.max(1, Math.round(60 / height));
    if (!this.nearest.children[i]) {
      const near = pictureFigure(this.nearest, "", [height, width]);
      sized(near.canvas, zoom * width, zoom * height);
      near.figure.append(near.title);
    }
    const [canvas, caption] = this.nearest.children[i].children;
    paint(canvas, bytes);
    canvas.setAttribute("aria-label", title);
    write(caption, title);
  }

  hear() {
    if (!this.waiting && !this.unsent && !this.pad.down) {
      this.sketching = false;
      this.quiet(false);
    }
    super.hear();
    this.send();
  }

  async open() {
    this.listen("change:sketch", () => this.taken());
    return super.open();
  }
}

export default { render: (view) => new SketchPage(view).open() };
