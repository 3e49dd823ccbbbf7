// The map of the field as buttons, four questions, three planes. The kernel sends every answer
// ahead of time, on grids; what lies between their places is worked out here.

const STEP = 0.05; // of points that the keys move
const [SAMPLE, CODE, BETWEEN] = [0, 2, 3]; // questions

// The map of the field: a column for each branch, a button for each family.
function buildMap(parent, families, choose) {
  const map = add(parent, "div", "field");
  const columns = {};
  return families.map(({ name, branch }, k) => {
    if (!columns[branch]) {
      const column = add(map, "div", "branch");
      column.setAttribute("role", "group");
      column.setAttribute("aria-label", branch);
      add(column, "div", "heading", branch);
      columns[branch] = add(column, "div", "boxes");
    }
    return button(columns[branch], name, () => choose(k));
  });
}

class FamilyPage extends Page {
  constructor(view) {
    super(view);
    this.families = this.get("families").map((sent) => new Family(sent, this.model));
    [this.noise, this.data] = [floats(this.get("noise")), floats(this.get("data"))];
    this.redraw = onceAFrame(() => this.draw());
    this.pictures = this.families.map((family) => this.loadMap(family.map));
    const choose = (family) => this.put({ family });
    this.boxes = buildMap(this.el, this.families, choose);
    const asked = add(this.el, "div", "questions");
    this.tabs = this.get("questions").map((text, question) =>
      button(asked, text, () => this.put({ question })),
    );
    this.addPlanes();
    this.slider = buildSlider(this.el, "way from noise to data", 1, 0.01);
    this.onSlide(this.slider, (way) => this.put({ way: tidy(way) }));
    this.addStatus();
  }

  // The picture of a density, or null for a family that has none.
  loadMap(png) {
    if (!png.byteLength) return null;
    const image = new Image();
    image.onload = this.redraw;
    showPng(image, png);
    this.leaving.push(() => URL.revokeObjectURL(image.src));
    return image;
  }

  addPlanes() {
    const [bounds, reach] = [this.get("bounds"), this.get("reach")];
    const [width, height] = bounds.map(([low, high]) => high - low);
    const wide = (reach * width) / height; // so that all planes have one shape
    const row = add(this.el, "div", "planes");
    this.codes = new Plane(row, "noise, codes", [[-wide, wide], [-reach, reach]]);
    this.points = new Plane(row, "samples on their way, over data in grey", bounds);
    this.density = new Plane(row, "", bounds);
    for (const plane of [this.points, this.density]) this.wire(plane);
  }

  // Points a and b can be moved on a plane of the data.
  wire(plane) {
    const { canvas } = plane;
    const asked = (question) => this.get("question") === question;
    const go = (key, x) => {
      const inside = x.map((value, k) => clamp(value, this.get("bounds")[k]).toFixed(3));
      this.put({ [key]: inside.map(Number) });
    };
    let held = "a";
    keepKeys(canvas).tabIndex = 0;
    canvas.className = "plane";
    const move = (event) => asked(SAMPLE) || go(held, plane.place(event));
    onDrag(canvas, move, (event) => {
      const at = plane.place(event);
      const far = (key) => Math.hypot(...this.get(key).map((value, k) => value - at[k]));
      held = asked(BETWEEN) && far("b") < far("a") ? "b" : "a";
    });
    canvas.addEventListener("keydown", (event) => {
      const way = !asked(SAMPLE) && arrow(event);
      if (!way) return;
      const key = event.shiftKey && asked(BETWEEN) ? "b" : "a";
      go(key, this.get(key).map((value, k) => value + STEP * way[k]));
    });
  }

  draw() {
    const { families, pictures, codes, points, density, data } = this;
    const [chosen, question] = [this.get("family"), this.get("question")];
    const family = families[chosen];
    codes.clear();
    points.clear();
    density.clear(pictures[chosen]);
    if (!pictures[chosen]) density.say("no density, so no map");
    density.caption.textContent = `density: ${family.kind}`;
    for (let k = 0; k < data.length; k += 2) points.dot([data[k], data[k + 1]], 1.5, "#bbb");
    if (question === SAMPLE) this.drawSamples(family);
    else if (!family.refusals[question]) {
      if (question === CODE) this.drawCode(family);
      if (question === BETWEEN) this.drawBetween(family);
    }
    for (const plane of [points, density]) {
      if (question === BETWEEN) plane.dot(this.get("b"), 7, BLUE, "#fff");
      if (question !== SAMPLE) plane.dot(this.get("a"), 7, ORANGE, "#fff");
    }
    this.tell(family, question);
  }

  drawSamples(family) {
    const { codes, points, noise } = this;
    const [way, colours] = [this.get("way"), this.get("colours")];
    colours.forEach((colour, i) => {
      codes.dot([noise[2 * i], noise[2 * i + 1]], 2.5, colour);
      if (i < 40) points.line(Array.from({ length: 21 }, (_, k) => family.at(i, (way * k) / 20)), "#8fb8d8", 0.7);
    });
    colours.forEach((colour, i) => points.dot(family.at(i, way), 2.5, colour));
  }

  drawCode(family) {
    const a = this.get("a");
    const again = family.inWindow(family.again, 2, a);
    this.points.line([a, again], INK, 1);
    this.points.dot(again, 4, "#fff", INK);
    this.codes.dot(family.code(a), 7, ORANGE, "#fff");
  }

  drawBetween(family) {
    const { codes, points, density } = this;
    const [a, b] = [this.get("a"), this.get("b")];
    const path = family.between(a, b);
    for (const plane of [points, density]) {
      plane.line(path, INK, 1);
      path.forEach((x) => plane.dot(x, 2.5, INK));
    }
    codes.line([family.code(a), family.code(b)], INK);
    codes.dot(family.code(b), 7, BLUE, "#fff");
    codes.dot(family.code(a), 7, ORANGE, "#fff");
  }

  tell(family, question) {
    const way = this.get("way");
    this.boxes.forEach((box, k) => box.setAttribute("aria-pressed", k === this.get("family")));
    this.tabs.forEach((tab, k) => {
      tab.setAttribute("aria-pressed", k === question);
      tab.classList.toggle("refused", Boolean(family.refusals[k]));
      tab.title = family.refusals[k];
    });
    this.slider.row.hidden = question !== SAMPLE;
    this.slider.put(way, `${Math.round(100 * way)} %`);
    const text = family.describe(question, way, this.get("a"), this.get("b"));
    this.say(text);
    this.status.classList.toggle("refusal", Boolean(family.refusals[question]));
    this.label(family, text);
  }

  label(family, text) {
    const name = ({ canvas }, words) => canvas.setAttribute("aria-label", words);
    name(this.codes, `Noise and codes of ${family.name}.`);
    name(this.points, `Points of ${family.name}. Arrow keys move the point. ${text}`);
    name(this.density, `Density of ${family.name}: ${family.kind}. Arrow keys move the point.`);
  }

  replied() {
    this.draw();
  }

  open() {
    this.listen("change:family change:question change:way change:a change:b", this.redraw);
    return super.open();
  }
}

export default { render: (view) => new FamilyPage(view).open() };
