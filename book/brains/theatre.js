// A TrainingTheatre without a kernel: it trains in the page. Python's twin is
// helpers/explorer/theatre/theatre.py.

import { Playing } from "./playing.js";

const rounded = (rate) => Number(rate.toPrecision(2));
const near = (a, b) => Math.abs(a - b) <= 0.05 * Math.max(Math.abs(a), Math.abs(b));

export class Theatre extends Playing {
  constructor(place) {
    super(place, "theatre");
    this.rate = place.values.rate;
    const { rate_box: box, rate_slider: slider } = place.parts;
    for (const model of [box, slider]) model.on("change:value", () => this.turn(model.get("value")));
  }

  begin() {
    const { start } = this.place.arrays;
    const row = new Float32Array(3 * start.length); // and what Adam remembers: nothing yet
    row.set(start);
    return { row, steps: 0, objectives: [], kls: this.place.values.kls };
  }

  needs() {
    const { under, over, digits, colours } = this.place.arrays;
    return { arrays: { under, over, digits, colours }, settings: { rate: this.rate } };
  }

  turn(rate) {
    if (rounded(rate) === this.rate) return;
    const { rate_box: box, rate_slider: slider } = this.place.parts;
    this.rate = rounded(Math.min(box.get("max"), Math.max(box.get("min"), rate)));
    box.set("value", this.rate);
    if (!near(slider.get("value"), this.rate)) slider.set("value", this.rate);
    if (this.playing) this.soon(() => {});
  }
}

export default async function (place) {
  new Theatre(place);
}
