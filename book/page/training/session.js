// Training in steps that can be looked at, turned back and steered. Python's twin is
// helpers/explorer/theatre/session.py; words, batches and noise are its own.

import { format } from "../format.js";
import { mean } from "../numbers.js";
import { Mixture } from "../planar.js";
import { SeedSequence } from "../seeds.js";
import { FAMILIES } from "./families.js";

const HELD_OUT = 2n ** 32n; // seeds below are those of batches

/** The seed of a step's batch: the same however training is cut into pieces. */
export function seedOf(seed, steps) {
  return new SeedSequence([seed, steps]).state(1)[0];
}

/** Points in data units to a model's, and back. */
export class Units {
  constructor({ shift, scale }) {
    Object.assign(this, { shift, scale });
  }

  inside(x) {
    return Float32Array.from(x, (value, i) => (value - this.shift[i % 2]) / this.scale[i % 2]);
  }

  outside(y) {
    return Float64Array.from(y, (value, i) => value * this.scale[i % 2] + this.shift[i % 2]);
  }
}

/** Points of a window row by row from below, as x1, x2, x1, x2, ... */
function gridOf([[left, right], [bottom, top]], side) {
  const place = (low, high, k) => low + ((high - low) * k) / (side - 1);
  return Float64Array.from({ length: 2 * side * side }, (_, i) =>
    i % 2 ? place(bottom, top, Math.floor((i >> 1) / side)) : place(left, right, (i >> 1) % side),
  );
}

export class Session {
  constructor(values, nets) {
    this.values = values;
    this.units = new Units(values);
    this.truth = new Mixture(values.truth);
    this.family = new FAMILIES[values.family](values, nets);
    this.step = nets.step;
    if (values.kl_word === null) return;
    this.heldOut = this.truth.sample(values.held_out, HELD_OUT + BigInt(values.seed));
    this.logTruth = this.truth.logProb(this.heldOut);
  }

  /** The truth's log density on a grid of the window, where the page is to draw it. */
  get truthOnGrid() {
    const { bounds, shown } = this.values;
    return (this.grid ??= this.truth.logProb(gridOf(bounds, shown.side)));
  }

  /** Go on from here: what is remembered between two jobs. */
  resume({ row, steps, objectives, kls }) {
    Object.assign(this, { row, steps, objectives: [...objectives], kls: [...kls] });
  }

  get memory() {
    const { row, steps, objectives, kls } = this;
    return { row, steps, objectives, kls };
  }

  /** Up to `most` steps in about so many milliseconds; `rest` after each. */
  async train(most, milliseconds, { rate }, rest) {
    const deadline = performance.now() + milliseconds;
    const losses = [];
    while (losses.length < most) {
      losses.push(await this.descend(rate));
      await rest();
      if (performance.now() > deadline) break;
    }
    const value = mean(Float64Array.from(losses));
    if (!Number.isFinite(value)) throw new Diverged(value, this.steps);
    this.objectives.push([this.steps, value]);
  }

  async descend(rate) {
    const { size, seed, likelihood, volume } = this.values;
    const x = this.truth.sample(size, seedOf(seed, this.steps));
    const [y, ...noise] = this.family.fed(this.units.inside(x), this.steps);
    const made = await this.step.run(this.row, y, Float32Array.of(rate), Float32Array.of(this.steps), ...noise);
    this.row = made[0];
    this.steps += 1;
    return made[1][0] - (likelihood ? volume : 0);
  }

  /** Samples in data units, and the log density on a grid of the window, if there is one. */
  async look(rest) {
    const { family, values } = this;
    Object.assign(family, { weights: this.row.slice(0, values.weights), rest });
    const samples = this.units.outside(await family.samples());
    if (!values.has_density) return { samples, logP: null };
    const grid = gridOf(values.bounds, values.side);
    return { samples, logP: await family.logP(this.units.inside(grid)) };
  }

  /** Remember the KL to the truth, where there is one. */
  async measure(rest) {
    const { family, values } = this;
    if (values.kl_word === null || this.kls.at(-1)?.[0] === this.steps) return;
    Object.assign(family, { weights: this.row.slice(0, values.weights), rest });
    const logQ = await family.logP(this.units.inside(this.heldOut));
    const logZ = values.sums ? await family.logPartition() : 0;
    const gaps = this.logTruth.map((logP, i) => logP - logQ[i]);
    this.kls.push([this.steps, mean(gaps) + logZ]);
  }

  get status() {
    const { kl_word: word, density } = this.values;
    const parts = [`Step ${format(this.steps, ",")}.`];
    if (this.objectives.length) parts.push(`Objective ${format(this.objectives.at(-1)[1], ".3f")}.`);
    if (this.kls.length) parts.push(`KL to the truth ${word}${format(this.kls.at(-1)[1], ".3f")} nats.`);
    else parts.push(`KL to the truth unknown: the model gives ${density}.`);
    return parts.join(" ");
  }
}

export class Diverged extends Error {
  constructor(value, steps) {
    super(
      `training diverged: the objective is ${Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf"} at step ` +
        `${format(steps, ",")}. Restart, with a lower learning rate.`,
    );
    this.name = "FloatingPointError";
  }
}
