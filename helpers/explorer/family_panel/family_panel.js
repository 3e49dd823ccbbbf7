// The map of the field as buttons, four questions, three planes. The kernel sends every answer
// ahead of time, on grids; what lies between their places is worked out here.

const STEP = 0.05; // of points that the keys move
const [ORANGE, BLUE] = ["#D55E00", "#0072B2"];

// The map of the field: a column for each branch, a button for each family.
function buildMap(parent, families, choose) {
  const map = add(parent, "div", "field");
  const columns = {};
  return families.map((family, k) => {
    let column = columns[family.branch];
    if (!column) {
      column = columns[family.branch] = add(map, "div", "branch");
      column.setAttribute("role", "group");
      column.setAttribute("aria-label", family.branch);
      add(column, "div", "heading", family.branch);
    }
    return button(column, family.name, () => choose(k));
  });
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
  const { row: label, input: slider, put } = buildSlider(el, "way from noise to data", 1, 0.01);
  const status = add(el, "p", "status");
  status.setAttribute("role", "status");

  const redraw = onceAFrame(draw);
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
    put(way, `${Math.round(100 * way)} %`);
    const text = family.describe(question, way, a, b);
    if (status.textContent !== text) status.textContent = text;
    status.classList.toggle("refusal", Boolean(family.refusals[question]));
    codes.canvas.setAttribute("aria-label", `Noise and codes of ${family.name}.`);
    points.canvas.setAttribute("aria-label", `Points of ${family.name}. Arrow keys move the point. ${text}`);
    density.canvas.setAttribute("aria-label", `Density of ${family.name}: ${family.kind}. Arrow keys move the point.`);
  }


  const inside = (x) =>
    x.map((value, k) => Number(Math.min(bounds[k][1], Math.max(bounds[k][0], value)).toFixed(3)));

  for (const plane of [points, density]) {
    let held = "a";
    const { canvas } = plane;
    keepKeys(canvas).tabIndex = 0;
    canvas.className = "plane";
    const move = (event) => {
      if (model.get("question") > 0) go({ [held]: inside(plane.place(event)) });
    };
    onDrag(canvas, move, (event) => {
      const at = plane.place(event);
      const far = (key) => Math.hypot(...model.get(key).map((value, k) => value - at[k]));
      held = model.get("question") === 3 && far("b") < far("a") ? "b" : "a";
    });
    canvas.addEventListener("keydown", (event) => {
      const way = model.get("question") > 0 && arrow(event);
      if (!way) return;
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
