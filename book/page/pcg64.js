// PCG64, NumPy's source of bits: a linear congruence in 128 bits, its output folded and turned
// (XSL-RR). Four words of 32 bits each, the least first, as JavaScript has no fast 64-bit numbers.
// Reference: O'Neill, 2014, https://www.pcg-random.org/paper.html.

const [M0, M1, M2, M3] = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05];
const WORD = 2 ** 32;

export class Pcg64 {
  /** `seeds`: a SeedSequence. */
  constructor(seeds) {
    const given = seeds.state(8); // halves of 64-bit numbers; the higher number comes first
    const [s2, s3, s0, s1, i2, i3, i0, i1] = given;
    // The increment is twice the given number plus one.
    this.i0 = ((i0 << 1) | 1) >>> 0;
    this.i1 = ((i1 << 1) | (i0 >>> 31)) >>> 0;
    this.i2 = ((i2 << 1) | (i1 >>> 31)) >>> 0;
    this.i3 = ((i3 << 1) | (i2 >>> 31)) >>> 0;
    this.s0 = this.s1 = this.s2 = this.s3 = 0;
    this.step();
    this.add(s0, s1, s2, s3);
    this.step();
    this.kept = -1; // the half of an output that the next 32 bits are taken from
    this.high = this.low = 0; // the last output
  }

  add(a0, a1, a2, a3) {
    const t0 = this.s0 + a0;
    const t1 = this.s1 + a1 + (t0 >= WORD);
    const t2 = this.s2 + a2 + (t1 >= WORD);
    const t3 = this.s3 + a3 + (t2 >= WORD);
    this.s0 = t0 >>> 0;
    this.s1 = t1 >>> 0;
    this.s2 = t2 >>> 0;
    this.s3 = t3 >>> 0;
  }

  /** state = state * multiplier + increment, modulo 2**128. */
  step() {
    const { s0, s1, s2, s3 } = this;
    const l00 = Math.imul(s0, M0) >>> 0;
    const l10 = Math.imul(s1, M0) >>> 0;
    const l01 = Math.imul(s0, M1) >>> 0;
    const l20 = Math.imul(s2, M0) >>> 0;
    const l11 = Math.imul(s1, M1) >>> 0;
    const l02 = Math.imul(s0, M2) >>> 0;
    const t0 = l00 + this.i0;
    // Sums of a few words stay far below 2**53: they are exact.
    const t1 = l10 + l01 + upper(s0, M0, l00) + this.i1 + (t0 >= WORD);
    const c1 = Math.floor(t1 / WORD);
    const t2 = l20 + l11 + l02 + upper(s1, M0, l10) + upper(s0, M1, l01) + this.i2 + c1;
    const c2 = Math.floor(t2 / WORD);
    const lows = Math.imul(s3, M0) + Math.imul(s2, M1) + Math.imul(s1, M2) + Math.imul(s0, M3);
    const ups = upper(s2, M0, l20) + upper(s1, M1, l11) + upper(s0, M2, l02);
    this.s0 = t0 >>> 0;
    this.s1 = t1 >>> 0;
    this.s2 = t2 >>> 0;
    this.s3 = (lows + ups + this.i3 + c2) >>> 0;
  }

  /** 64 new bits, in `high` and `low`. */
  next() {
    this.step();
    const high = this.s3 ^ this.s1;
    const low = this.s2 ^ this.s0;
    const turn = this.s3 >>> 26; // 0 to 63; a shift takes its last five bits
    const [a, b] = turn < 32 ? [high, low] : [low, high];
    const away = 31 - (turn & 31); // shifted by one more, so that 32 bits can go
    this.high = ((a >>> turn) | ((b << 1) << away)) >>> 0;
    this.low = ((b >>> turn) | ((a << 1) << away)) >>> 0;
  }

  /** 32 new bits: an output gives its low half first, then its high one. */
  uint32() {
    if (this.kept >= 0) {
      const kept = this.kept;
      this.kept = -1;
      return kept;
    }
    this.next();
    this.kept = this.high;
    return this.low;
  }

  /** A number in [0, 1) with 53 bits. */
  double() {
    this.next();
    return (this.high * 2 ** 21 + (this.low >>> 11)) / 2 ** 53;
  }

  /** A number in [0, 1) with 24 bits. */
  float() {
    return (this.uint32() >>> 8) / 2 ** 24;
  }
}

/** The upper word of a product whose lower one is known: the error of a * b is below 2**11. */
function upper(a, b, low) {
  return Math.floor((a * b - low) / WORD + 0.5);
}
