// A RepaintExplorer without a kernel. Python's twin is helpers/explorer/latent/repainting.py; words
// and numbers are its.

import { format } from "../page/format.js";
import { defaultRng } from "../page/random.js";
import { Sliding } from "./sliding.js";

class Repainting extends Sliding {
  constructor(place) {
    super(place);
    Object.assign(this, { point: [0, 0], number: 0, draws: 0, plain: null });
    this.count = place.arrays.scenes.shape[0];
    const [strokes, next, reset] = place.parts.buttons;
    place.onClick(strokes, () => this.deal({ draws: this.draws + 1 }));
    place.onClick(next, () => this.deal({ number: (this.number + 1) % this.count }));
    place.onClick(reset, () => this.deal({}));
    this.takeNoise();
  }

  get scene() {
    const size = this.page.get("shape").reduce((a, b) => a * b);
    return this.place.arrays.scenes.subarray(this.number * size, (this.number + 1) * size);
  }

  // Three draws, of which the sliders make one.
  takeNoise() {
    const size = this.scene.length;
    const noise = defaultRng(this.draws).standardNormal(3 * size, "float32");
    this.noise = [0, 1, 2].map((i) => noise.subarray(i * size, (i + 1) * size));
  }

  // New noise or a new scene: sliders to the middle, and all pictures anew.
  deal(changes) {
    Object.assign(this, changes);
    this.takeNoise();
    this.plain = null;
    return this.move([0, 0]);
  }

  async decode([a, b]) {
    const { fround, hypot } = Math;
    const [u, v, w] = [1, a, b].map((weight) => fround(weight / hypot(1, a, b)));
    const [x, y, z] = this.noise;
    const noise = x.map((one, i) => u * one + v * y[i] + w * z[i]);
    const [painting] = await this.place.nets.repaint.run(shares(this.scene), noise);
    return painting;
  }

  reference() {
    return { caption: "plain scene", bytes: this.scene };
  }

  async words(z, picture) {
    const repainted = await this.opinion(picture);
    this.plain ??= await this.opinion(this.scene);
    return (
      `Scene ${this.number + 1} of ${this.count}. The classifier says ` +
      `"${this.place.values.what}" to the painting with ${repainted}, to the plain scene with ` +
      `${this.plain}. It could not have painted either.`
    );
  }

  async opinion(picture) {
    const [[probability]] = await this.place.nets.opinion.run(shares(picture));
    return format(probability, ".0%");
  }
}

const shares = (levels) => Float32Array.from(levels, (level) => level / 255);

export default async (place) => new Repainting(place);
