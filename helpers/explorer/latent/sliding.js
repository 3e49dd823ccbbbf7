// The live picture. The kernel decodes frames ahead of time; while a slider moves, the page picks
// the right one by itself. Only when the sliders rest, or leave what the frames cover, does it ask.

const SETTLE_MS = 60; // a slider that has not moved for this long has been let go

class LatentPage extends Page {
  constructor(view) {
    super(view);
    this.frames = new Frames(this.model);
    this.stage = add(this.el, "div", "stage");
    const left = add(this.stage, "div");
    const row = add(left, "div", "pictures");
    this.picture = this.addPicture(row, this.get("caption"));
    this.real = this.addPicture(row, "");
    this.real.figure.className = "reference";
    this.addStatus(left);
    this.active = 0; // the slider that moved last
    this.timer = null; // runs until the sliders rest
    this.dirty = false; // the canvas lags behind the sliders
    this.missing = false; // no frame for where the sliders are
    this.drawing = false; // until the next frame of the display
    this.placing = false; // the kernel moves all sliders at once
  }

  addPicture(row, caption) {
    const [height, width] = this.get("shape");
    const figure = pictureFigure(row, caption, [height, width]);
    const zoom = Math.max(1, Math.floor(260 / Math.max(height, width)));
    sized(figure.canvas, zoom * width, zoom * height);
    return figure;
  }

  // Where the kernel put the sliders, and the places that show it.
  step() {
    return (2 * this.get("reach")) / (this.get("positions") - 1);
  }

  // To the last bit what a slider makes of its place. It tells the kernel what it has to correct, and
  // that may come after the kernel has moved on. Python's twin is `PictureCanvas.snap`.
  snapped() {
    const [reach, last, step] = [this.get("reach"), this.get("positions") - 1, this.step()];
    return this.get("point").map((value) => {
      const place = Math.floor(value / step + 0.5) + last / 2;
      return place === last ? reach : (place * ((step * 100) / (2 * reach)) * (2 * reach)) / 100 - reach;
    });
  }

  values() {
    const [point, snapped] = [this.get("point"), this.snapped()];
    return this.sliders.map((slider, k) => {
      const value = tidy(slider.get("value"));
      // A slider left alone stands for the exact number, not for the rounded one it shows.
      return near(value, snapped[k]) ? point[k] : value;
    });
  }

  awaited(z) {
    if (!this.waiting) return false;
    const asked = this.get("request");
    const free = asked.dims.includes(this.active) ? this.active : -1;
    return z.every((value, i) => i === free || near(value, asked.z[i]));
  }

  draw() {
    this.dirty = false;
    const z = this.values();
    const frame = this.frames.find(z);
    if (frame) paint(this.picture.canvas, frame);
    this.missing = !frame;
    if (this.map) this.map.mark(z);
  }

  fetch() {
    const z = this.values();
    if (!this.frames.find(z) && !this.awaited(z)) this.ask({ z, dims: this.get("chunk") ? [this.active] : [] });
  }

  // At most one picture for each frame of the display: the first at once, the last when due.
  redraw() {
    this.dirty = true;
    if (this.drawing) return;
    this.drawing = true;
    this.draw();
    requestAnimationFrame(() => {
      this.drawing = false;
      if (this.missing) this.fetch();
      if (this.dirty) this.redraw();
    });
  }

  showNumber(k) {
    this.boxes[k].set("value", tidy(this.sliders[k].get("value"))); // in the page only: no message
  }

  moved(k) {
    this.showNumber(k);
    if (this.placing) return;
    this.active = k;
    this.busy(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), SETTLE_MS);
    this.redraw();
  }

  typed(k) {
    const value = this.boxes[k].get("value");
    if (near(value, this.sliders[k].get("value"))) return;
    this.sliders[k].set("value", value);
    this.sliders[k].save_changes();
  }

  // The sliders rest: make the pictures of all sliders in sight ready for what comes next.
  settle() {
    clearTimeout(this.timer);
    this.timer = null;
    const z = this.values();
    const reply = this.get("reply");
    const shown = [...this.sliders.keys()].slice(0, this.get("shown"));
    const stale = shown.filter((k) => !this.frames.fresh(k, z)).slice(0, this.get("chunk"));
    const known = this.frames.known(z) && !reply.error;
    if (known) this.tell(reply);
    if (!known || stale.length) this.ask({ z, dims: stale });
    else this.busy(false);
  }

  tell({ status, reference }) {
    const caption = this.get("caption");
    const title = caption[0].toUpperCase() + caption.slice(1);
    this.say(status);
    this.picture.canvas.setAttribute("aria-label", `${title} picture. ${status}`);
    this.real.figure.hidden = !this.frames.reference;
    this.real.title.textContent = reference;
    this.real.canvas.setAttribute("aria-label", reference);
    if (this.frames.reference) paint(this.real.canvas, this.frames.reference);
  }

  place() {
    const reach = this.get("reach");
    const snapped = this.snapped();
    this.placing = true;
    this.sliders.forEach((slider, k) => {
      slider.set({ max: reach, min: -reach, step: this.step(), value: snapped[k] });
    });
    this.placing = false;
  }

  replied(reply, opening) {
    if (!reply.dims) return; // the page opens before the kernel has said where the sliders are
    if (reply.moved && !opening) this.place();
    this.frames.load(reply);
    if (this.map) this.map.paint();
    this.redraw();
    if (!this.timer) this.settle();
  }

  async open() {
    [this.sliders, this.boxes] = [await this.widgets("sliders"), await this.widgets("boxes")];
    this.map = this.frames.lattice() ? buildMap(this.stage, this) : null;
    this.sliders.forEach((slider, k) => this.listen("change:value", () => this.moved(k), slider));
    this.boxes.forEach((box, k) => this.listen("change:value", () => this.typed(k), box));
    this.listen("change:shown", () => this.settle());
    const release = () => this.timer && this.settle();
    for (const name of ["pointerup", "mouseup"]) {
      document.addEventListener(name, release);
      this.leaving.push(() => document.removeEventListener(name, release));
    }
    this.sliders.forEach((_, k) => this.showNumber(k));
    this.leaving.push(() => clearTimeout(this.timer));
    return super.open();
  }
}
