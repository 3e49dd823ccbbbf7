// Two players who train against each other, each at its own pace. Python's twins are
// helpers/explorer/theatre/duel.py and lead.py; words, batches and noise are theirs.

import { format } from "../format.js";
import { mean, median } from "../numbers.js";
import { Mixture } from "../planar.js";
import { defaultRng } from "../random.js";
import { seedOf, Units } from "./session.js";

const FADE = 0.97;
const EVEN = [0.45, 0.65];
const WORDS = {
  critic: "The critic is ahead.",
  forger: "The forger is ahead.",
  nobody: "Nobody is far ahead.",
};
const PLAYERS = ["critic", "forger"];
const OTHER = { critic: "forger", forger: "critic" };
const LAST = 10; // rounds whose losses are told
const HELD_OUT = 2n ** 32n; // seeds below are those of batches
const MANY = 100; // modes that nobody counts
const { fround } = Math;

export class Duel {
  constructor(values, nets) {
    Object.assign(this, { values, nets });
    this.units = new Units(values);
    this.truth = new Mixture(values.truth);
    const real = this.truth.sample(values.looked_at, HELD_OUT + BigInt(values.seed));
    this.real = this.units.inside(real);
    this.z = this.noise(values.looked_at, values.seed);
  }

  resume(memory) {
    Object.assign(this, structuredClone(memory));
  }

  get memory() {
    const { rows, steps, moves, recent, accuracies } = this;
    return { rows, steps, moves, recent, accuracies };
  }

  noise(n, seed) {
    return defaultRng(seed).standardNormal(n * this.values.latent, "float32");
  }

  weights(player) {
    return this.rows[player].slice(0, this.rows[player].length / 3);
  }

  /** Up to `most` rounds in about so many milliseconds, in which the `movers` move. */
  async train(most, milliseconds, settings, rest) {
    const deadline = performance.now() + milliseconds;
    for (let round = 0; round < most; round++) {
      await this.round(settings);
      if (this.steps % LAST === 0) await this.measure();
      await rest();
      if (performance.now() > deadline) break;
    }
    if (Object.values(this.losses).every(Number.isFinite)) return;
    const told = Object.entries(this.losses).map(([name, value]) => `'${name}': ${format(value, "f")}`);
    throw Object.assign(
      new Error(
        `training diverged: a loss is {${told.join(", ")}} at round ${format(this.steps, ",")}. Restart, ` +
          "with smaller steps.",
      ),
      { name: "FloatingPointError" },
    );
  }

  async round({ movers, rates, gamma, hearing }) {
    const { batch, seed } = this.values;
    const drawn = seedOf(seed, this.steps);
    const real = this.units.inside(this.truth.sample(batch, drawn));
    const z = this.noise(batch, drawn + 1);
    this.steps += 1;
    for (const name of movers) {
      const numbers = [rates[name], this.moves[name], gamma].map((x) => Float32Array.of(x));
      const made = await this.nets[name].run(this.rows[name], this.weights(OTHER[name]), real, z, ...numbers);
      this.rows[name] = made[0];
      this.recent[name] = [...this.recent[name], made[1][0]].slice(-LAST);
      this.moves[name] += 1;
    }
    if (movers.includes("forger") && hearing < 1) this.fade(hearing);
  }

  /** The weights by which noise enters shrink, to that share of their size at the start. */
  fade(hearing) {
    const ear = this.rows.forger.subarray(0, this.values.ear);
    const loud = Math.sqrt(ear.reduce((sum, weight) => sum + weight * weight, 0));
    const share = fround(Math.max(FADE, Math.min(1, (hearing * this.values.loudest) / loud)));
    for (let i = 0; i < ear.length; i++) ear[i] *= share;
  }

  /** What the forger makes of noise that never changes, in the model's units. */
  async made() {
    return (await this.nets.decode.run(this.weights("forger"), this.z))[0];
  }

  async realness(y) {
    return (await this.nets.realness.run(this.weights("critic"), y))[0];
  }

  /** Remember who is ahead: the share of pairs, one real and one made, told right. */
  async measure() {
    if (this.accuracies.at(-1)?.[0] === this.steps) return;
    const [real, made] = [await this.realness(this.real), await this.realness(await this.made())];
    let wins = 0;
    for (const a of real) for (const b of made) wins += Math.sign(a - b);
    this.accuracies.push([this.steps, 0.5 + (0.5 * wins) / (real.length * made.length)]);
  }

  /** Forgeries in data units, and the verdict on a grid, 0 half-way between real and made. */
  async look(rest) {
    const { side, looked_at: size, bounds } = this.values;
    const made = await this.made();
    this.samples = this.units.outside(made);
    const middles = [];
    for (const part of [this.real, made]) middles.push(median(await this.realness(part)));
    const middle = (middles[0] + middles[1]) / 2;
    const place = ([low, high], k) => low + ((high - low) * k) / (side - 1);
    const grid = Float64Array.from({ length: 2 * side * side }, (_, i) =>
      place(bounds[i % 2], i % 2 ? Math.floor((i >> 1) / side) : (i >> 1) % side),
    );
    const y = this.units.inside(grid);
    const realness = new Float64Array(side * side);
    for (let at = 0; at < side * side; at += size) {
      const part = new Float32Array(2 * size);
      part.set(y.subarray(2 * at, 2 * (at + size)));
      const verdict = (await this.realness(part)).subarray(0, Math.min(size, side * side - at));
      realness.set(verdict.map((value) => value - middle), at);
      await rest();
    }
    return { samples: this.samples, realness };
  }

  get losses() {
    const known = PLAYERS.filter((name) => this.recent[name].length);
    return Object.fromEntries(known.map((name) => [name, mean(Float64Array.from(this.recent[name]))]));
  }

  get ahead() {
    const share = this.accuracies.at(-1)[1];
    if (share > EVEN[1]) return "critic";
    return share < EVEN[0] ? "forger" : "nobody";
  }

  /** Modes of the data that at least one shown forgery belongs to. */
  get caught() {
    const { means, sd } = this.truth;
    const found = new Set();
    for (let i = 0; i < this.samples.length; i += 2) {
      let [nearest, least] = [0, Infinity];
      for (let k = 0; k < means.length; k += 2) {
        const far = Math.hypot(this.samples[i] - means[k], this.samples[i + 1] - means[k + 1]);
        if (far < least) [nearest, least] = [k, far];
      }
      if (least < 3 * sd) found.add(nearest);
    }
    return found.size;
  }

  get status() {
    const share = format(this.accuracies.at(-1)[1], ".0%");
    const words = [`Round ${format(this.steps, ",")}. The critic tells ${share} of pairs right.`, WORDS[this.ahead]];
    const count = this.truth.means.length / 2;
    if (count < MANY) words.push(`Modes with a forgery: ${this.caught} of ${count}.`);
    const losses = Object.entries(this.losses).map(([name, value]) => `${name} ${format(value, ".2f")}`);
    if (losses.length) words.push(`Losses: ${losses.join(", ")} (0.69 is a coin).`);
    return words.join(" ");
  }
}
