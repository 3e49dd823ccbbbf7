// A TemperatureExplorer without a kernel. Python's twin is helpers/explorer/strips/temperature.py;
// words and numbers are its own.

import { format } from "../page/format.js";
import { defaultRng } from "../page/random.js";
import { stoppable } from "./stoppable.js";

const BUSY = "The kernel is writing new texts ...";
const END = "\n"; // of a passage; it also stands before the first letter

class Temperatures {
  constructor(place) {
    const { page, again, beginning } = place.parts;
    Object.assign(this, { place, page, beginning }, place.values);
    this.letters = [...this.letters];
    stoppable(place, again, (signal) => place.queue(() => this.write(this.seed + 1, signal)));
    place.onChange(beginning, "value", () => this.write(this.seed));
  }

  // The shown texts stay until all new ones are written.
  async write(seed, signal) {
    const beginning = this.beginning.get("value");
    const { temperatures } = this;
    const u = defaultRng(seed).random(this.length);
    const args = { tokens: this.tokens(END + beginning), u, temperatures };
    const rows = await this.place.job("texts", args, this.place.progress(BUSY), signal);
    if (!rows) return this.place.tell({});
    this.seed = seed;
    const texts = rows.map((row) => row.map((token) => this.letters[token]).join(""));
    return this.place.tell({ texts, beginning, words: temperatures.map((t, k) => this.say(t, this.entropies[k])) });
  }

  tokens(text) {
    const odd = [...new Set(text)].filter((letter) => !this.letters.includes(letter)).sort();
    if (odd.length) {
      const told =
        `Alphabet.tokens expected characters of the alphabet; received '${odd.join("")}'. The model ` +
        "never saw them and has no number for them: leave them out.";
      throw Object.assign(new Error(told), { name: "ValueError" });
    }
    return [...text].map((letter) => this.letters.indexOf(letter));
  }

  say(temperature, bits) {
    const sure = temperature === 0 ? "The most probable character is taken each time." : "";
    return (
      `Temperature ${format(temperature, ".1f")}, random numbers of seed ${this.seed}. Entropy of the ` +
      `next character: ${format(bits, ".2f")} bits, as uncertain as ${format(2 ** bits, ".1f")} equally ` +
      `probable characters. ${sure}`
    ).trimEnd();
  }
}

export default (place) => void new Temperatures(place);
