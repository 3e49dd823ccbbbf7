// What one draws with: brush or eraser, how thick, in which grey or colour.

const hexOf = (ink) => `#${ink.map((level) => level.toString(16).padStart(2, "0")).join("")}`;
const inkOf = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

class Tools {
  constructor(parent, { ground, inks, changed }) {
    Object.assign(this, { ground, changed, erases: false });
    this.node = add(parent, "div", "tools");
    const row = add(this.node, "div", "kinds");
    this.brush = button(row, "Brush", () => this.take(false));
    this.eraser = button(row, "Eraser", () => this.take(true));
    this.row = row;
    this.wide = buildSlider(this.node, "thickness", 12, 0.5);
    this.wide.input.min = 1;
    this.slide(this.wide, 4, (value) => `${value} px`);
    if (inks.length) this.addColours(inks);
    else this.addGrey();
    this.take(false);
  }

  slide(slider, value, words) {
    const put = (value) => slider.put(value, words(value));
    slider.input.addEventListener("input", () => {
      put(slider.input.value);
      this.changed();
    });
    put(value);
  }

  addGrey() {
    this.grey = buildSlider(this.node, "grey level", 255);
    this.grey.row.classList.add("grey");
    this.slide(this.grey, 200, (value) => value);
    this.grey.input.addEventListener("input", () => this.take(false));
  }

  // The colours of the real pictures, and one's own.
  addColours(inks) {
    const row = add(this.node, "div", "inks");
    add(row, "span", "", "colour");
    this.inks = inks.map((ink) => {
      const node = button(row, "", () => this.choose(hexOf(ink)));
      node.style.background = hexOf(ink);
      node.setAttribute("aria-label", `colour ${hexOf(ink)}`);
      return node;
    });
    this.own = keepKeys(add(row, "input"));
    this.own.type = "color";
    this.own.setAttribute("aria-label", "another colour");
    this.own.addEventListener("input", () => this.choose(this.own.value));
    this.choose(hexOf(inks[0]));
  }

  choose(hex) {
    this.own.value = hex;
    for (const node of this.inks) node.setAttribute("aria-pressed", node.getAttribute("aria-label") === `colour ${hex}`);
    this.take(false);
  }

  take(erases) {
    this.erases = erases;
    this.brush.setAttribute("aria-pressed", !erases);
    this.eraser.setAttribute("aria-pressed", erases);
    this.changed();
  }

  get thickness() {
    return Number(this.wide.input.value);
  }

  get ink() {
    if (this.erases) return this.ground;
    return this.grey ? [Number(this.grey.input.value)] : inkOf(this.own.value);
  }
}

