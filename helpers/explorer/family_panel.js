// The map of the field as buttons, four questions, three planes. The kernel sends every answer
// ahead of time, on grids; what lies between their places is worked out here.

const WIDE = 290; // pixels of a plane
const STOPS = 41; // between two points
const STEP = 0.05; // of points that the keys move
const BRANCHES = {
  tractable: "explicit, tractable",
  approximate: "explicit, approximate",
  implicit: "implicit",
};
const [INK, ORANGE, BLUE] = ["#333333", "#D55E00", "#0072B2"];

function add(parent, tag, className = "", text = "") {
  const node = parent.appendChild(document.createElement(tag));
  node.className = className;
  node.textContent = text;
  return node;
}

function floats(view) {
  return new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

const pair = (x) => `(${x[0].toFixed(2)}, ${x[1].toFixed(2)})`;

// A value of a grid, row by row, between its places; `size` numbers at each place.
function read(grid, side, size, bounds, x) {
  const [u, v] = bounds.map(([low, high], k) => {
    return Math.min(1, Math.max(0, (x[k] - low) / (high - low))) * (side - 1);
  });
  const [column, row] = [u, v].map((tick) => Math.min(side - 2, Math.floor(tick)));
  const [right, up] = [u - column, v - row];
  return Array.from({ length: size }, (_, k) => {
    const at = (r, c) => grid[((row + r) * side + column + c) * size + k];
    const below = (1 - right) * at(0, 0) + right * at(0, 1);
    return (1 - up) * below + up * ((1 - right) * at(1, 0) + right * at(1, 1));
  });
}

class Family {
  constructor(sent, model) {
    Object.assign(this, sent, { model });
    for (const key of ["log_p", "codes", "again", "decoded", "states"]) this[key] = floats(sent[key]);
    this.true_p = floats(model.get("truth"));
  }

  inWindow(grid, size, x) {
    return read(grid, this.model.get("side"), size, this.model.get("bounds"), x);
  }

  // Where point i is after a share of its way.
  at(i, way) {
    const place = way * (this.stops - 1);
    const k = Math.min(this.stops - 2, Math.floor(place));
    const from = (i * this.stops + k) * 2;
    const share = place - k;
    return [0, 1].map((j) => (1 - share) * this.states[from + j] + share * this.states[from + 2 + j]);
  }

  code(x) {
    return this.inWindow(this.codes, 2, x);
  }

  between(a, b) {
    const [first, last] = [this.code(a), this.code(b)];
    const reach = this.model.get("reach");
    const square = [[-reach, reach], [-reach, reach]];
    return Array.from({ length: STOPS }, (_, n) => {
      const z = [0, 1].map((k) => first[k] + (n / (STOPS - 1)) * (last[k] - first[k]));
      return read(this.decoded, this.model.get("side"), 2, square, z);
    });
  }

  describe(question, way, a, b) {
    if (this.refusals[question]) return this.refusals[question];
    if (question === 0) {
      const times = this.evaluations === 1 ? "evaluation" : "evaluations, one after the other,";
      return (
        `${Math.round(100 * way)} % of the way from noise to data. One sample takes ` +
        `${this.evaluations} ${times} of a network.`
      );
    }
    if (question === 1) {
      const [own, truth] = [this.log_p, this.true_p].map((grid) => this.inWindow(grid, 1, a)[0].toFixed(2));
      return `At ${pair(a)}: ${this.kind}: ${own} nats. The truth: ${truth} nats.`;
    }
    if (question === 2) {
      const again = this.inWindow(this.again, 2, a);
      const off = Math.hypot(a[0] - again[0], a[1] - again[1]).toFixed(2);
      return `${pair(a)} has the code ${pair(this.code(a))}. Decoded again it is ${off} away.`;
    }
    const path = this.between(a, b);
    const least = Math.min(...path.map((x) => this.inWindow(this.true_p, 1, x)[0]));
    return (
      `From ${pair(a)} to ${pair(b)} on a straight line between their codes. Half-way it decodes to ` +
      `${pair(path[(STOPS - 1) / 2])}. Least true log p(x) on the way: ${least.toFixed(1)} nats.`
    );
  }
}

// A window of the plane to draw on, with a caption.
class Plane {
  constructor(parent, caption, bounds) {
    const figure = add(parent, "figure");
    this.caption = add(figure, "figcaption", "", caption);
    this.canvas = add(figure, "canvas");
    this.bounds = bounds;
    const [width, height] = bounds.map(([low, high]) => high - low);
    this.size = [WIDE, Math.round((WIDE * height) / width)];
    const zoom = Math.max(1, window.devicePixelRatio || 1);
    [this.canvas.width, this.canvas.height] = this.size.map((pixels) => pixels * zoom);
    [this.canvas.style.width, this.canvas.style.height] = this.size.map((pixels) => `${pixels}px`);
    this.pen = this.canvas.getContext("2d");
    this.pen.scale(zoom, zoom);
    this.canvas.setAttribute("role", "img");
  }

  px(x) {
    const shares = x.map((value, k) => (value - this.bounds[k][0]) / (this.bounds[k][1] - this.bounds[k][0]));
    return [shares[0] * this.size[0], (1 - shares[1]) * this.size[1]];
  }

  place(event) {
    const box = this.canvas.getBoundingClientRect();
    const shares = [(event.clientX - box.left) / box.width, (box.bottom - event.clientY) / box.height];
    return shares.map((share, k) => this.bounds[k][0] + share * (this.bounds[k][1] - this.bounds[k][0]));
  }

  clear(picture) {
    this.pen.clearRect(0, 0, ...this.size);
    if (picture) this.pen.drawImage(picture, 0, 0, ...this.size);
  }

  dot(x, radius, colour, edge = null) {
    this.pen.beginPath();
    this.pen.arc(...this.px(x), radius, 0, 2 * Math.PI);
    this.pen.fillStyle = colour;
    this.pen.fill();
    if (!edge) return;
    this.pen.strokeStyle = edge;
    this.pen.lineWidth = 2;
    this.pen.stroke();
  }

  line(points, colour, width = 2) {
    this.pen.beginPath();
    points.forEach((x, k) => this.pen[k ? "lineTo" : "moveTo"](...this.px(x)));
    this.pen.strokeStyle = colour;
    this.pen.lineWidth = width;
    this.pen.stroke();
  }

  say(text) {
    this.pen.fillStyle = INK;
    this.pen.font = "13px system-ui, sans-serif";
    this.pen.fillText(text, 12, 24);
  }
}

// The map of the field: a column for each branch, a button for each family.
function buildMap(parent, families, choose) {
  const map = add(parent, "div", "field");
  const columns = {};
  return families.map((family, k) => {
    let column = columns[family.branch];
    if (!column) {
      column = columns[family.branch] = add(map, "div", "branch");
      column.setAttribute("role", "group");
      column.setAttribute("aria-label", BRANCHES[family.branch] ?? family.branch);
      add(column, "div", "heading", BRANCHES[family.branch] ?? family.branch);
    }
    return button(column, family.name, () => choose(k));
  });
}

function button(parent, text, act) {
  const node = add(parent, "button", "", text);
  node.type = "button";
  node.addEventListener("click", act);
  return node;
}

function render({ model, el }) {
  const families = model.get("families").map((sent) => new Family(sent, model));
  const [bounds, reach] = [model.get("bounds"), model.get("reach")];
  const [noise, data, colours] = [floats(model.get("noise")), floats(model.get("data")), model.get("colours")];
  const go = (changes) => {
    model.set(changes);
    model.save_changes();
  };

  const boxes = buildMap(el, families, (family) => go({ family }));
  const asked = add(el, "div", "questions");
  const tabs = model.get("questions").map((text, question) => button(asked, text, () => go({ question })));
  const row = add(el, "div", "planes");
  const square = [[-reach, reach], [-reach, reach]];
  const codes = new Plane(row, "noise, codes", square);
  const points = new Plane(row, "samples on their way, over data in grey", bounds);
  const density = new Plane(row, "", bounds);
  const label = add(el, "label", "", "noise to data");
  const slider = add(label, "input");
  Object.assign(slider, { type: "range", min: 0, max: 1, step: 0.01 });
  slider.dataset.lmSuppressShortcuts = "true"; // JupyterLab takes arrow keys to other cells
  slider.setAttribute("aria-label", "way from noise to data");
  const status = add(el, "p", "status");
  status.setAttribute("role", "status");

  const pictures = families.map((family) => {
    if (!family.map.byteLength) return null;
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([family.map], { type: "image/png" }));
    image.onload = redraw;
    return image;
  });

  function handles(plane, question) {
    const [a, b] = [model.get("a"), model.get("b")];
    if (question === 3) plane.dot(b, 7, BLUE, "#fff");
    if (question > 0) plane.dot(a, 7, ORANGE, "#fff");
  }

  function draw() {
    const [family, question, way] = [families[model.get("family")], model.get("question"), model.get("way")];
    const [a, b, refused] = [model.get("a"), model.get("b"), family.refusals[question]];
    codes.clear();
    points.clear();
    density.clear(pictures[model.get("family")]);
    if (!pictures[model.get("family")]) density.say("no density, so no map");
    density.caption.textContent = `density: ${family.kind}`;
    for (let k = 0; k < data.length; k += 2) points.dot([data[k], data[k + 1]], 1.5, "#bbb");
    if (question === 0) {
      colours.forEach((colour, i) => {
        codes.dot([noise[2 * i], noise[2 * i + 1]], 2.5, colour);
        if (i < 40) points.line(Array.from({ length: 21 }, (_, k) => family.at(i, (way * k) / 20)), "#8fb8d8", 0.7);
      });
      colours.forEach((colour, i) => points.dot(family.at(i, way), 2.5, colour));
    } else if (!refused && question === 2) {
      const again = family.inWindow(family.again, 2, a);
      points.line([a, again], INK, 1);
      points.dot(again, 4, "#fff", INK);
      codes.dot(family.code(a), 7, ORANGE, "#fff");
    } else if (!refused && question === 3) {
      const path = family.between(a, b);
      for (const plane of [points, density]) {
        plane.line(path, INK, 1);
        path.forEach((x) => plane.dot(x, 2.5, INK));
      }
      codes.line([family.code(a), family.code(b)], INK);
      codes.dot(family.code(b), 7, BLUE, "#fff");
      codes.dot(family.code(a), 7, ORANGE, "#fff");
    }
    [points, density].forEach((plane) => handles(plane, question));
    tell(family, question, way, a, b);
  }

  function tell(family, question, way, a, b) {
    boxes.forEach((box, k) => box.setAttribute("aria-pressed", k === model.get("family")));
    tabs.forEach((tab, k) => {
      tab.setAttribute("aria-pressed", k === question);
      tab.classList.toggle("refused", Boolean(family.refusals[k]));
      tab.title = family.refusals[k];
    });
    label.hidden = question !== 0;
    slider.value = way;
    slider.setAttribute("aria-valuetext", `${Math.round(100 * way)} %`);
    const text = family.describe(question, way, a, b);
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("refusal", Boolean(family.refusals[question]));
    codes.canvas.setAttribute("aria-label", `Noise and codes of ${family.name}.`);
    points.canvas.setAttribute("aria-label", `Points of ${family.name}. Arrow keys move the point. ${text}`);
    density.canvas.setAttribute("aria-label", `Density of ${family.name}: ${family.kind}. Arrow keys move the point.`);
  }

  // At most one picture for each frame of the display.
  let waiting = false;
  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  }

  const inside = (x) =>
    x.map((value, k) => Number(Math.min(bounds[k][1], Math.max(bounds[k][0], value)).toFixed(3)));

  for (const plane of [points, density]) {
    let held = "a";
    const { canvas } = plane;
    canvas.tabIndex = 0;
    canvas.className = "plane";
    canvas.dataset.lmSuppressShortcuts = "true";
    const move = (event) => {
      if (event.buttons & 1 && model.get("question") > 0) go({ [held]: inside(plane.place(event)) });
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      const at = plane.place(event);
      const far = (key) => Math.hypot(...model.get(key).map((value, k) => value - at[k]));
      held = model.get("question") === 3 && far("b") < far("a") ? "b" : "a";
      move(event);
    });
    canvas.addEventListener("pointermove", move);
    canvas.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
      if (!way || model.get("question") === 0) return;
      event.preventDefault(); // of scrolling the notebook
      const key = event.shiftKey && model.get("question") === 3 ? "b" : "a";
      go({ [key]: inside(model.get(key).map((value, k) => value + STEP * way[k])) });
    });
  }
  slider.addEventListener("input", () => go({ way: Number(Number(slider.value).toFixed(2)) }));

  const changes = "change:family change:question change:way change:a change:b";
  model.on(changes, redraw);
  draw();
  return () => {
    model.off(changes, redraw);
    pictures.forEach((image) => image && URL.revokeObjectURL(image.src));
  };
}

export default { render };
