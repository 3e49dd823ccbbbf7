// A PixelExplorer without a kernel. Python's twins are helpers/explorer/pixels/pixels.py and
// canvas.py; words and numbers are theirs.

import { format } from "../page/format.js";
import { LEVELS } from "../page/level_mixture.js";
import { normalCdf } from "../page/normal.js";
import { mean } from "../page/numbers.js";
import { view } from "../page/place.js";
import { defaultRng } from "../page/random.js";

const ENDINGS = 3;
const UNDO = 20;
const BUSY = "Drawing the rest …";

// Noise as uniform numbers, with which a cumulative distribution is inverted: rows of `size`.
function noise(rows, size, seed) {
  const z = defaultRng(seed).standardNormal(rows * size, "float32");
  const row = (i) => Float64Array.from(z.subarray(i * size, (i + 1) * size), normalCdf);
  return Array.from({ length: rows }, (_, i) => row(i));
}

class Pixels {
  constructor(place) {
    Object.assign(this, { place, page: place.page, nextSeed: 1, nextReal: 0, past: [] });
    this.order = this.page.get("order");
    const works = [this.fresh, this.real, this.redraw, this.setNext, this.undo];
    works.forEach((work, k) => place.onClick(place.parts.buttons[k], () => work.call(this)));
    place.onRequest((request) => this.answer(request));
    this.page.on("change:request", () => this.slide?.abort());
  }

  get size() {
    return this.order.length;
  }

  get known() {
    return this.page.get("known");
  }

  // Pictures row by row as levels in reading order, and back.
  read(picture) {
    return Uint8Array.from(this.order, (at) => picture[at]);
  }

  placed(levels) {
    const picture = new Uint8Array(this.size);
    this.order.forEach((at, k) => (picture[at] = levels[k]));
    return picture;
  }

  // The picture that came with the page, with what was expected of its pixels.
  async begin() {
    const picture = this.page.get("picture");
    const levels = this.read(new Uint8Array(picture.buffer, picture.byteOffset, this.size));
    const [u] = this.noise();
    const whole = { levels, known: this.size, u: [u], whole: true };
    [this.now] = await this.place.job("pixels", whole, () => {});
    this.page.set(this.traits());
  }

  noise() {
    this.nextSeed += 1;
    return noise(1, this.size, this.nextSeed - 1);
  }

  // What the buttons do

  fresh() {
    return this.draw(new Uint8Array(this.size), 0, this.noise(), this.middle);
  }

  real() {
    const { real } = this.place.arrays;
    const at = (this.nextReal++ % real.shape[0]) * this.size;
    const unknown = [new Float64Array(this.size).fill(NaN)]; // the noise that would have drawn it
    return this.draw(this.read(real.subarray(at, at + this.size)), this.size, unknown, this.middle);
  }

  redraw() {
    return this.draw(this.now.levels, this.known, this.noise());
  }

  setNext() {
    return this.known < this.size ? this.paint([this.order[this.known]]) : null;
  }

  undo() {
    if (!this.past.length) return null;
    const { now, known } = this.past.pop();
    this.now = now;
    return this.show(known);
  }

  get middle() {
    return Math.floor(this.size / 2);
  }

  paint(pixels) {
    const painted = new Set(pixels);
    const level = this.page.get("level");
    const levels = this.now.levels.map((old, k) => (painted.has(this.order[k]) ? level : old));
    const last = this.order.findLastIndex((at) => painted.has(at));
    return this.draw(levels, last + 1, [this.now.u]);
  }

  // Drawing

  job(args, signal) {
    return this.place.job("pixels", args, this.place.progress(BUSY), signal);
  }

  async draw(levels, known, u, shown = known) {
    const [drawn] = await this.job({ levels, known, u, whole: true });
    if (this.now) this.past = [...this.past.slice(1 - UNDO), { now: this.now, known: this.known }];
    this.now = drawn;
    await this.show(shown);
  }

  async show(known) {
    const ended = await this.ended(known);
    this.place.tell({ ...this.traits(), ...ended }, {});
  }

  traits() {
    const { levels, chances } = this.now;
    const picture = view(this.placed(levels));
    return { picture, chances: view(chances), texts: this.texts(chances, levels) };
  }

  async ended(known, signal) {
    const u = noise(ENDINGS, this.size, 0);
    const drawn = await this.job({ levels: this.now.levels, known, u, whole: false }, signal);
    return drawn && { known, endings: view(...drawn.map(({ levels }) => this.placed(levels))) };
  }

  async answer(request) {
    if (request.pixels) return this.paint(request.pixels);
    this.slide = new AbortController();
    const ended = await this.ended(Math.min(Math.max(request.known, 0), this.size), this.slide.signal);
    if (ended) this.place.tell(ended, {});
  }

  // A line for every number of decided pixels; sums are in 32 bits, as in Python.
  texts(chances, levels) {
    const { fround } = Math;
    const [d, width] = [format(this.size, ","), this.page.get("shape")[1]];
    const costs = Float32Array.from(levels, (level, k) =>
      -Math.log2(Math.max(chances[LEVELS * k + level], 2 ** -99)),
    );
    let paid = 0;
    const texts = this.order.map((at, k) => {
      const row = chances.subarray(LEVELS * k, LEVELS * (k + 1));
      const top = row.indexOf(Math.max(...row));
      const before = format(paid, ",.0f");
      paid = fround(paid + costs[k]);
      return (
        `${format(k, ",")} of ${d} pixels decided, for ${before} bits. Next: row ` +
        `${Math.floor(at / width) + 1}, column ${(at % width) + 1}. Most likely level ${top} ` +
        `(${format(row[top], ".1%")}). This picture has ${levels[k]} there, which costs ` +
        `${format(costs[k], ".1f")} bits.`
      );
    });
    const [sum, each] = [format(paid, ",.0f"), format(mean(costs), ".2f")];
    return [...texts, `All ${d} pixels decided: ${sum} bits, ${each} a pixel.`];
  }
}

export default (place) => new Pixels(place).begin();
