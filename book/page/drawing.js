// Shapes as distances: how far a point is from a shape's edge, negative inside. Python's twin is
// helpers/datasets/drawing.py, which does many pixels and pictures at once; here it is one point.

export const clip = (x, low, high) => Math.min(high, Math.max(low, x));

/** Math.hypot takes great care with huge numbers, and ten times as long. */
export const length = (x, y) => Math.sqrt(x * x + y * y);

export function ellipse([px, py], centre, [a, b], angle = 0) {
  const [x, y] = [px - centre[0], py - centre[1]];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [u, v] = [(x * cos + y * sin) / a, (y * cos - x * sin) / b];
  const inner = length(u, v) + 1e-6;
  const slope = length(u / a, v / b) + 1e-6;
  return (inner * (inner - 1)) / slope;
}

/** A thick line with round ends. */
export function capsule([px, py], start, end, width) {
  const [x, y] = [px - start[0], py - start[1]];
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const along = clip((x * dx + y * dy) / (dx * dx + dy * dy + 1e-9), 0, 1);
  return length(x - along * dx, y - along * dy) - width / 2;
}

/** What lies between two arcs that meet `half` to the left and to the right of the centre. */
export function lens([px, py], centre, half, top, bottom) {
  const [x, y] = [(px - centre[0]) / half, py - centre[1]];
  const steep = length(1, (2 * Math.max(Math.abs(top), Math.abs(bottom)) * x) / half);
  const arcs = Math.max(top * (1 - x * x) - y, y - bottom * (1 - x * x));
  return Math.max(arcs / steep, (Math.abs(x) - 1) * half);
}

/** Everything under a parabola. */
export function under([px, py], tip, bend) {
  const [x, y] = [px - tip[0], py - tip[1]];
  return (bend * x * x - y) / length(1, 2 * bend * x);
}

/** Where two shapes overlap, with round corners. */
export function rounded(a, b, radius) {
  const [u, v] = [a + radius, b + radius];
  return length(Math.max(u, 0), Math.max(v, 0)) + Math.min(Math.max(u, v), 0) - radius;
}

/** 0 up to `low`, 1 from `high` on, smooth between. */
export function step(t, low, high) {
  const s = clip((t - low) / (high - low), 0, 1);
  return s * s * (3 - 2 * s);
}

/** Colour `a` with a share of `b`. */
export const mix = (a, b, share) => a.map((level, c) => level + share * (b[c] - level));

export const times = (colour, share) => colour.map((level) => level * share);

/** The colour at `t` from 0 to 1 along a list of hexadecimal ones. */
export function along(palette, t) {
  const stops = palette.split(" ").map((colour) => colour.match(/../g).map((two) => parseInt(two, 16) / 255));
  const at = t * (stops.length - 1);
  const low = Math.min(Math.floor(at), stops.length - 2);
  return mix(stops[low], stops[low + 1], at - low);
}
