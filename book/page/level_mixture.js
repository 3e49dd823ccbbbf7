// A mixture for one of 256 grey levels, -1 to 1, in 64 bits. Python's twin is LevelMixture in
// helpers/densities/mixtures.py.

export const LEVELS = 256;
const HALF_BIN = 1 / 255;
const [SMALLEST, LARGEST] = [-7, 3]; // of a bell's log scale

const sigmoid = (x) => 1 / (1 + Math.exp(-x));
const valueOf = (level) => (2 * level) / 255 - 1;

/** Weight, middle and 1 / scale of each bell, from the numbers that a network gives. */
export function bells(theta) {
  const count = theta.length / 3;
  const top = Math.max(...theta.slice(0, count));
  const weights = Float64Array.from({ length: count }, (_, k) => Math.exp(theta[k] - top));
  const total = weights.reduce((a, b) => a + b);
  return Array.from(weights, (weight, k) => {
    const centre = Math.fround(-1 + (2 * k) / (count - 1));
    const logScale = Math.min(LARGEST, Math.max(SMALLEST, theta[2 * count + k] - 2));
    return { weight: weight / total, mean: centre + theta[count + k], sharp: Math.exp(-logScale) };
  });
}

/** P(at most this level). */
function atMost(level, mixture) {
  if (level < 0) return 0;
  if (level >= LEVELS - 1) return 1;
  const edge = valueOf(level) + HALF_BIN;
  return mixture.reduce((sum, { weight, mean, sharp }) => sum + weight * sigmoid((edge - mean) * sharp), 0);
}

/** The lowest level with P(at most this level) ≥ u. */
export function quantile(u, mixture) {
  let [low, high] = [-1, LEVELS - 1]; // the answer is in (low, high]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (atMost(middle, mixture) < u) low = middle;
    else high = middle;
  }
  return high;
}

/** The u in the middle of those for which `quantile` gives this level. */
export function middle(level, mixture) {
  const u = (atMost(level, mixture) + atMost(level - 1, mixture)) / 2;
  return Math.min(1 - 1e-15, Math.max(1e-15, u));
}

/** The probability of every level. Both tails are summed from their own end, which keeps digits. */
export function chances(mixture) {
  const found = new Float32Array(LEVELS);
  const edges = Float64Array.from({ length: LEVELS - 1 }, (_, level) => valueOf(level) + HALF_BIN);
  const sum = new Float64Array(LEVELS);
  for (const { weight, mean, sharp } of mixture) {
    let [below, above] = [0, 1]; // the lower edge of a level: how much lies below and above it
    for (let level = 0; level < LEVELS; level++) {
      const a = level < LEVELS - 1 ? (edges[level] - mean) * sharp : Infinity;
      const [next, rest] = [sigmoid(a), sigmoid(-a)];
      sum[level] += weight * (a > 0 ? above - rest : next - below);
      [below, above] = [next, rest];
    }
  }
  found.set(sum);
  return found;
}
