// A JourneyExplorer without a kernel. Python's twin is helpers/explorer/strips/journey.py; words
// and numbers are its own.

import { format } from "../page/format.js";
import { levels, view } from "../page/place.js";
import { defaultRng } from "../page/random.js";
import { Strips } from "./strips.js";

const BUSY = "The kernel is at work on the new journey ...";
const ANY = 0; // the first of what can be wanted

class Journey extends Strips {
  constructor(place) {
    super(place, [() => this.newNoise()]);
    Object.assign(this, place.values, { draws: 0 });
    this.size = this.event.reduce((a, b) => a * b);
    this.settings = this.now();
    const { steps, wanted, strength } = place.parts;
    for (const [control, name] of [[steps, "index"], [wanted, "index"], [strength, "value"]]) {
      control.on(`change:${name}`, () => this.running?.abort());
      place.onChange(control, name, () => this.again());
    }
  }

  chosen(control) {
    return control.get("_options_labels")[control.get("index")];
  }

  now() {
    const { steps, wanted, strength } = this.place.parts;
    const hasClass = wanted.get("index") !== ANY;
    return {
      draws: this.draws,
      steps: Number(this.chosen(steps)),
      wanted: hasClass ? this.chosen(wanted) : null,
      strength: hasClass ? strength.get("value") : 0,
    };
  }

  newNoise() {
    this.draws += 1;
    return this.again();
  }

  // With the settings as they are now; others that come meanwhile stop it, and are next.
  async again() {
    const settings = this.now();
    if (JSON.stringify(settings) === JSON.stringify(this.settings)) return this.show(this.places);
    const made = await this.travel(settings);
    if (!made) return null;
    this.settings = settings;
    return this.show(this.places, made);
  }

  get names() {
    return this.place.parts.wanted.get("_options_labels").slice(1);
  }

  async travel({ draws, steps, wanted, strength }) {
    const { pictures, size, names } = this;
    const z = defaultRng(draws).standardNormal(pictures * size, "float32");
    const times = Float32Array.from({ length: steps + 1 }, (_, k) => k * (this.end / steps));
    const nudge = strength ? { wanted: names.map((name) => Number(name === wanted)), strength } : null;
    const result = await this.job({ z, times, rows: pictures, nudge });
    if (!result) return null;
    const finished = levels(result.finished);
    const judged = (await this.judge(finished)).map((k) => names[k]).join(", ");
    const nudged = `nudged towards ${wanted} with strength ${format(strength, "g")}`;
    const told =
      `${steps} steps, ${wanted === null ? "not nudged" : nudged}. The finished pictures look ` +
      `to the judge like: ${judged}.`;
    const ticks = this.page.get("ticks");
    return {
      frames: view(...ticks.map((tick) => this.sheet(tick, times, result.states, finished))),
      texts: [ticks.map((t) => this.say(t, told))],
    };
  }

  job(args) {
    const { velocity, nudged, finish } = this.place.nets;
    const nets = args.nudge ? { nudged, finish } : { velocity, finish };
    this.running = new AbortController();
    return this.place.job("journey", args, this.place.progress(BUSY), this.running.signal, nets);
  }

  say(t, told) {
    return `Time ${format(t, ".2f")}: ${format(1 - t, ".0%")} noise, ${format(t, ".0%")} picture. ${told}`;
  }

  // What is there at a time, and below it where the movement is heading.
  sheet(tick, times, states, finished) {
    if (tick > times.at(-1)) return this.mosaic([finished, finished]);
    const k = Math.min(times.findLastIndex((time) => time <= tick), times.length - 2);
    const [x, next, h] = [states[k], states[k + 1], times[k + 1] - times[k]];
    const at = (far) => levels(Float64Array.from(x, (value, i) => inUnits(value + (far * (next[i] - value)) / h)));
    return this.mosaic([at(tick - times[k]), at(1 - times[k])]);
  }

  // Two rows of pictures with white gaps.
  mosaic(rows) {
    const [height, width, channels] = this.event;
    const line = (this.pictures * (width + 1) - 1) * channels;
    const sheet = new Uint8Array((2 * height + 1) * line).fill(255);
    rows.forEach((row, r) => {
      for (let y = 0; y < this.pictures * height; y++) {
        const [picture, inside] = [Math.floor(y / height), y % height];
        const to = (r * (height + 1) + inside) * line + picture * (width + 1) * channels;
        sheet.set(row.subarray(y * width * channels, (y + 1) * width * channels), to);
      }
    });
    return sheet;
  }

  // A class number for each finished picture.
  async judge(finished) {
    const { judge } = this.place.nets;
    if (!judge) return this.neighbours(finished);
    const [chances] = await judge.run(Float32Array.from(finished, (level) => level / 255));
    const classes = this.names.length;
    return Array.from({ length: this.pictures }, (_, i) => {
      const row = chances.subarray(i * classes, (i + 1) * classes);
      return row.indexOf(Math.max(...row));
    });
  }

  // What most of the nearest real pictures are; of classes named as often, the first.
  async neighbours(finished) {
    const { seen, labels, count } = this.place.later;
    this.known ??= Promise.all([seen(), labels(), count()]);
    const [real, classes, [most]] = await this.known;
    return Array.from({ length: this.pictures }, (_, i) => {
      const nearest = near(finished.subarray(i * this.size, (i + 1) * this.size), real, most);
      const votes = this.names.map((_, k) => nearest.filter((at) => classes[at] === k).length);
      return votes.indexOf(Math.max(...votes));
    });
  }
}

// A state as a picture from 0 to 1.
const inUnits = (x) => (x + 1) / 2;

// Which rows of `real` are nearest to a picture.
function near(picture, real, most) {
  const size = picture.length;
  const far = Int32Array.from({ length: real.length / size }, (_, i) => {
    let sum = 0;
    for (let p = 0; p < size; p++) sum += (picture[p] - real[i * size + p]) ** 2;
    return sum;
  });
  return [...far.keys()].sort((a, b) => far[a] - far[b]).slice(0, most);
}

export default (place) => void new Journey(place);
