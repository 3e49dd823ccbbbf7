// Sliders and the pictures they move. The kernel sends every position of every slider ahead of
// time; while one is dragged the page picks pictures, words and the mark on the curves by itself.

class StripPage extends Page {
  constructor(view) {
    super(view);
    const root = add(this.el, "div", "strips");
    const row = add(root, "div", "pictures");
    const curves = this.get("scores").length > 0;
    const colours = curves ? this.get("colours") : [];
    this.stills = this.get("stills").map((name) => this.addPicture(row, name));
    this.moving = this.get("titles").map((name, i) => this.addPicture(row, name, colours[i]));
    const below = add(root, "div", "below");
    this.ticks = this.get("ticks");
    this.digits = this.ticks.every(Number.isInteger) ? 0 : 2;
    this.sliders = this.get("names").map((name) => buildSlider(below, name, this.ticks.length - 1));
    this.chart = curves ? buildChart(root, this.model) : null;
    this.addStatus(root);
    this.places = [];
    this.last = 0; // the slider that moved last
    this.sliders.forEach((slider, k) => this.wire(slider, k));
  }

  addPicture(row, caption, colour) {
    const [height, width] = this.get("shape");
    const { title, canvas } = pictureFigure(row, "", [height, width]);
    if (colour) add(title, "i").style.background = colour;
    title.append(caption);
    canvas.setAttribute("aria-label", caption);
    return sized(canvas, this.get("side"), (this.get("side") * height) / width);
  }

  wire(slider, k) {
    const slide = (place) => {
      [this.places[k], this.last] = [place, k];
      this.draw();
    };
    this.onSlide(slider, slide, () => this.ask({ places: [...this.places] }));
  }

  picture(name, at) {
    const size = this.get("shape").reduce((a, b) => a * b);
    return bytesOf(this.get(name)).subarray(at * size, (at + 1) * size);
  }

  // Whether the strip of a slider was made for where the others stand.
  fresh(k) {
    return this.places.every((place, i) => i === k || place === this.get("around")[i]);
  }

  draw() {
    const { last, places, moving, ticks } = this;
    this.sliders.forEach((slider, k) => slider.put(places[k], tidy(ticks[places[k]]).toFixed(this.digits)));
    if (!this.fresh(last)) return; // the kernel is on its way
    const at = (last * ticks.length + places[last]) * moving.length;
    moving.forEach((canvas, i) => paint(canvas, this.picture("frames", at + i)));
    if (this.chart) this.chart.mark(places[0] / (ticks.length - 1));
    this.say(this.get("texts")[last]?.[places[last]] ?? "");
  }

  replied() {
    if (!this.waiting) this.places = [...this.get("places")]; // or it has moved on meanwhile
    this.stills.forEach((canvas, i) => paint(canvas, this.picture("still_frames", i)));
    if (this.chart) this.chart.draw();
    this.draw();
  }
}

export default { render: (view) => new StripPage(view).open() };
