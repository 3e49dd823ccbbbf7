// The truth of the plane in the page, from the numbers of book/brains/planar.py. Samples are those of
// Python bit for bit; log densities differ in the last digits, as exponentials do between libraries.

import { defaultRng } from "./random.js";

export class Mixture {
  /** `described`: what describe(density) gave in Python. */
  constructor({ name, means, sd, bounds }) {
    Object.assign(this, { name, sd, bounds });
    this.means = Float64Array.from(means); // x1, x2, x1, x2, ...
  }

  /** `n` points as x1, x2, x1, x2, ... in a Float32Array: `density.sample(n, seed)`. */
  sample(n, seed) {
    const rng = defaultRng(seed);
    const chosen = rng.integers(0, this.means.length / 2, n);
    const noise = rng.normal(0, this.sd, 2 * n);
    return Float32Array.from(noise, (eps, i) => this.means[2 * chosen[i >> 1] + (i & 1)] + eps);
  }

  /** Log density in nats of points x1, x2, x1, x2, ...: a Float64Array. */
  logProb(points) {
    if (points.length % 2) {
      throw new RangeError(
        `${this.name}.logProb expected two numbers for each point; received ${points.length} ` +
          "numbers. Points of the plane follow each other as x1, x2, x1, x2.",
      );
    }
    const exponents = new Float64Array(this.means.length / 2);
    const area = Math.log(2 * Math.PI * this.sd ** 2);
    const one = (_, i) => this.logMean(points[2 * i], points[2 * i + 1], exponents) - area;
    return Float64Array.from({ length: points.length / 2 }, one);
  }

  /** log 1/K Σ_k exp(-|x - mean_k|² / 2sd²), without overflow; -Infinity where all are 0. */
  logMean(x1, x2, exponents) {
    const { means, sd } = this;
    let top = -Number.MAX_VALUE;
    for (let k = 0; k < exponents.length; k++) {
      const [d1, d2] = [x1 - means[2 * k], x2 - means[2 * k + 1]];
      exponents[k] = (d1 * d1 + d2 * d2) / (-2 * sd ** 2);
      if (exponents[k] > top) top = exponents[k];
    }
    let total = 0;
    for (const exponent of exponents) total += Math.exp(exponent - top);
    return Math.log(total / exponents.length) + top;
  }
}
