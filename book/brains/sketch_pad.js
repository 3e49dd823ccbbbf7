// A SketchPad without a kernel. Python's twins are helpers/explorer/sketching/sketch_pad.py and
// answer.py; words and numbers are theirs.

import { format } from "../page/format.js";
import { levels, view } from "../page/place.js";
import { Latent } from "./latent.js";

const NEIGHBOURS = 5;

class Sketching extends Latent {
  constructor(place) {
    super(place);
    place.onClick(place.parts.buttons[2], () => this.go([...this.made.code]));
  }

  // What came with the page.
  async begin() {
    await this.take(this.drawn());
    if (this.point.length === 2) this.page.set("lattice", await this.lattice(this.page.get("reach")));
  }

  drawn() {
    const { buffer, byteOffset, byteLength } = this.page.get("sketch");
    return new Uint8Array(buffer, byteOffset, byteLength).slice();
  }

  answer(request) {
    return request.sketched ? this.take(this.drawn(), request.drawing) : super.answer(request);
  }

  showImage(i) {
    const picture = this.image(i);
    return this.take(picture, false, { sketch: view(picture) });
  }

  async take(picture, drawing = false, traits = {}) {
    const [code] = await this.place.nets.encode.run(Float32Array.from(picture, (level) => level / 255));
    const back = levels(await this.decode(code));
    this.made = { code, error: difference(back, picture) };
    traits = { ...traits, distance: this.made.error };
    if (drawing) return this.follow([...code], traits);
    const far = Math.max(...code.map(Math.abs));
    return this.move([...code], [], { ...traits, ...(await this.stretched(far)) });
  }

  // The sliders stay where they are while somebody draws.
  async follow(z, traits) {
    this.point = z;
    this.page.set({ ...traits, point: this.order.map((dim) => z[dim]) });
    await this.show(z, [], { moved: true });
  }

  async show(z, sliders, told) {
    this.page.set("caption", this.moved(z) ? "where the sliders are" : "what comes back");
    if (this.codes) {
      const nearest = this.neighbours(z);
      const titles = nearest.map((i) => this.place.values.titles[i]);
      this.page.set({ neighbours: view(...nearest.map((i) => this.image(i))), titles });
    }
    await super.show(z, sliders, told);
  }

  neighbours(z) {
    const far = (i) => this.code(i).reduce((sum, value, k) => sum + (value - z[k]) ** 2, 0);
    const all = Array.from({ length: this.codes.shape[0] }, (_, i) => [far(i), i]);
    return all.sort(([a], [b]) => a - b).slice(0, NEIGHBOURS).map(([, i]) => i);
  }

  moved(z) {
    const far = Math.hypot(...z.map((value, k) => value - this.made.code[k]));
    return far >= 1e-3 ? far : 0;
  }

  reference() {
    return { caption: "", bytes: new Uint8Array(0) };
  }

  words(z) {
    const [{ error }, errors, moved] = [this.made, this.page.get("errors"), this.moved(z)];
    const compared = errors.length ? `: ${sheet(errors, error)}.` : ".";
    const far = `What comes back differs from the sketch by ${format(error, ".0f")} grey levels${compared}`;
    return moved ? `${far} The sliders are ${format(moved, ".1f")} from its code.` : far;
  }
}

// Root mean squared, in grey levels.
function difference(back, picture) {
  return Math.sqrt(back.reduce((sum, level, i) => sum + (level - picture[i]) ** 2, 0) / back.length);
}

// Where an error lies among those of the real pictures.
function sheet(errors, error) {
  const n = errors.length;
  const below = errors.filter((one) => one < error).length;
  const above = errors.filter((one) => one > error).length;
  const [side, count] = below >= above ? ["farther from", below] : ["nearer to", above];
  const others = count === n ? `all ${n}` : `${Math.floor((100 * count) / n)} of 100`;
  return `${side} the sheet than ${others} real pictures`;
}

export default (place) => new Sketching(place).begin();
