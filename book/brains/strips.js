// What brains of pictures on sliders share. Python's twin is helpers/explorer/strips/strip.py.

import { view } from "../page/place.js";

export class Strips {
  // What each button does, in their order.
  constructor(place, works) {
    Object.assign(this, { place, page: place.page });
    if (place.arrays.frames) this.page.set("frames", view(place.arrays.frames));
    works.forEach((work, k) => place.onClick(place.parts.buttons[k], () => work.call(this)));
    place.onRequest(({ places }) => this.show(places.map((at) => this.within(at))));
  }

  get places() {
    return this.page.get("places");
  }

  within(at) {
    return Math.min(Math.max(Math.trunc(at), 0), this.page.get("ticks").length - 1);
  }

  // With the traits that changed; strips that a slider does not change stay.
  show(places, traits = {}) {
    this.place.tell({ ...traits, places, around: places });
  }
}
