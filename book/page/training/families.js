// Each family of the plane between two calls of its networks: the noise of a step, samples, log
// densities. Python's twins are the families in helpers/tractable, helpers/approximate and
// helpers/implicit; book/nets/theatre.py makes the networks. Points here are in the model's units.

import { integers, normals } from "../keras_random.js";
import { defaultRng } from "../random.js";
import { quantiles } from "./mixture.js";
import { inParts } from "./parts.js";
import { advance } from "./solver.js";

const { fround } = Math;

// What all share. `values` came from Python; `weights` is the row of now; `rest(share)` lets others
// have their turn.
class Family {
  constructor(values, nets) {
    Object.assign(this, { values, nets, rest: async () => {} });
    const { seed, samples, latent } = values;
    this.z = defaultRng(seed).standardNormal(samples * latent, "float32");
  }

  /** How much of noise a step draws: [[kind, size], ...]. */
  draws() {
    return [];
  }

  noise(steps) {
    const kinds = this.draws();
    const [seed, first] = this.values.noise;
    return kinds.map(([size, end], k) => {
      const drawn = first + steps * kinds.length + k;
      return end ? integers(size, end, seed, drawn) : normals(size, seed, drawn);
    });
  }

  /** What a step takes after the batch: points that training blurs are blurred here. */
  fed(y, steps) {
    return [y, ...this.noise(steps)];
  }

  get volume() {
    return this.values.volume;
  }

  async samples() {
    return (await this.nets.decode.run(this.weights, this.z))[0];
  }

  /** Log density of points in nats per unit of data, some points at a time. */
  async logP(y) {
    const { log_p } = this.nets;
    const made = await inParts(y, log_p, async (part) => (await log_p.run(this.weights, part))[0], this.rest);
    return made.map((value) => fround(value + this.volume));
  }
}

class Autoregressive extends Family {
  async samples() {
    const { thetas } = this.nets;
    const count = this.values.samples;
    const [first, second] = [0, 1].map((k) => this.z.filter((_, i) => i % 2 === k));
    const [theta] = await thetas.run(this.weights, new Float32Array(count));
    const x1 = quantiles(theta, first, this.values.components);
    const [, later] = await thetas.run(this.weights, x1);
    const x2 = quantiles(later, second, this.values.components);
    return Float32Array.from(this.z, (_, i) => (i % 2 ? x2 : x1)[i >> 1]);
  }
}

class VAE extends Family {
  draws() {
    const { size, draws, latent } = this.values;
    return [[2 * size], [size * draws * latent]];
  }

  fed(y, steps) {
    const [blur, codes] = this.noise(steps);
    const { first, end } = this.values.falling;
    const sd = steps < end ? fround(first * (0.01 / first) ** (steps / end)) : 0;
    return [y.map((value, i) => value + fround(sd * blur[i])), codes];
  }

  async samples() {
    const seed = defaultRng(this.values.seed).integer(0, 2 ** 31);
    this.eps ??= normals(2 * this.values.samples, seed, 0);
    return (await this.nets.draw.run(this.weights, this.z, this.eps))[0];
  }

  /** The mean of some bounds, each with noise of its own. */
  async logP(y) {
    const { log_p } = this.nets;
    const total = new Float64Array(y.length / 2);
    const [seed, first] = this.values.noise;
    const { bounds_drawn: bounds, latent, draws, rows } = this.values;
    let drawn = first;
    for (let k = 0; k < bounds; k++) {
      const made = await inParts(y, log_p, async (part) => {
        const noise = this.kept(drawn++, () => normals(rows * draws * latent, seed, drawn - 1));
        return (await log_p.run(this.weights, part, noise))[0];
      }, this.rest);
      made.forEach((value, i) => (total[i] += value / bounds));
    }
    return Float32Array.from(total, (value) => value + this.volume);
  }

  /** The same noise at each look: nothing flickers, and it is drawn once. */
  kept(key, draw) {
    this.drawn ??= new Map();
    if (!this.drawn.has(key)) this.drawn.set(key, draw());
    return this.drawn.get(key);
  }
}

class EnergyBased extends Family {
  draws() {
    const { size, levels } = this.values;
    return [[size, levels], [2 * size]];
  }

  async samples() {
    const { seed, samples, chain } = this.values;
    const steps = chain.steps.length;
    this.shakes ??= defaultRng(seed).spawn(1)[0].standardNormal(2 * samples * steps, "float32");
    let x = this.z.map((value) => chain.start * value);
    for (let t = 0; t < steps; t++) {
      const [slope] = await this.nets.slope.run(this.weights, x, Float32Array.of(chain.levels[t]));
      const [step, size] = [chain.steps[t], fround(Math.sqrt(2 * chain.steps[t]))];
      x = x.map((value, i) => {
        const shake = this.shakes[2 * ((i >> 1) * steps + t) + (i & 1)];
        return fround(value - fround(step * slope[i])) + fround(size * shake);
      });
      if (t % 4 === 0) await this.rest();
    }
    return x;
  }

  /** log Z, by adding up cells of a grid of six standard deviations to each side. */
  async logPartition() {
    const { grid, scale } = this.values;
    const place = (k) => ((k + 0.5) / grid) * 12 - 6;
    this.cells ??= Float32Array.from({ length: 2 * grid * grid }, (_, i) =>
      place(i % 2 ? Math.floor((i >> 1) / grid) : (i >> 1) % grid),
    );
    const logF = await this.logP(this.cells);
    const top = logF.reduce((a, b) => Math.max(a, b), -Infinity);
    const sum = logF.reduce((total, value) => total + Math.exp(value - top), 0);
    return Math.log(sum) + top + Math.log(((12 / grid) ** 2) * scale[0] * scale[1]);
  }
}

class Diffusion extends Family {
  draws() {
    const { size } = this.values;
    return [[size], [2 * size]];
  }

  async samples() {
    const { times } = this.values;
    const speed = async ([x], t) => [(await this.nets.velocity.run(this.weights, x, Float32Array.of(t)))[0]];
    let state = [this.z];
    for (let k = 0; k + 1 < times.length; k++) {
      state = await advance(speed, state, times[k], fround(times[k + 1] - times[k]));
      await this.rest();
    }
    return state[0];
  }

  /** Backwards along the flow, which carries a log density along. */
  async logP(y) {
    const times = [...this.values.times].reverse();
    const speed = ([x], t) => this.nets.speed.run(this.weights, x, Float32Array.of(t));
    const made = await inParts(y, this.nets.speed, async (part) => {
      let state = [part, new Float32Array(part.length / 2)];
      for (let k = 0; k + 1 < times.length; k++) {
        state = await advance(speed, state, times[k], fround(times[k + 1] - times[k]));
        await this.rest();
      }
      const [z, change] = state;
      return change.map((value, i) => {
        const squared = z[2 * i] ** 2 + z[2 * i + 1] ** 2;
        return -0.5 * squared - Math.log(2 * Math.PI) - value;
      });
    }, this.rest);
    return made.map((value) => value + this.volume);
  }
}

class GAN extends Family {
  draws() {
    const { size, latent } = this.values;
    return [[size * latent], [4 * size]];
  }
}

export const FAMILIES = { Autoregressive, NormalizingFlow: Family, VAE, EnergyBased, Diffusion, GAN };
