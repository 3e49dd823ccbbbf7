// Chains on a landscape, in the page; Python's twin is Landscape, shaken and diagnose.

const percent = (share) => `${Math.floor(100 * share + 0.5)} %`;

class Walk {
  constructor(model) {
    this.model = model;
    this.chains = model.get("chains");
    this.loadLand();
    this.loadChance();
  }

  loadLand() {
    const model = this.model;
    this.side = model.get("side");
    [this.height, this.slopes] = [floats(model.get("height")), floats(model.get("slopes"))];
    [this.bounds, this.valleys] = [model.get("bounds"), model.get("valleys")];
    let least = Infinity;
    for (const a of this.valleys)
      for (const b of this.valleys)
        if (a !== b) least = Math.min(least, Math.hypot(a[0] - b[0], a[1] - b[1]));
    this.core = least / 3;
    this.middles = new Float64Array(this.valleys.flat());
    this.valleyOf = this.height.map((_, i) => this.nearest(...this.place(i)));
    this.shares = new Map(); // of the valleys, temperature by temperature
  }

  loadChance() {
    this.shakes = floats(this.model.get("shakes"));
    this.everywhere = floats(this.model.get("everywhere"));
    this.steps = this.shakes.length / (2 * this.chains);
  }

  place(i) {
    return [i % this.side, Math.floor(i / this.side)].map(
      (tick, k) => this.bounds[k][0] + (tick / (this.side - 1)) * (this.bounds[k][1] - this.bounds[k][0]),
    );
  }

  nearest(x1, x2) {
    const middles = this.middles;
    let [best, least] = [0, Infinity];
    for (let k = 0; k < middles.length; k += 2) {
      const gap = (x1 - middles[k]) ** 2 + (x2 - middles[k + 1]) ** 2;
      if (gap < least) {
        least = gap;
        best = k;
      }
    }
    return best / 2;
  }

  // All states: step by step, chain by chain, x1 and x2. The slope lies between the grid's places.
  go(x, scattered, temperature, size) {
    const [n, last, slopes, shakes] = [this.chains, this.side - 1, this.slopes, this.shakes];
    const [[left, right], [bottom, top]] = this.bounds;
    const states = new Float64Array(2 * n * (this.steps + 1));
    for (let i = 0; i < n; i++) {
      states[2 * i] = scattered ? left + this.everywhere[2 * i] * (right - left) : x[0];
      states[2 * i + 1] = scattered ? bottom + this.everywhere[2 * i + 1] * (top - bottom) : x[1];
    }
    const [shake, row] = [Math.sqrt(2 * size * temperature), 2 * this.side];
    for (let from = 0; from < 2 * n * this.steps; from += 2) {
      const u = Math.min(last, Math.max(0, ((states[from] - left) / (right - left)) * last));
      const v = Math.min(last, Math.max(0, ((states[from + 1] - bottom) / (top - bottom)) * last));
      const column = Math.min(Math.floor(u), last - 1);
      const line = Math.min(Math.floor(v), last - 1);
      const [share, up, corner] = [u - column, v - line, line * row + 2 * column];
      for (let k = 0; k < 2; k++) {
        const at = corner + k;
        const below = slopes[at] * (1 - share) + slopes[at + 2] * share;
        const above = slopes[at + row] * (1 - share) + slopes[at + row + 2] * share;
        const slope = below * (1 - up) + above * up;
        states[from + 2 * n + k] = states[from + k] - size * slope + shake * shakes[from + k];
      }
    }
    this.states = states;
  }

  weights(temperature) {
    if (this.shares.has(temperature)) return this.shares.get(temperature);
    const mass = this.valleys.map(() => 0);
    this.height.forEach((e, i) => (mass[this.valleyOf[i]] += Math.exp(-e / temperature)));
    const sum = mass.reduce((a, b) => a + b);
    this.shares.set(temperature, mass.map((m) => m / sum));
    return this.shares.get(temperature);
  }

  // How often chains changed their valley, the share of each over the last half, how much was gone.
  count(taken) {
    const [n, states, middles, core] = [this.chains, this.states, this.middles, this.core ** 2];
    const [[left, right], [bottom, top]] = this.bounds;
    const [counts, now] = [new Float64Array(this.valleys.length), new Int32Array(n)];
    const late = n * Math.floor((taken + 1) / 2);
    let [changes, gone] = [0, 0];
    for (let at = 0; at < n * (taken + 1); at++) {
      const x1 = states[2 * at];
      const x2 = states[2 * at + 1];
      const valley = this.nearest(x1, x2);
      if (at >= late) counts[valley]++;
      if (x1 < left || x1 > right || x2 < bottom || x2 > top) gone++;
      const chain = at % n;
      if (at < n) now[chain] = valley;
      else if (valley !== now[chain]) {
        const gap = (x1 - middles[2 * valley]) ** 2 + (x2 - middles[2 * valley + 1]) ** 2;
        if (gap < core) {
          now[chain] = valley;
          changes++;
        }
      }
    }
    const sum = counts.reduce((a, b) => a + b);
    return [changes, Array.from(counts, (count) => count / sum), gone / (n * (taken + 1))];
  }

  diagnose(taken, temperature) {
    const [changes, shares, out] = this.count(taken);
    const weights = this.weights(temperature);
    const { most_gone, most_off } = this.model.get("limits");
    const off = shares.reduce((all, share, k) => all + Math.abs(share - weights[k]), 0) / 2;
    let diagnosis = `Mixed, as far as shares can tell: they are off by ${percent(off)}.`;
    if (out > most_gone)
      diagnosis = `Too hot, or steps too large: ${percent(out)} of the states left the window.`;
    else if (changes === 0)
      diagnosis = "Not mixed: no chain has left its valley, so the shares are those of the start.";
    else if (off > most_off)
      diagnosis = `Not mixed yet: the shares of the valleys are off by ${percent(off)}.`;
    return { changes, shares, weights, diagnosis };
  }
}
