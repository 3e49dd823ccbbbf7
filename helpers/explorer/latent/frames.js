// What the page knows of the latent space: pictures that the kernel decoded ahead of time.

class Frames {
  constructor(model) {
    this.model = model;
    this.size = model.get("shape").reduce((a, b) => a * b);
    this.strips = new Map(); // slider -> {z, bytes}
    this.z = [];
    this.picture = this.reference = null;
  }

  load({ z, dims, reference, moved }) {
    const bytes = bytesOf(this.model.get("frames"));
    let at = 0;
    const take = (n) => bytes.subarray(at, (at += n * this.size));
    if (moved) this.strips.clear();
    this.z = z;
    this.picture = take(1);
    this.reference = reference ? take(1) : null;
    for (const k of dims) this.strips.set(k, { z, bytes: take(this.model.get("positions")) });
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

  known(z) {
    return z.every((value, i) => near(value, this.z[i]));
  }

  find(z) {
    if (this.known(z)) return this.picture;
    const places = z.map((value) => this.place(value));
    for (const [k, strip] of this.strips)
      if (places[k] >= 0 && this.fresh(k, z)) return this.frame(strip.bytes, places[k]);
    const lattice = this.lattice();
    const known = lattice && places.every((place) => place >= 0 && place % this.stride(lattice) === 0);
    return known ? this.plane(lattice, ...places) : null;
  }

  lattice() {
    const bytes = bytesOf(this.model.get("lattice"));
    return bytes.length ? bytes : null;
  }

  side(lattice) {
    return Math.sqrt(lattice.length / this.size);
  }

  // How many places from one that the lattice holds to the next; 1 where it holds all.
  stride(lattice) {
    return (this.model.get("positions") - 1) / (this.side(lattice) - 1);
  }

  plane(lattice, i, j) {
    const stride = this.stride(lattice);
    return this.frame(lattice, (i / stride) * this.side(lattice) + j / stride);
  }
}

