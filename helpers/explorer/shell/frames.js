// What the page knows of the latent space: pictures that the kernel decoded ahead of time.

const NEAR = 1e-6;
const near = (a, b) => Math.abs(a - b) < NEAR;
const tidy = (value) => Number(value.toFixed(6)); // the slider says 0.30000000000000004

class Frames {
  constructor(model) {
    this.model = model;
    this.size = model.get("shape").reduce((a, b) => a * b);
    this.strips = new Map(); // slider -> {z, bytes}
    this.z = [];
    this.picture = this.reference = null;
  }

  load() {
    const answer = this.model.get("answer");
    const view = this.model.get("frames");
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    let at = 0;
    const take = (n) => bytes.subarray(at, (at += n * this.size));
    if (answer.moved) this.strips.clear();
    this.z = answer.z;
    this.picture = take(1);
    this.reference = answer.reference ? take(1) : null;
    for (const k of answer.dims)
      this.strips.set(k, { z: answer.z, bytes: take(this.model.get("positions")) });
  }

  // Place of a value among the slider's positions, or -1 between them.
  place(value) {
    const [reach, n] = [this.model.get("reach"), this.model.get("positions")];
    const place = Math.round(((value + reach) / (2 * reach)) * (n - 1));
    return place >= 0 && place < n && near((place / (n - 1)) * 2 * reach - reach, value) ? place : -1;
  }

  frame(bytes, place) {
    return bytes.subarray(place * this.size, (place + 1) * this.size);
  }

  fresh(k, z) {
    const strip = this.strips.get(k);
    return strip !== undefined && z.every((value, i) => i === k || near(value, strip.z[i]));
  }

  find(z) {
    if (z.every((value, i) => near(value, this.z[i]))) return this.picture;
    const places = z.map((value) => this.place(value));
    for (const [k, strip] of this.strips)
      if (places[k] >= 0 && this.fresh(k, z)) return this.frame(strip.bytes, places[k]);
    const lattice = this.lattice();
    if (lattice && places.every((place) => place >= 0)) return this.plane(lattice, ...places);
    return null;
  }

  lattice() {
    const view = this.model.get("lattice");
    return view.byteLength ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : null;
  }

  plane(lattice, i, j) {
    return this.frame(lattice, i * this.model.get("positions") + j);
  }
}

function paint(canvas, bytes) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  const channels = bytes.length / (canvas.width * canvas.height);
  for (let p = 0; p < canvas.width * canvas.height; p++) {
    for (let c = 0; c < 3; c++) image.data[4 * p + c] = bytes[p * channels + (channels === 3 ? c : 0)];
    image.data[4 * p + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
