// Where a figure of matplotlib has its ticks, and how it writes them. Twins of its MaxNLocator with
// automatic ticks and of its ScalarFormatter, for axes as the training theatre has them.

import { format } from "../format.js";

const STEPS = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20];
const LEAST = 2; // ticks in sight
const CLOSE = 1e-10;

/** Ticks at round numbers, some just out of sight; `most` pieces of the range at most. */
export function ticks(low, high, most) {
  const scale = 10 ** Math.floor(Math.log10((high - low) / most));
  const raw = (high - low) / most / scale;
  const last = STEPS.findIndex((step) => step >= raw);
  for (let k = last; k >= 0; k--) {
    const step = STEPS[k] * scale;
    const first = Math.floor(low / step);
    const [from, to] = [Math.floor(low / step - first + CLOSE), Math.ceil((high / step) - first - CLOSE)];
    const found = Array.from({ length: to - from + 1 }, (_, i) => (first + from + i) * step);
    if (found.filter((tick) => low <= tick && tick <= high).length >= LEAST || k === 0) return found;
  }
}

/** Decimals enough to tell such ticks apart. */
export function labels(found) {
  const range = Math.max(...found) - Math.min(...found);
  const order = Math.floor(Math.log10(range));
  const near = 1e-3 * 10 ** order;
  let digits = Math.max(0, 3 - order);
  const isEnough = (many) => found.every((tick) => Math.abs(tick - Number(tick.toFixed(many))) < near);
  while (digits >= 0 && isEnough(digits)) digits -= 1;
  return found.map((tick) => format(Math.abs(tick) < CLOSE * range ? 0 : tick, `.${digits + 1}f`).replace("-", "\u2212"));
}

/** The limits of an axis that holds these values with a margin of a twentieth. */
export function limits(values) {
  if (!values.length) return [0, 1];
  let [low, high] = [Math.min(...values), Math.max(...values)];
  if (high - low <= 1e-15 * Math.max(Math.abs(low), Math.abs(high))) {
    const aside = low === 0 && high === 0 ? 0.05 : 0.05 * Math.abs(low);
    [low, high] = [low - aside, high + aside];
  }
  const margin = 0.05 * (high - low);
  return [low - margin, high + margin];
}
