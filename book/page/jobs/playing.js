// Train for as long as somebody watches. Python's twin is `Playing._run` in
// helpers/explorer/theatre/playing.py. What is remembered comes and goes with each job, so that
// whatever can be turned takes effect at the next step.

import { Sheet } from "../training/sheet.js";
import { breath } from "./breath.js";

const SLICE = 40; // milliseconds of training at a stretch
const PICTURE = 250; // at least so long between two pictures, and three times as long as one takes

const MOST = 4; // sessions that are kept: each new drawing is one

// By place: session and sheet, whose given parts never change, and when the next picture is due.
const made = new Map();

// args: `key`, `values` and `arrays` of the place; `memory` to go on from; `settings` for each step;
// `speed` in steps a second; `until` which step; `picture`, whether to draw one at the end.
export async function play({ nets, args, progress, stopped }, kind, draw) {
  const { key, values, arrays, memory, picture } = args;
  if (!made.has(key)) {
    if (made.size === MOST) made.delete(made.keys().next().value);
    const [session, sheet] = [new kind(values, nets), await Sheet.of(values.picture, arrays)];
    made.set(key, { session, sheet, due: 0 });
  }
  const kept = made.get(key);
  const { session, sheet } = kept;
  session.resume(memory);
  const rest = paced(breath);
  const show = async () => {
    await session.measure(rest);
    const png = await draw(sheet, arrays.colours, session, await session.look(rest));
    progress({ png, status: session.status });
  };
  try {
    await train(session, args, kept, { stopped, rest, show });
  } catch (error) {
    if (error.name !== "FloatingPointError") throw error;
    return { memory: session.memory, failed: error.message };
  }
  if (picture) await show();
  return { memory: session.memory };
}

async function train(session, { settings, speed, until }, kept, { stopped, rest, show }) {
  const slow = Number.isFinite(speed);
  while (session.steps < until && !stopped()) {
    const start = performance.now();
    await session.train(slow ? 1 : until - session.steps, SLICE, settings, rest);
    await breath();
    if (session.steps >= until || stopped()) return;
    if (performance.now() > kept.due || 1000 / speed > PICTURE) {
      const before = performance.now();
      await show();
      kept.due = performance.now() + Math.max(PICTURE, 3 * (performance.now() - before));
    }
    if (slow) await waited(1000 / speed - (performance.now() - start));
  }
}

// A breath now and then: one costs as much as a small step.
function paced(work) {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < SLICE / 2) return;
    await work();
    last = performance.now();
  };
}

const waited = (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
