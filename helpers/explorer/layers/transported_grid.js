// Python's TransportedGrid, in the page: where a point is at a layer, how much is stretched.
class TransportedGrid {
  constructor(model) {
    this.last = model.get("last");
    this.side = model.get("side");
    this.reach = model.get("reach");
    this.scale = model.get("scale");
    this.transported = floats(model.get("transported"));
    this.logNoise = floats(model.get("log_noise"));
    this.logTruth = floats(model.get("log_truth"));
    this.n = this.side * this.side;
  }

  // x1, x2 and log stretch of point i at a layer, a whole one or between two.
  at(layer, i) {
    const k = Math.min(Math.floor(layer), this.last - 1);
    const share = layer - k;
    const from = 3 * (i * (this.last + 1) + k);
    const [x1, x2, stretch, y1, y2, whole] = this.transported.subarray(from, from + 6);
    const gain =
      k === this.last - 1
        ? this.scale.reduce((sum, s) => sum + Math.log1p(share * (s - 1)), 0)
        : Math.log1p(share * Math.expm1(whole - stretch));
    return [x1 + share * (y1 - x1), x2 + share * (y2 - x2), stretch + gain];
  }

  noise(i) {
    const tick = (k) => (2 * this.reach * k) / (this.side - 1) - this.reach;
    return [tick(i % this.side), tick(Math.floor(i / this.side))];
  }

  describe(layer, i) {
    const [z1, z2] = this.noise(i);
    const noise = this.logNoise[i];
    const stretch = this.at(layer, i)[2];
    const times = Math.exp(stretch);
    const said =
      `Layer ${layer.toFixed(2)} of ${this.last}. From z = (${z1.toFixed(3)}, ${z2.toFixed(3)}), ` +
      `where the log density of the noise is ${noise.toFixed(2)} nats. Its surroundings became ` +
      `${times.toFixed(times >= 10 ? 0 : 3)} times as large, so the log density is now ` +
      `${noise.toFixed(2)} - ${stretch.toFixed(2)} = ${(noise - stretch).toFixed(2)} nats.`;
    const sum = said.replace("- -", "+ ");
    const truth = this.logTruth[i];
    const says = Number.isFinite(truth) ? `says ${truth.toFixed(2)}` : "has nothing";
    return layer < this.last ? sum : `${sum} The truth ${says}.`;
  }
}

