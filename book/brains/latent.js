// A LatentExplorer without a kernel. Python's twins are helpers/explorer/latent/latent.py and
// gallery.py; words and numbers are theirs.

import { format } from "../page/format.js";
import { levels, view } from "../page/place.js";
import { defaultRng } from "../page/random.js";
import { Sliding } from "./sliding.js";

const REACH = 3;
const SHOWN = 8;

const norm = (z) => Math.hypot(...z);

class Latent extends Sliding {
  constructor(place) {
    super(place);
    Object.assign(this, { draws: 0, picks: defaultRng(0), origin: null });
    this.point = new Array(place.values.latent_dim).fill(0);
    const [random, real, reset] = place.parts.buttons;
    place.onClick(random, () => this.random());
    place.onClick(real, () => this.showImage(this.picks.integer(0, this.codes.shape[0])));
    place.onClick(reset, () => this.go(this.point.map(() => 0)));
  }

  get codes() {
    return this.place.arrays.codes;
  }

  code(i) {
    const d = this.place.values.latent_dim;
    return [...this.codes.subarray(i * d, (i + 1) * d)];
  }

  async decode(codes) {
    const [pictures] = await this.place.nets.decode.run(codes);
    return pictures;
  }

  random() {
    this.draws += 1;
    return this.go([...defaultRng(this.draws).standardNormal(this.point.length, "float32")]);
  }

  showImage(i) {
    return this.go(this.code(i), i);
  }

  async go(z, origin = null) {
    this.origin = origin;
    await this.move(z, [], await this.stretched(Math.max(...this.order.map((dim) => Math.abs(z[dim])))));
  }

  // Sliders that reach that far; they never shrink.
  async stretched(far) {
    const reach = Math.max(REACH, 1.5 * Math.ceil(far / 1.5));
    if (reach <= this.page.get("reach")) return {};
    if (this.point.length !== 2) return { reach };
    return { reach, lattice: await this.lattice(reach) };
  }

  // A plane of pictures for the map: every other place at once, the rest while nobody waits.
  async lattice(reach) {
    const all = this.page.get("positions");
    const stride = all > 31 ? 2 : 1;
    const first = await this.rows(reach, (all - 1) / stride + 1, () => true);
    if (stride > 1) this.fill(reach, all);
    return first;
  }

  async fill(reach, all) {
    const whole = await this.rows(reach, all, () => this.page.get("reach") === reach);
    if (whole) this.page.set({ lattice: whole });
  }

  // `n` by `n` pictures, a row at a time so that others get their turn; null once it is not wanted.
  async rows(reach, n, wanted) {
    const tick = (k) => Number((-reach + (2 * reach * k) / (n - 1)).toFixed(6));
    const rows = [];
    for (let i = 0; i < n; i++) {
      const codes = Float32Array.from({ length: 2 * n }, (_, at) => tick(at % 2 ? at >> 1 : i));
      rows.push(levels(await this.decode(codes)));
      if (!wanted()) return null;
    }
    return view(...rows);
  }

  nearest(z) {
    const d = z.length;
    let [best, least] = [0, Infinity];
    for (let i = 0; i < this.codes.shape[0]; i++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += (this.codes[i * d + k] - z[k]) ** 2;
      if (sum < least) [best, least] = [i, sum];
    }
    return best;
  }

  image(i) {
    const size = this.page.get("shape").reduce((a, b) => a * b);
    return this.place.arrays.images.subarray(i * size, (i + 1) * size);
  }

  reference(z) {
    if (!this.codes) return { caption: "", bytes: new Uint8Array(0) };
    if (this.origin === null) return { caption: "nearest real image", bytes: this.image(this.nearest(z)) };
    return { caption: "original", bytes: this.image(this.origin) };
  }

  words(z) {
    const typical = format(this.place.values.typical, ".1f");
    return `Point ${format(norm(z), ".1f")} from the centre; random ones are about ${typical} away. ${this.known(z)}`.trim();
  }

  known(z) {
    if (!this.codes) return "";
    const title = (i) => this.place.values.titles[i];
    if (this.origin === null) return `Nearest real image: ${title(this.nearest(z))}.`;
    const code = this.code(this.origin);
    const moved = norm(z.map((value, k) => value - code[k]));
    if (moved < 1e-3) return `This is the code of real image ${title(this.origin)}.`;
    return `Moved ${format(moved, ".1f")} from the code of real image ${title(this.origin)}.`;
  }

  unfold(fold, rows, open) {
    super.unfold(fold, rows, open);
    this.page.set("shown", open ? this.sliders.length : SHOWN);
  }
}

export { Latent };

export default async function (place) {
  const brain = new Latent(place);
  const page = place.page;
  if (brain.point.length === 2) page.set("lattice", await brain.lattice(page.get("reach")));
}
