// Strokes on a canvas: how long, how far points scatter, what an eraser leaves, all in words.
// Python's twin is strokes.py.

const apart = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const onTheWay = (a, b, share) => a.map((value, k) => value + share * (b[k] - value));

function strokeLength(stroke) {
  return stroke.slice(1).reduce((sum, b, k) => sum + apart(stroke[k], b), 0);
}

// Length of a drawing, a dot's included, and sd of the points around it.
function spreadOf(strokes, { thickness, within, dot, longest }) {
  const least = (dot * thickness) / within;
  const length = strokes.reduce((sum, stroke) => sum + Math.max(least, strokeLength(stroke)), 0);
  return [length, Math.max(thickness / within, length / longest)];
}

function tellDrawing(strokes, settings) {
  if (!strokes.length) {
    return "Nothing is drawn. Press on the canvas and drag, or use arrow keys and Space.";
  }
  const [length, sd] = spreadOf(strokes, settings);
  const many = strokes.length === 1 ? "1 stroke" : `${strokes.length} strokes`;
  const soLong = sd > settings.thickness / settings.within ? ", as thin as a line so long can be" : "";
  return (
    `${many}, length ${length.toFixed(1)}. 95 % of the points lie within the thickness of the line, ` +
    `${(settings.within * sd).toFixed(2)}${soLong}.`
  );
}

// The part of the way from a to b that lies in a circle, [from, to] as shares of it, or null.
function insideCircle(a, b, centre, radius) {
  const [way, out] = [b.map((value, k) => value - a[k]), a.map((value, k) => value - centre[k])];
  const [square, half] = [way[0] ** 2 + way[1] ** 2, way[0] * out[0] + way[1] * out[1]];
  const root = half ** 2 - square * (out[0] ** 2 + out[1] ** 2 - radius ** 2);
  if (!(square > 0) || !(root > 0)) return null;
  const [from, to] = [-1, 1].map((sign) => (-half + sign * Math.sqrt(root)) / square);
  return to <= 0 || from >= 1 ? null : [Math.max(0, from), Math.min(1, to)];
}

// What is left of a stroke around a circle: one piece, several, or none.
function cutStroke(stroke, centre, radius) {
  const isOutside = apart(stroke[0], centre) > radius;
  if (stroke.length === 1) return isOutside ? [stroke] : [];
  const pieces = [];
  let piece = isOutside ? [stroke[0]] : [];
  stroke.slice(1).forEach((b, k) => {
    const inside = insideCircle(stroke[k], b, centre, radius);
    if (!inside) {
      if (piece.length) piece.push(b);
      return;
    }
    if (piece.length && inside[0] > 0) piece.push(onTheWay(stroke[k], b, inside[0]));
    if (piece.length > 1) pieces.push(piece);
    piece = inside[1] < 1 ? [onTheWay(stroke[k], b, inside[1]), b] : [];
  });
  return piece.length > 1 ? [...pieces, piece] : pieces;
}
