// Two maps of the plane with a point on each. While it is dragged, the page reads both answers
// from a grid that the kernel sent once.

class PlanePage extends Page {
  constructor(view) {
    super(view);
    [this.second, this.logP] = [floats(this.get("second")), floats(this.get("log_p"))];
    const row = add(this.el, "div", "maps");
    this.markers = this.get("maps").map((png, k) => this.addMap(row, png, this.get("captions")[k]));
    this.addStatus();
  }

  addMap(row, png, caption) {
    const figure = add(row, "figure");
    add(figure, "figcaption", "", caption);
    const area = keepKeys(add(figure, "div", "map"));
    const image = Object.assign(add(area, "img"), { alt: "", draggable: false });
    showPng(image, png);
    this.leaving.push(() => URL.revokeObjectURL(image.src));
    area.tabIndex = 0;
    area.setAttribute("role", "application");
    area.setAttribute("aria-label", `${caption}. Arrow keys move the point.`);
    onDrag(area, (event) => this.go(placeIn(this.get("bounds"), shares(event, area))));
    area.addEventListener("keydown", (event) => {
      const way = arrow(event);
      if (way) this.go(this.point().map((value, k) => value + 2 * this.get("step") * way[k]));
    });
    return add(area, "div", "marker");
  }

  point() {
    return [this.get("x1"), this.get("x2")];
  }

  go(x) {
    const [bounds, step] = [this.get("bounds"), this.get("step")];
    const [x1, x2] = x.map((value, k) => tidy(Math.round(clamp(value, bounds[k]) / step) * step));
    this.put({ x1, x2 });
  }

  replied() {
    const x = this.point();
    const [right, up] = shareOf(this.get("bounds"), x).map((share) => 100 * share);
    this.boxes.forEach((box, k) => box.set("value", tidy(x[k]))); // in the page only: no message
    for (const marker of this.markers) marker.style.transform = `translate(${right}cqw, ${-up}cqh)`;
    this.say(this.words(x));
  }

  // Python's twin is Readings.describe.
  words(x) {
    const side = this.get("side");
    const [column, row] = shareOf(this.get("bounds"), x).map((share) =>
      clamp(Math.floor(share * (side - 1) + 0.5), [0, side - 1]),
    );
    const [p, density] = [this.second, this.logP].map((grid) => grid[row * side + column]);
    const sure = Math.max(p, 1 - p);
    const share = sure > 0.9995 ? "more than 99.9 %" : `${(100 * sure).toFixed(1)} %`;
    const [rare, least] = this.get("levels");
    const [usual, seldom, never] = this.get("familiarity");
    const familiar = density >= rare ? usual : density >= least ? seldom : never;
    return (
      `Classifier: ${share} sure of ${this.get("names")[p >= 0.5 ? 1 : 0]}. ` +
      `Density: log p(x) = ${density.toFixed(1)} nats, ${familiar}.`
    );
  }

  typed(k) {
    const value = this.boxes[k].get("value");
    if (!near(value, this.point()[k])) this.put({ [`x${k + 1}`]: value });
  }

  async open() {
    this.boxes = await this.widgets("boxes");
    this.boxes.forEach((box, k) => this.listen("change:value", () => this.typed(k), box));
    this.listen("change:x1 change:x2", () => this.replied());
    return super.open();
  }
}

export default { render: (view) => new PlanePage(view).open() };
