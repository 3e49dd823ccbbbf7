// What brains of pictures with sliders share: put everything at a code, show what is there.
// Python's twin is helpers/explorer/latent/sliding.py.

import { levels, view } from "../page/place.js";

const tidy = (value) => Number(value.toFixed(6));

// A brain MUST give   words(z, picture), reference(z): {caption, bytes}, decode(codes)
export class Sliding {
  constructor(place) {
    const { page, sliders, boxes, fold, rows } = place.parts;
    Object.assign(this, { place, page, sliders, boxes });
    place.onRequest((request) => this.answer(request));
    if (fold) place.onChange(fold, "value", (open) => this.unfold(fold, rows, open));
  }

  get order() {
    return this.place.values.order;
  }

  async answer({ z, dims }) {
    const whole = [...this.point];
    this.order.forEach((dim, k) => (whole[dim] = z[k]));
    await this.show(whole, dims);
  }

  // First the page, then the number boxes; the page moves the sliders.
  async move(z, sliders = [], traits = {}) {
    this.point = z;
    this.page.set({ ...traits, point: this.order.map((dim) => z[dim]) });
    await this.show(z, sliders, { moved: true });
    const [reach, positions] = [this.page.get("reach"), this.page.get("positions")];
    const step = (2 * reach) / (positions - 1);
    this.boxes.forEach((box, k) => {
      const value = tidy(step * Math.floor(z[this.order[k]] / step + 0.5));
      box.set({ max: reach, min: -reach, step, value });
    });
  }

  async show(z, sliders, told = {}) {
    const picture = await this.picture(z);
    const reference = this.reference(z);
    const strips = await Promise.all(sliders.map((k) => this.strip(z, this.order[k])));
    const status = await this.words(z, picture);
    const around = this.order.map((dim) => z[dim]);
    this.place.tell(
      { frames: view(picture, reference.bytes, ...strips) },
      { z: around, dims: sliders, reference: reference.caption, status, ...told },
    );
  }

  async picture(z) {
    return levels(await this.decode(Float32Array.from(z)));
  }

  // Pictures at every place where a slider can stand.
  async strip(z, dim) {
    const [reach, positions] = [this.page.get("reach"), this.page.get("positions")];
    const codes = Float32Array.from({ length: positions * z.length }, (_, at) => z[at % z.length]);
    for (let k = 0; k < positions; k++)
      codes[k * z.length + dim] = tidy(-reach + (2 * reach * k) / (positions - 1));
    return levels(await this.decode(codes));
  }

  unfold(fold, rows, open) {
    fold.set("icon", open ? "chevron-up" : "chevron-down");
    rows.get("layout").set("display", open ? null : "none");
  }
}
