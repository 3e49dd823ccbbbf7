// The picture of the training theatre. Python's twins are `Picture` in helpers/explorer/theatre/stage.py
// and `reshade` in helpers/figures/maps.py.

import { BLUE, INK, ORANGE } from "./sheet.js";
import { limits } from "./ticks.js";

const NATS = 5;

/** Samples over the truth, the density, curves. */
export async function draw(sheet, colours, session, { samples, logP }) {
  const histories = [session.objectives, session.kls];
  sheet.clear();
  if (session.values.shown) shadeTruth(sheet, session);
  if (logP) sheet.shade(shares(logP), session.values.side, sheet.map, [0, 1], colours);
  sheet.dots(samples, sheet.samples, sheet.bounds, 7, ORANGE);
  sheet.curves.forEach((frame, k) => curve(sheet, frame, histories[k], k === 1));
  return sheet.png();
}

/** The truth in greys pale enough for points on top: Python's twin is `shade_truth`. */
function shadeTruth(sheet, { truthOnGrid, values: { shown } }) {
  const { side, nats, greys } = shown;
  const top = truthOnGrid.reduce((a, b) => Math.max(a, b));
  const values = truthOnGrid.map((value) => Math.max(value, top - nats));
  sheet.shade(values, side, sheet.samples, [top - nats, top + 1.5 * nats], greys);
}

/** Shares from `NATS` below the top to the top; what is not a number is white. */
function shares(logP) {
  const finite = logP.filter(Number.isFinite);
  const top = finite.length ? finite.reduce((a, b) => Math.max(a, b)) : 0;
  const share = (value) => Math.min(1, Math.max(0, (value - top + NATS) / NATS));
  return logP.map((value) => (Number.isNaN(value) ? 0 : share(value)));
}

function curve(sheet, frame, history, fromNought) {
  const points = history.filter(([, value]) => Number.isFinite(value));
  const smoothed = smooth(points.map(([, value]) => value));
  const right = Math.max(10, points.at(-1)?.[0] ?? 10);
  const values = points.length ? [...points.map(([, value]) => value), ...smoothed, ...(fromNought ? [0] : [])] : [];
  const [low, high] = limits(values);
  const [left, top, width, height] = frame;
  const at = (step, value) => [left + (width * step) / right, top + (height * (high - value)) / (high - low)];
  sheet.inside(frame, () => {
    if (fromNought) sheet.line([at(0, 0), at(right, 0)], INK, 1, 1, [3.7, 1.6]);
    sheet.line(points.map((point) => at(...point)), BLUE, 1, 0.3);
    sheet.line(points.map(([step], i) => at(step, smoothed[i])), BLUE, 1.8);
  });
  sheet.axes(frame, [0, right], [low, high]);
}

/** Running mean over the last tenth or so of what came before. */
function smooth(values, near = 10) {
  const sums = [0];
  for (const value of values) sums.push(sums.at(-1) + value);
  return values.map((_, i) => {
    const end = i + 1;
    const start = end - Math.min(5 * near, Math.max(1, Math.floor(end / near)));
    return (sums[end] - sums[start]) / (end - start);
  });
}
