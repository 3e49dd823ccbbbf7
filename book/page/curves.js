// Strokes as a density of the plane. Python's twins are `density` in
// helpers/explorer/drawing/strokes.py, `curve` in helpers/datasets/curves.py, and the units that a
// model learns from its samples.

const FEWEST = 200; // normals along a line

const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const lengthOf = (line) => line.slice(1).reduce((sum, b, k) => sum + apart(line[k], b), 0);

/** What `Mixture` is made of. Settings are those of the page that is drawn on. */
export function curve(strokes, bounds, { thickness, within, dot, longest }) {
  if (!strokes.length) throw new Empty();
  const least = (dot * thickness) / within;
  const lines = strokes.map((stroke) => (lengthOf(stroke) >= least ? stroke : short(stroke, least)));
  const length = lines.reduce((sum, line) => sum + lengthOf(line), 0);
  const sd = Math.max(thickness / within, length / longest);
  const count = Math.max(FEWEST, Math.ceil(length / sd));
  return { name: "curve", means: middles(lines, length, count).flat(), sd, bounds };
}

/** A dot, or what is shorter, as a short line drawn over and over. */
function short(stroke, least) {
  const middle = [0, 1].map((k) => {
    const values = stroke.map((corner) => corner[k]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });
  return [-1, 1, -1, 1].map((side) => [middle[0] + (side * least) / 6, middle[1]]);
}

/** The middles of `count` equal parts of all lines, one line after the other. */
function middles(lines, length, count) {
  const pieces = lines.flatMap((line) => line.slice(1).map((b, k) => [line[k], b]));
  let [piece, before] = [0, 0];
  return Array.from({ length: count }, (_, i) => {
    const at = (length * (i + 0.5)) / count;
    while (piece < pieces.length - 1 && before + apart(...pieces[piece]) < at) before += apart(...pieces[piece++]);
    const [a, b] = pieces[piece];
    const share = Math.min(1, (at - before) / apart(a, b));
    return a.map((value, k) => value + share * (b[k] - value));
  });
}

/** Mean and sd of points x1, x2, ..., and the nats that they add to a log density. */
export function unitsOf(x) {
  const count = x.length / 2;
  const sums = (change) => x.reduce((sum, value, i) => ((sum[i % 2] += change(value, i % 2)), sum), [0, 0]);
  const shift = sums((value) => value).map((sum) => sum / count);
  const scale = sums((value, k) => (value - shift[k]) ** 2).map((sum) => Math.sqrt(sum / count));
  return { shift, scale, volume: Math.fround(-Math.log(scale[0]) - Math.log(scale[1])) };
}

class Empty extends Error {
  constructor() {
    super(
      "DrawDensity expected a drawing; received an empty canvas. There is nothing to learn: draw a " +
        "stroke, or press Undo.",
    );
    this.name = "ValueError";
  }
}
