// Small functions of Python and NumPy that status lines are made with.

import { format } from "./format.js";

/** The nearest whole number, of two the even one: Python's round(x) and np.round(x). */
export function roundEven(x) {
  const low = Math.floor(x);
  const rest = x - low;
  const isUp = rest > 0.5 || (rest === 0.5 && low % 2 !== 0);
  return isUp ? low + 1 : low;
}

/** Python's round(x, digits): the decimal nearest to the exact value. */
export function round(x, digits) {
  return Number.isFinite(x) ? Number(format(x, `.${digits}f`)) : x;
}

/** np.round(values, digits), which multiplies, rounds and divides, in the type of the array. */
export function rounded(values, digits) {
  const unit = 10 ** digits;
  const typed = values instanceof Float32Array ? Math.fround : Number;
  return values.map((x) => typed(roundEven(typed(x * unit)) / unit));
}

/** np.median. */
export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  const typed = values instanceof Float32Array ? Math.fround : Number;
  if (sorted.length % 2) return sorted[half];
  return typed(typed(sorted[half - 1] + sorted[half]) / 2);
}

/** np.sum of numbers that lie side by side, added in NumPy's order: the same to the last bit. */
export function sum(values) {
  const typed = values instanceof Float32Array ? Math.fround : Number;
  return pairwise(values, 0, values.length, typed);
}

/** np.mean of numbers that lie side by side. */
export function mean(values) {
  const typed = values instanceof Float32Array ? Math.fround : Number;
  return typed(sum(values) / values.length);
}

/** Halves are added apart, 128 numbers in eight columns: errors grow with the log of the length. */
function pairwise(values, from, n, typed) {
  if (n > 128) {
    const half = (n >> 1) - ((n >> 1) % 8);
    const left = pairwise(values, from, half, typed);
    return typed(left + pairwise(values, from + half, n - half, typed));
  }
  const whole = n - (n % 8);
  let total = n < 8 ? -0 : columns(values, from, whole, typed);
  for (let i = n < 8 ? 0 : whole; i < n; i++) total = typed(total + values[from + i]);
  return total;
}

function columns(values, from, n, typed) {
  const c = Array.from(values.slice(from, from + 8));
  for (let i = 8; i < n; i++) c[i % 8] = typed(c[i % 8] + values[from + i]);
  const add = (a, b) => typed(a + b);
  return add(
    add(add(c[0], c[1]), add(c[2], c[3])),
    add(add(c[4], c[5]), add(c[6], c[7])),
  );
}

/** The rank correlation of two lists, scipy.stats.spearmanr; ties share their mean rank. */
export function spearman(a, b) {
  const [x, y] = [deviations(ranks(a)), deviations(ranks(b))];
  const dot = (u, v) => u.reduce((total, value, i) => total + value * v[i], 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

function ranks(values) {
  const list = Array.from(values);
  const count = (isCounted) => list.filter(isCounted).length;
  return list.map((x) => count((y) => y < x) + (count((y) => y === x) + 1) / 2);
}

function deviations(values) {
  const middle = values.reduce((total, x) => total + x, 0) / values.length;
  return values.map((x) => x - middle);
}
