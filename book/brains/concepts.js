// A ConceptExplorer without a kernel. Python's twin is helpers/explorer/strips/concepts.py; words
// and numbers are its own.

import { format } from "../page/format.js";
import { levels, view } from "../page/place.js";
import { Strips } from "./strips.js";

const ANOTHER = -1; // where no slider stands

class Concepts extends Strips {
  constructor(place) {
    super(place, [() => this.another(), () => this.show(this.centre)]);
    this.names = this.page.get("names");
    this.ticks = this.page.get("ticks");
    this.size = this.page.get("shape").reduce((a, b) => a * b);
    this.centre = this.names.map(() => Math.floor(this.ticks.length / 2));
    Object.assign(this, { at: 0, last: 0, strips: [], texts: [] });
  }

  async begin() {
    await this.take();
    await this.show(this.centre);
  }

  async another() {
    this.at = (this.at + 1) % this.place.arrays.images.shape[0];
    await this.take();
    await this.show(this.centre);
  }

  // A real picture, beside what its code decodes to.
  async take() {
    const { images, codes } = this.place.arrays;
    const [length] = codes.shape.slice(1);
    const picture = images.subarray(this.at * this.size, (this.at + 1) * this.size);
    this.z = codes.subarray(this.at * length, (this.at + 1) * length);
    const decoded = await this.decode(this.z);
    this.before = (await this.told(decoded))[0];
    this.page.set("still_frames", view(picture, decoded));
    this.made = null; // strips are of another picture
  }

  async decode(codes) {
    const [pictures] = await this.place.nets.decode.run(Float32Array.from(codes));
    return levels(pictures);
  }

  // What the reader says of each concept, a row a picture.
  async told(pictures) {
    const [answers] = await this.place.nets.read.run(Float32Array.from(pictures, (level) => level / 255));
    const [, width] = this.place.nets.read.about.outputs[0];
    const rows = Array.from({ length: answers.length / width }, (_, i) => answers.subarray(i * width, (i + 1) * width));
    return rows.map((row) => this.place.values.columns.map((column) => row[column]));
  }

  say(after) {
    const shares = after.map((now, k) => `${this.names[k]}\xa0${format(this.before[k], ".0%")}\xa0→\xa0${format(now, ".0%")}`);
    return `The reader on face ${this.at}, decoded as it is → moved:\n${shares.join(" · ")}`;
  }

  // Codes along one slider; the others stay.
  codes(k, places) {
    const { vectors } = this.place.arrays;
    const { z, ticks } = this;
    const along = new Float32Array(ticks.length * z.length);
    ticks.forEach((tick, at) => {
      const strengths = places.map((place, j) => (j === k ? tick : ticks[place]));
      z.forEach((start, i) => {
        const moved = strengths.reduce((sum, strength, j) => sum + strength * vectors[j * z.length + i], 0);
        along[at * z.length + i] = start + moved;
      });
    });
    return along;
  }

  async strip(k, places) {
    const pictures = await this.decode(this.codes(k, places));
    this.strips[k] = pictures;
    this.texts[k] = (await this.told(pictures)).map((row) => this.say(row));
  }

  // The slider that moved last comes first: the page can already be told. It draws what belongs
  // to `around`, and the place of the slider itself does not count there; put elsewhere, it says
  // that the others are not made yet. They come without a word, for a slider may be held by then.
  async show(places) {
    const moved = places.findIndex((at, k) => at !== this.made?.[k]);
    if (this.made && moved >= 0) this.last = moved;
    await this.strip(this.last, places);
    const around = places.map((at, k) => (k === this.last ? ANOTHER : at));
    this.place.tell({ ...this.traits(), places, around });
    this.made = places;
    this.place.queue(() => this.rest(places));
  }

  async rest(places) {
    for (const k of this.names.keys()) {
      if (k === this.last) continue;
      if (places !== this.made || this.asked) return; // moved on meanwhile
      await this.strip(k, places);
    }
    this.page.set({ ...this.traits(), around: places });
  }

  get asked() {
    return this.page.get("request").count > this.place.heard;
  }

  traits() {
    const nothing = new Uint8Array(this.ticks.length * this.size);
    const frames = view(...this.names.map((_, k) => this.strips[k] ?? nothing));
    return { frames, texts: this.names.map((_, k) => this.texts[k] ?? []) };
  }
}

export default (place) => new Concepts(place).begin();
