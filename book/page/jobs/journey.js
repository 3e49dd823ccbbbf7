// From noise to pictures in Euler steps, with or without a nudge. Python's twin is
// `Guidance.trajectory` in helpers/approximate/guidance.py.

import { breath } from "./breath.js";

const { fround } = Math;

// args: `z`, a row a noise; `times` of all states; `rows`, how many noises; `nudge`, null or the
// row of what is `wanted` and its `strength`.
export default async function ({ nets, args, progress, stopped }) {
  const { z, times, rows, nudge } = args;
  const all = (value) => new Float32Array(rows).fill(value);
  const states = [z];
  for (let k = 0; k + 1 < times.length; k++) {
    const [x, h] = [states[k], fround(times[k + 1] - times[k])];
    const [velocity] = nudge
      ? await nets.nudged.rows(rows, x, all(times[k]), repeated(nudge.wanted, rows), all(nudge.strength))
      : await nets.velocity.rows(rows, x, all(times[k]));
    states.push(x.map((value, i) => value + fround(h * velocity[i])));
    progress((k + 1) / (times.length - 1));
    await breath();
    if (stopped()) return null;
  }
  const [finished] = await nets.finish.rows(rows, states.at(-1));
  return { states, finished };
}

function repeated(row, rows) {
  return Float32Array.from({ length: rows * row.length }, (_, k) => row[k % row.length]);
}
