// The map of a 2-D latent space: decoded pictures side by side, codes of real images, a marker.

const TILES = 15; // their centres fall on slider positions, for 31 and for 61 of them
const SIDE = 300;
// Okabe and Ito's palette for colour-blind readers, and three of Paul Tol's to make ten.
const COLOURS = [
  "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2",
  "#d55e00", "#cc79a7", "#dddddd", "#882255", "#ddcc77",
];

function drawTiles(canvas, frames, positions) {
  const [height, width] = frames.model.get("shape");
  const tile = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  const side = canvas.width / TILES;
  const place = (t) => Math.round(((t + 0.5) / TILES) * (positions - 1));
  for (let i = 0; i < TILES; i++) {
    for (let j = 0; j < TILES; j++) {
      paint(tile, frames.plane(frames.lattice(), place(i), place(j)));
      context.drawImage(tile, i * side, (TILES - 1 - j) * side, side, side);
    }
  }
}

function drawDots(canvas, { codes, labels }, reach) {
  const context = canvas.getContext("2d");
  const scale = (value) => ((value + reach) / (2 * reach)) * canvas.width;
  context.fillStyle = "rgba(0, 0, 0, 0.35)";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = "rgba(0, 0, 0, 0.8)";
  codes.forEach(([x, y], i) => {
    context.beginPath();
    context.arc(scale(x), canvas.height - scale(y), 6, 0, 2 * Math.PI);
    context.fillStyle = COLOURS[(labels[i] ?? 1) % COLOURS.length];
    context.fill();
    context.stroke();
  });
}

function addLegend(parent, names) {
  const legend = add(parent, "figcaption", "legend");
  names.forEach((name, i) => {
    const entry = add(legend, "span");
    add(entry, "i").style.background = COLOURS[i % COLOURS.length];
    entry.append(name);
  });
}

// On a page with `frames` and two `sliders`.
function buildMap(parent, page) {
  const { model, frames, sliders } = page;
  const figure = add(parent, "figure");
  add(figure, "figcaption", "", "map: z 0 to the right, z 1 upwards; drag");
  const area = keepKeys(add(figure, "div", "map"));
  const canvas = Object.assign(add(area, "canvas"), { width: 2 * SIDE, height: 2 * SIDE });
  const marker = add(area, "div", "marker");
  const dots = model.get("dots");
  area.tabIndex = 0;
  area.setAttribute("role", "application");
  area.setAttribute("aria-label", "Map of the latent space. Arrow keys move the point.");
  if (dots.names?.length) addLegend(figure, dots.names);

  // Moves both sliders to the nearest of their positions.
  function go(values) {
    const [reach, step] = [model.get("reach"), page.step()];
    values.forEach((value, k) => {
      const place = clamp(Math.round((value + reach) / step), [0, model.get("positions") - 1]);
      sliders[k].set("value", tidy(place * step - reach));
      sliders[k].save_changes();
    });
  }

  onDrag(area, (event) => go(shares(event, area).map((part) => (2 * part - 1) * model.get("reach"))));
  area.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (way) go(way.map((part, k) => sliders[k].get("value") + part * page.step()));
  });

  let painted = null;
  return {
    paint() {
      if (painted === model.get("lattice")) return;
      painted = model.get("lattice");
      drawTiles(canvas, frames, model.get("positions"));
      if (dots.codes) drawDots(canvas, dots, model.get("reach"));
    },
    mark(z) {
      const reach = model.get("reach");
      const [x, y] = z.map((value) => (100 * (value + reach)) / (2 * reach));
      marker.style.transform = `translate(${x}cqw, ${100 - y}cqh)`;
    },
  };
}

