// SideBySide without a kernel. Python's twin is helpers/explorer/strips/side_by_side.py; words and
// numbers are its own.

import { format } from "../page/format.js";
import { mean, rounded } from "../page/numbers.js";
import { view } from "../page/place.js";
import { stoppable } from "./stoppable.js";
import { Strips } from "./strips.js";

const QUICK = ["decode", "flow"]; // kinds that take a second
const QUARTER = 90;

class Circle extends Strips {
  constructor(place) {
    super(place, []);
    this.makers = place.values.makers;
    this.seed = place.values.seed;
    this.seeds = this.makers.map(() => this.seed); // of what each model shows
    this.degrees = this.page.get("ticks").slice(0, -1); // the last is the first again
    this.pictures = this.sent();
    stoppable(place, place.parts.buttons[0], (signal) => this.newNoise(signal));
  }

  // Name by name the pictures of all stops, from strips stop by stop.
  sent() {
    const frames = this.page.get("frames");
    const bytes = new Uint8Array(frames.buffer, frames.byteOffset, frames.byteLength);
    const size = this.page.get("shape").reduce((a, b) => a * b);
    const many = this.makers.length;
    return this.makers.map((_, m) => {
      const whole = new Uint8Array(this.degrees.length * size);
      this.degrees.forEach((_, k) => whole.set(bytes.subarray((k * many + m) * size, (k * many + m + 1) * size), k * size));
      return whole;
    });
  }

  // The quick ones first, each shown as soon as it is made.
  async newNoise(signal) {
    this.seed += 1;
    const isQuick = ({ kind }) => QUICK.includes(kind);
    const order = [...this.makers.filter(isQuick), ...this.makers.filter((maker) => !isQuick(maker))];
    for (const [k, maker] of order.entries()) {
      const made = await this.make(maker, `${k + 1} of ${order.length}: ${maker.name}`, signal);
      if (!made) break;
      this.pictures[this.makers.indexOf(maker)] = made;
      this.seeds[this.makers.indexOf(maker)] = this.seed;
      this.show(this.places, this.strips());
    }
    this.show(this.places, this.strips());
  }

  make({ name, kind, size, parts, values }, line, signal) {
    const tell = this.place.progress(`The kernel is at work. ${line},`);
    const nets = Object.fromEntries(parts.map((part) => [part, this.place.nets[`${name} ${part}`]]));
    const args = { kind, size, values, seed: this.seed, degrees: this.degrees };
    return this.place.job("samples", args, tell, signal, nets);
  }

  // Mean change of grey levels from so many stops before, on a closed circle.
  changes(pictures, stops) {
    const many = this.degrees.length;
    const size = pictures.length / many;
    return this.degrees.map((_, k) => {
      const before = ((k - stops + many) % many) * size;
      let sum = 0;
      for (let p = 0; p < size; p++) sum += Math.abs(pictures[k * size + p] - pictures[before + p]);
      return sum / size;
    });
  }

  strips() {
    const { pictures, degrees } = this;
    const size = pictures[0].length / degrees.length;
    const closed = [...degrees.keys(), 0];
    const scores = pictures.map((whole) => rounded(this.changes(whole, 1), 2));
    const quarter = QUARTER / (degrees[1] - degrees[0]);
    return {
      frames: view(...closed.flatMap((k) => pictures.map((whole) => whole.subarray(k * size, (k + 1) * size)))),
      scores: scores.map((row) => closed.map((k) => row[k])),
      level: mean(pictures.map((whole) => mean(this.changes(whole, quarter)))),
      texts: [this.page.get("ticks").map((angle, at) => this.say(angle, scores.map((row) => row[closed[at]])))],
    };
  }

  say(angle, changes) {
    const told = this.makers.map(({ name }, m) => `${name} ${format(changes[m], ".1f")}`).join(", ");
    const late = this.makers.filter((_, m) => this.seeds[m] !== this.seed).map(({ name }) => name);
    const stale = late.length ? ` Still of the noise before: ${late.join(", ")}.` : "";
    return (
      `Angle ${angle}° of the noise with seed ${this.seed}. Grey levels changed since the stop ` +
      `before, on average: ${told}.${stale}`
    );
  }
}

export default (place) => void new Circle(place);
