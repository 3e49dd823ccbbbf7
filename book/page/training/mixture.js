// Where the cumulative distribution of a mixture of normals reaches that of a noise. Python's twin is
// `NormalMixture.quantile` in helpers/densities/mixtures.py; Newton's steps end where its halvings do.

import { normalCdf } from "../normal.js";

const FAR = 6; // standard deviations, beyond which a normal is all or nothing
const ENOUGH = 1e-9;
const density = (u) => Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI);

/** `theta`: a row for each noise in `z`, or one for all; `components` of the mixture. */
export function quantiles(theta, z, { count, lowest, highest, centres }) {
  const size = 3 * count;
  const bells = (row) => {
    const logits = row.subarray(0, count);
    const top = logits.reduce((a, b) => Math.max(a, b));
    const shares = Float64Array.from(logits, (x) => Math.exp(x - top));
    const total = shares.reduce((a, b) => a + b);
    return centres.map((centre, k) => {
      const logSd = Math.min(highest, Math.max(lowest, row[2 * count + k] - 2));
      return { share: shares[k] / total, mean: centre + row[count + k], sd: Math.exp(logSd) };
    });
  };
  const common = theta.length === size ? bells(theta) : null;
  return Float32Array.from(z, (one, i) => quantile(common ?? bells(theta.subarray(i * size, (i + 1) * size)), one));
}

function quantile(mixture, z) {
  const answers = mixture.map(({ mean, sd }) => mean + sd * z);
  let [low, high] = [Math.min(...answers), Math.max(...answers)];
  let x = (low + high) / 2;
  const wanted = normalCdf(z);
  for (let tries = 0; tries < 60 && high - low > ENOUGH; tries++) {
    const { below, slope } = at(mixture, x);
    if (below < wanted) low = x;
    else high = x;
    const next = x - (below - wanted) / slope;
    const inside = next > low && next < high;
    if (inside && Math.abs(next - x) < ENOUGH) return next;
    x = inside ? next : (low + high) / 2;
  }
  return x;
}

function at(mixture, x) {
  let [below, slope] = [0, 0];
  for (const { share, mean, sd } of mixture) {
    const u = (x - mean) / sd;
    if (u > FAR) below += share;
    else if (u > -FAR) {
      below += share * normalCdf(u);
      slope += (share * density(u)) / sd;
    }
  }
  return { below, slope };
}
