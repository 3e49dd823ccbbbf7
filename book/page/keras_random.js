// The noise of Keras on TensorFlow, from a seed and a count of draws: Philox with ten rounds, and Box
// and Muller's normals. tests/book/test_theatre_random.py compares the two.
// References: Salmon et al., 2011, https://doi.org/10.1145/2063384.2063405; Box and Muller, 1958,
// https://doi.org/10.1214/aoms/1177706645.

const WORD = 2 ** 32;
const [LEFT, RIGHT] = [0xd2511f53, 0xcd9e8d57];
const [STEP0, STEP1] = [0x9e3779b9, 0xbb67ae85];
const LARGEST = 2 ** 31 - 2; // Keras takes seeds modulo this
const { fround } = Math;

class Philox {
  constructor(key, counter) {
    this.key = key;
    this.counter = counter;
    this.words = new Uint32Array(4);
  }

  /** Four new words of 32 bits. */
  next() {
    let [c0, c1, c2, c3] = this.counter;
    let [k0, k1] = this.key;
    for (let round = 0; round < 10; round++) {
      const low0 = Math.imul(LEFT, c0) >>> 0;
      const low1 = Math.imul(RIGHT, c2) >>> 0;
      const [high0, high1] = [upper(LEFT, c0, low0), upper(RIGHT, c2, low1)];
      [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1, (high0 ^ c3 ^ k1) >>> 0, low0];
      k0 = (k0 + STEP0) >>> 0;
      k1 = (k1 + STEP1) >>> 0;
    }
    this.words[0] = c0;
    this.words[1] = c1;
    this.words[2] = c2;
    this.words[3] = c3;
    this.counter[0] = (this.counter[0] + 1) >>> 0;
    if (this.counter[0] === 0) this.counter[1] += 1;
    return this.words;
  }
}

/** The upper word of a product whose lower one is known. */
function upper(a, b, low) {
  return Math.floor((a * b - low) / WORD + 0.5) >>> 0;
}

/** Seeds are stirred once, so that small ones do as well as any. */
function seeded(seed, draws) {
  const counter = [seed % LARGEST, 0, draws % LARGEST, 0];
  const mixed = [...new Philox([0x3ec8f720, 0x02461e29], counter).next()];
  return new Philox(mixed.slice(0, 2), [0, 0, mixed[2], mixed[3]]);
}

/** As keras.random.normal, the `draws`-th from a generator with this seed. */
export function normals(n, seed, draws) {
  const bits = seeded(seed, draws);
  const made = new Float32Array(n);
  for (let i = 0; i < n; i += 4) {
    const [a, b, c, d] = bits.next();
    pair(made, i, a, b);
    pair(made, i + 2, c, d);
  }
  return made;
}

function pair(made, i, first, second) {
  const size = fround(Math.sqrt(fround(-2 * fround(Math.log(Math.max(unit(first), fround(1e-7)))))));
  const angle = fround(fround(2 * Math.PI) * unit(second));
  made[i] = fround(Math.sin(angle)) * size;
  made[i + 1] = fround(Math.cos(angle)) * size;
}

/** 23 bits as a number in [0, 1). */
function unit(word) {
  return (word & 0x7fffff) / 2 ** 23;
}

/** As keras.random.randint from 0 up to and without `end`, in a Float32Array. */
export function integers(n, end, seed, draws) {
  const bits = seeded(seed, draws);
  const made = new Float32Array(n);
  for (let i = 0; i < n; i += 4) made.set([...bits.next()].slice(0, n - i).map((word) => word % end), i);
  return made;
}
