// TenStatements without a kernel: the listener draws in the page. Python's twin is
// helpers/explorer/latent/statements.py; words and numbers are its.

import { clip } from "../page/drawing.js";
import { drawFace, FACTORS, person } from "../page/faces.js";
import { format } from "../page/format.js";
import { round } from "../page/numbers.js";
import { Latent } from "./latent.js";

const REACH = 3; // a slider's ends; 0 is what nobody spoke of
const RULES = Object.values(FACTORS).map((rule) =>
  Array.isArray(rule) ? { low: rule[0], high: rule[1] } : { low: 0, high: 1, yesOrNo: true },
);

// Sliders to factors: unspoken ones in the middle, glasses and such left out.
function factors(z) {
  return Float32Array.from(RULES, ({ low, high, yesOrNo }, k) => {
    const share = clip((z[k] / REACH + 1) / 2, 0, 1);
    return low + (high - low) * (yesOrNo ? share > 0.5 : share);
  });
}

// The sliders that say what a person is like.
function sliders(seed) {
  const spoken = person(seed);
  return RULES.map(({ low, high }, k) => REACH * ((2 * (spoken[k] - low)) / (high - low) - 1));
}

function difference(a, b) {
  return a.reduce((sum, level, i) => sum + (level - b[i]) ** 2, 0) / a.length;
}

class Statements extends Latent {
  constructor(place) {
    super(place);
    place.onClick(place.parts.buttons[1], () => this.go([...this.truth]));
    this.silent = this.drawn(this.point.map(() => 0));
    this.meet();
  }

  drawn(z) {
    return drawFace(factors(z));
  }

  // Somebody to describe.
  meet() {
    this.truth = sliders(this.place.values.seed + this.draws);
    this.target = this.drawn(this.truth);
  }

  random() {
    this.draws += 1;
    this.meet();
    return this.go(this.truth.map(() => 0));
  }

  async picture(z) {
    return this.drawn(z);
  }

  reference() {
    return { caption: "the face you saw", bytes: this.target };
  }

  words(z, picture) {
    const { allowed, near } = this.place.values;
    const made = z.map((value) => Math.abs(value) > 1e-6);
    const right = z.filter((value, k) => made[k] && this.isRight(value, k, near)).length;
    const count = made.filter(Boolean).length;
    let text = `${count} of ${allowed} statements, ${right} of them right.`;
    if (count > allowed) text += ` ${count - allowed} too many: put some back to 0.`;
    const left = difference(picture, this.target) / difference(this.silent, this.target);
    return `${text} ${format(round(left, 3), ".0%")} of the difference is left.`;
  }

  isRight(value, k, near) {
    const truth = this.truth[k];
    return Math.abs(value - truth) <= near || (RULES[k].yesOrNo && value * truth > 0);
  }
}

export default async (place) => new Statements(place);
