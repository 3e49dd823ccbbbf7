// NumPy's default_rng in JavaScript, bit for bit: the same seed gives the same numbers as in Python.
// tests/book/test_random.py compares the two.
// References: Marsaglia and Tsang, 2000, https://doi.org/10.18637/jss.v005.i08 (normals);
// Lemire, 2019, https://doi.org/10.1145/3230636 (whole numbers).

import { Pcg64 } from "./pcg64.js";
import { SeedSequence } from "./seeds.js";
import { EDGES } from "./ziggurat.js";

const END = EDGES[255]; // the tail begins here
const HEIGHTS = Float64Array.from(EDGES, (x, i) => (i ? Math.exp(-0.5 * x * x) : 1));
const [WIDE, INNER] = layers(2 ** 52);
const [WIDE32, INNER32] = layers(2 ** 23).map((numbers) => Float32Array.from(numbers));
const HEIGHTS32 = Float32Array.from(HEIGHTS);
const END32 = Math.fround(END);
const SLOPE32 = Math.fround(1 / END);

/** The width of a layer's places, and below which place a layer lies whole under the bell. */
function layers(places) {
  const inner = EDGES.map((x, i) => Math.round((EDGES[i - 1] / x) * places));
  inner[0] = Math.round((END / EDGES[0]) * places);
  inner[1] = 0;
  return [Float64Array.from(EDGES, (x) => x / places), Float64Array.from(inner)];
}

export function defaultRng(seed) {
  return new Generator(new SeedSequence(seed));
}

export class Generator {
  constructor(seeds) {
    this.seeds = seeds;
    this.bits = new Pcg64(seeds);
  }

  /** As `rng.spawn(n)`. */
  spawn(n) {
    return this.seeds.spawn(n).map((seeds) => new Generator(seeds));
  }

  /** As `rng.standard_normal(n, type)`: a Float64Array or Float32Array. */
  standardNormal(n, type = "float64") {
    const draw = type === "float32" ? normal32 : normal;
    return filled(n, type, () => draw(this.bits));
  }

  /** As `rng.normal(mean, sd, n)`. */
  normal(mean, sd, n) {
    return filled(n, "float64", () => mean + sd * normal(this.bits));
  }

  /** As `rng.random(n, type)`. */
  random(n, type = "float64") {
    const { bits } = this;
    return filled(n, type, type === "float32" ? () => bits.float() : () => bits.double());
  }

  /** One whole number from `low` up to and without `high`, as `rng.integers(low, high)`. */
  integer(low, high) {
    if (!Number.isSafeInteger(low) || !(high > low && high - low < 2 ** 32)) {
      throw new RangeError(
        `integers expected low < high, less than 2**32 apart; received ${low} and ${high}. ` +
          "NumPy makes wider ones of 64 bits, which the course never asks for.",
      );
    }
    return low + below(this.bits, high - low);
  }

  /** As `rng.integers(low, high, size=n)`, in a Float64Array, which holds them exactly. */
  integers(low, high, n) {
    return filled(n, "float64", () => this.integer(low, high));
  }

  /** As `rng.permutation(x)`: a list in another order, or the numbers below a whole number. */
  permutation(x) {
    const list = typeof x === "number" ? [...Array(x).keys()] : [...x];
    shuffle(list, 1, (i) => upTo(this.bits, i));
    return list;
  }

  /** As `rng.choice(n, k, replace=False)`: `k` different numbers below `n`. */
  choice(n, k) {
    if (!(k <= n)) {
      throw new RangeError(
        `choice expected at most as many as there are, ${n}; received ${k}. Each is taken once.`,
      );
    }
    if (n > 10_000 && k > Math.floor(n / 50)) {
      const all = [...Array(n).keys()];
      shuffle(all, Math.max(n - k, 1), (i) => below(this.bits, i + 1));
      return all.slice(n - k);
    }
    const taken = new Set();
    for (let top = n - k; top < n; top++) {
      const one = below(this.bits, top + 1);
      taken.add(taken.has(one) ? top : one);
    }
    const list = [...taken];
    shuffle(list, 1, (i) => below(this.bits, i + 1));
    return list;
  }
}

function filled(n, type, draw) {
  const types = { float64: Float64Array, float32: Float32Array };
  if (!types[type]) {
    throw new RangeError(
      `a generator expected float64 or float32; received ${type}. NumPy draws no other type.`,
    );
  }
  const numbers = new types[type](n);
  for (let i = 0; i < n; i++) numbers[i] = draw();
  return numbers;
}

/** A whole number below `count`: the upper word of 32 bits times count, some bits thrown away. */
function below(bits, count) {
  if (count === 1) return 0; // NumPy takes no bits for it
  const least = 2 ** 32 % count;
  for (;;) {
    const word = bits.uint32();
    const low = Math.imul(word, count) >>> 0;
    if (low >= least) return Math.round((word * count - low) / 2 ** 32);
  }
}

/** A whole number up to `most`, as NumPy draws it to permute: masked bits until they fit. */
function upTo(bits, most) {
  const mask = 0xffffffff >>> Math.clz32(most);
  for (;;) {
    const drawn = (bits.uint32() & mask) >>> 0;
    if (drawn <= most) return drawn;
  }
}

function shuffle(list, first, drawnUpTo) {
  for (let i = list.length - 1; i >= first; i--) {
    const j = drawnUpTo(i);
    [list[i], list[j]] = [list[j], list[i]];
  }
}

function normal(bits) {
  for (;;) {
    bits.next();
    const { high, low } = bits;
    const layer = low & 0xff;
    const place = (high & 0x1fffffff) * 2 ** 23 + (low >>> 9);
    const size = place * WIDE[layer];
    const x = low & 0x100 ? -size : size;
    if (place < INNER[layer]) return x;
    if (layer === 0) return tail(bits, low & 0x20000);
    const share = (HEIGHTS[layer - 1] - HEIGHTS[layer]) * bits.double();
    if (share + HEIGHTS[layer] < Math.exp(-0.5 * x * x)) return x;
  }
}

function tail(bits, isLeft) {
  for (;;) {
    const beyond = (-1 / END) * Math.log1p(-bits.double());
    const other = -Math.log1p(-bits.double());
    if (other + other > beyond * beyond) return isLeft ? -(END + beyond) : END + beyond;
  }
}

function normal32(bits) {
  const { fround } = Math;
  for (;;) {
    const word = bits.uint32();
    const layer = word & 0xff;
    const place = word >>> 9;
    const size = fround(place * WIDE32[layer]);
    const x = word & 0x100 ? -size : size;
    if (place < INNER32[layer]) return x;
    if (layer === 0) return tail32(bits, word & 0x20000);
    const step = fround(HEIGHTS32[layer - 1] - HEIGHTS32[layer]);
    const share = fround(step * fround(bits.float()));
    if (fround(share + HEIGHTS32[layer]) < Math.exp(-0.5 * x * x)) return x;
  }
}

function tail32(bits, isLeft) {
  const { fround, log1p } = Math;
  for (;;) {
    const beyond = fround(-SLOPE32 * fround(log1p(-bits.float())));
    const other = fround(-log1p(-bits.float()));
    if (fround(other + other) > fround(beyond * beyond)) {
      return isLeft ? -fround(END32 + beyond) : fround(END32 + beyond);
    }
  }
}
