// The picture of forger and critic. Python's twin is `Arena` in helpers/explorer/theatre/arena.py.

import { BLUE, ORANGE } from "./sheet.js";

const LIMIT = 4;
const ALPHA = 0.85;

export async function draw(sheet, colours, session, { samples, realness }) {
  const { bounds } = sheet;
  sheet.clear();
  const values = realness.map((value) => (Number.isFinite(value) ? value : Math.sign(value) * LIMIT || 0));
  sheet.shade(values, session.values.side, sheet.map, [-LIMIT, LIMIT], colours, ALPHA);
  sheet.dots(samples, sheet.map, bounds, 4, "#222222");
  sheet.dots(samples, sheet.samples, bounds, 7, ORANGE);
  const [frame] = sheet.curves;
  const [left, top, width, height] = frame;
  const right = Math.max(10, session.accuracies.at(-1)[0]);
  const points = session.accuracies.map(([round, share]) => [left + (width * round) / right, top + height * (1 - share)]);
  sheet.inside(frame, () => sheet.line(points, BLUE, 1.8));
  sheet.axes(frame, [0, right], [0, 1], { x: true });
  return sheet.png();
}
