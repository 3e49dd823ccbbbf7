// NumPy's SeedSequence: it mixes whole numbers of any size into 128 bits, and these into any number.
// Reference: O'Neill, 2015, "Developing a seed_seq alternative".

const POOL = 4;

export class SeedSequence {
  /** `entropy`: a whole number (number or BigInt) or a list of them; `key`: which child this is. */
  constructor(entropy, key = []) {
    this.entropy = entropy;
    this.key = key;
    this.children = 0;
    this.pool = mixed(assembled(entropy, key));
  }

  /** `n` new seeds, as `generate_state(n)`: a Uint32Array. */
  state(n) {
    const hash = hasher(0x8b51f9dd, 0x58f38ded);
    return Uint32Array.from({ length: n }, (_, i) => hash(this.pool[i % POOL]));
  }

  /** The next `n` children, whose numbers have nothing to do with these. */
  spawn(n) {
    const next = () => new SeedSequence(this.entropy, [...this.key, this.children++]);
    return Array.from({ length: n }, next);
  }
}

function assembled(entropy, key) {
  const list = Array.isArray(entropy) ? entropy : [entropy];
  const given = list.flatMap(words);
  while (key.length && given.length < POOL) given.push(0);
  return [...given, ...key.flatMap(words)];
}

/** A whole number in 32-bit words, the least first. */
function words(number) {
  if (!(typeof number === "bigint" || Number.isSafeInteger(number)) || number < 0) {
    throw new RangeError(
      `SeedSequence expected a whole number from 0, or a list of them; received ${number}. ` +
        "Beyond 2**53 a number of JavaScript is not exact: give a BigInt, 2n ** 60n.",
    );
  }
  const found = [];
  let left = BigInt(number);
  do {
    found.push(Number(left & 0xffffffffn));
    left >>= 32n;
  } while (left);
  return found;
}

function mixed(entropy) {
  const hash = hasher(0x43b0d7e5, 0x931e8875);
  const pool = Uint32Array.from({ length: POOL }, (_, i) => hash(entropy[i] ?? 0));
  for (let from = 0; from < POOL; from++) {
    for (let to = 0; to < POOL; to++) {
      if (from !== to) pool[to] = mix(pool[to], hash(pool[from]));
    }
  }
  for (const word of entropy.slice(POOL)) {
    for (let to = 0; to < POOL; to++) pool[to] = mix(pool[to], hash(word));
  }
  return pool;
}

/** A hash whose constant changes with every call. */
function hasher(constant, multiplier) {
  return (value) => {
    value ^= constant;
    constant = Math.imul(constant, multiplier);
    value = Math.imul(value, constant);
    return (value ^ (value >>> 16)) >>> 0;
  };
}

function mix(x, y) {
  const z = Math.imul(x, 0xca01f9dd) - Math.imul(y, 0x4973f715);
  return (z ^ (z >>> 16)) >>> 0;
}
