// Texts at several temperatures from the same uniform numbers, character by character. Python's
// twin is `TextTransformer.draw` in helpers/tractable/text.py.

import { breath } from "./breath.js";

const TINY = 1e-12; // in place of a temperature of 0

// args: `tokens` that all texts begin with; `u`, a number a character; `temperatures`.
export default async function ({ nets, args, progress, stopped }) {
  const { tokens, u, temperatures } = args;
  const { inputs, outputs } = nets.logits.about;
  const [[texts, context], [, , letters]] = [inputs[0], outputs[0]];
  const rows = temperatures.map(() => [...tokens]);
  for (const [k, number] of u.entries()) {
    const seen = rows.map((row) => row.slice(-context));
    const tokensSeen = new Int32Array(texts * context); // nobody looks at later places
    seen.forEach((row, i) => tokensSeen.set(row, i * context));
    const [logits] = await nets.logits.run(tokensSeen);
    const last = seen[0].length - 1;
    rows.forEach((row, i) => {
      const at = (i * context + last) * letters;
      row.push(quantile(tempered(logits.subarray(at, at + letters), temperatures[i]), number));
    });
    progress((k + 1) / u.length);
    await breath();
    if (stopped()) return null;
  }
  return rows.map((row) => row.slice(tokens.length));
}

// softmax(logits / T), at T = 0 all for the most probable.
function tempered(logits, temperature) {
  const top = Math.max(...logits);
  const p = Float64Array.from(logits, (x) => Math.exp((x - top) / Math.max(temperature, TINY)));
  const total = p.reduce((a, b) => a + b);
  return p.map((x) => x / total);
}

// Where the cumulative distribution passes u.
function quantile(p, u) {
  let sum = 0;
  const at = p.findIndex((x) => (sum += x) > u);
  return at < 0 ? p.length - 1 : at;
}
