// A NoiseWall without a kernel. Python's twin is helpers/explorer/wall/noise_wall.py; words and
// numbers are its.

import { format } from "../page/format.js";
import { levels, view } from "../page/place.js";
import { defaultRng } from "../page/random.js";

class Wall {
  constructor(place) {
    const { page, buttons, toggle } = place.parts;
    Object.assign(this, { place, page, seed: 0 });
    const [count, ...shape] = page.get("shape");
    Object.assign(this, { count, strengths: page.get("strengths") });
    this.size = shape.reduce((a, b) => a * b); // numbers of a picture
    place.onClick(buttons[0], () => this.newNoise());
    place.onClick(buttons[1], () => this.sameNoise());
    place.onChange(toggle, "value", (beside) => page.set({ beside }));
  }

  newNoise() {
    this.seed += 1;
    return this.hang(`New noise, seed ${this.seed}.`);
  }

  async sameNoise() {
    const before = this.walls;
    await this.hang("");
    const changed = before.reduce((n, level, i) => n + (level !== this.walls[i]), 0);
    const numbers = format(this.count * this.size, ",");
    this.place.tell({}, { note: `Decoded again: ${format(changed, ",")} of ${numbers} numbers changed.` });
  }

  async hang(note) {
    const pictures = this.strengths.length * this.count;
    const progress = this.place.progress(`Decoding ${pictures} pictures …`);
    this.place.tell(await this.traits(progress), { note });
  }

  // The wall at every strength, decoded.
  async traits(progress) {
    const noise = defaultRng(this.seed).standardNormal(this.count * this.place.values.latent_dim, "float32");
    const strengths = Float32Array.from(this.strengths);
    this.walls = levels(await this.place.job("wall", { noise, strengths }, progress));
    const texts = this.strengths.map((strength, k) => this.words(strength, k));
    return { samples: view(this.walls), nearest: view(await this.nearest()), texts };
  }

  get known() {
    return this.seed < this.place.arrays.far.shape[0];
  }

  // The training picture nearest to each sample; grey where it is not at hand.
  async nearest() {
    const found = new Uint8Array(this.walls.length).fill(128);
    if (!this.known) return found;
    const training = await this.place.later[`training${this.seed}`]();
    const many = this.walls.length / this.size;
    for (let i = 0; i < many; i++) {
      const at = this.place.arrays.rows[this.seed * many + i] * this.size;
      found.set(training.subarray(at, at + this.size), i * this.size);
    }
    return found;
  }

  words(strength, k) {
    const many = this.count * this.size;
    const wall = this.walls.subarray(k * many, (k + 1) * many);
    const share = format(variety(wall, this.count) / this.place.values.variety, ".0%");
    const { far } = this.place.arrays;
    const distance = this.known
      ? `, distance to the nearest of them ${format(far[this.seed * this.strengths.length + k], ".2f")}.`
      : `. The nearest of them are known here for seeds 0 to ${far.shape[0] - 1}.`;
    return (
      `Noise strength ${format(strength, ".2f")}: variety ${share} of that of the training ` +
      `pictures${distance}`
    );
  }
}

// Root of the mean variance of a number over the pictures of a wall.
function variety(wall, count) {
  const size = wall.length / count;
  let total = 0;
  for (let p = 0; p < size; p++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < count; i++) {
      const level = wall[i * size + p];
      sum += level;
      squares += level * level;
    }
    total += squares / count - (sum / count) ** 2;
  }
  return Math.sqrt(total / size);
}

export default async function (place) {
  const wall = new Wall(place);
  place.page.set(await wall.traits(() => {}));
}
