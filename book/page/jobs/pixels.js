// Draw pictures pixel by pixel. Python's twins are `complete` and `level_probabilities` in
// helpers/tractable/autoregressive.py; all pixels are in reading order, blocks of 2 by 2.

import { bells, chances, LEVELS, middle, quantile } from "../level_mixture.js";
import { breath } from "./breath.js";

const value = (level) => level / 127.5 - 1;

// args: `levels` of one picture, of which the first `known` stay; `u`, uniform numbers for the
// rest, a row a picture; `whole`: also say what was expected of every pixel, and which uniform
// numbers would draw the pixels that stay.
export default async function ({ nets, args, progress, stopped }) {
  const { levels, known, u, whole } = args;
  const drawn = [];
  for (const row of u) {
    const picture = new Drawing(nets, levels, row, whole ? 0 : known);
    for (let line = 0; line < picture.rows; line++) {
      if (stopped()) return null;
      await picture.draw(line, known);
      progress((drawn.length + (line + 1) / picture.rows) / u.length);
      await breath();
    }
    drawn.push(picture.result());
  }
  return drawn;
}

class Drawing {
  // Nothing is asked of the networks before pixel number `first`.
  constructor(nets, levels, u, first) {
    const [, rows, columns, size] = nets.above.about.inputs[0];
    Object.assign(this, { nets, rows, columns, size, first, levels: levels.slice(), u: u.slice() });
    this.conditioners = Array.from({ length: size }, (_, i) => nets[`theta${i}`]);
    this.values = Float32Array.from(levels, value);
    this.mixtures = [];
  }

  async draw(row, known) {
    const { nets, values, columns, size } = this;
    const line = columns * size;
    if ((row + 1) * line <= this.first) return;
    const [above] = await nets.above.run(values);
    const width = above.length / (this.rows * columns);
    const rowAbove = above.subarray(row * columns * width, (row + 1) * columns * width);
    for (let column = 0; column < columns; column++) {
      const at = row * line + column * size;
      if (at + size <= this.first) continue;
      const [left] = await nets.left.run(rowAbove, values.subarray(row * line, (row + 1) * line));
      await this.block(at, known, left.subarray(column * width, (column + 1) * width));
    }
  }

  async block(at, known, context) {
    const before = new Float32Array(context.length + this.size);
    before.set(context);
    for (let i = 0; i < this.size; i++) {
      const k = at + i;
      const [theta] = await this.conditioners[i].run(before.subarray(0, context.length + i));
      const mixture = bells(theta);
      if (k >= known) this.levels[k] = quantile(this.u[k], mixture);
      else this.u[k] = middle(this.levels[k], mixture);
      this.values[k] = value(this.levels[k]);
      before[context.length + i] = this.values[k];
      this.mixtures.push(mixture);
    }
  }

  result() {
    if (this.first > 0 || !this.mixtures.length) return { levels: this.levels };
    const expected = new Float32Array(LEVELS * this.mixtures.length);
    this.mixtures.forEach((mixture, k) => expected.set(chances(mixture), LEVELS * k));
    return { levels: this.levels, u: this.u, chances: expected };
  }
}
