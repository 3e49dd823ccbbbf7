// What one family answers, in the page; Python's twin is Answers.

const pair = (x) => `(${x[0].toFixed(2)}, ${x[1].toFixed(2)})`;

// A value of a grid, row by row, between its places; `size` numbers at each place.
function read(grid, side, size, bounds, x) {
  const [u, v] = shareOf(bounds, x).map((share) => clamp(share, [0, 1]) * (side - 1));
  const [column, row] = [u, v].map((tick) => Math.min(side - 2, Math.floor(tick)));
  const [right, up] = [u - column, v - row];
  return Array.from({ length: size }, (_, k) => {
    const at = (r, c) => grid[((row + r) * side + column + c) * size + k];
    const below = (1 - right) * at(0, 0) + right * at(0, 1);
    return (1 - up) * below + up * ((1 - right) * at(1, 0) + right * at(1, 1));
  });
}

class Family {
  constructor(sent, model) {
    Object.assign(this, sent, { model });
    for (const key of ["log_p", "codes", "again", "decoded", "states"]) this[key] = floats(sent[key]);
    this.true_p = floats(model.get("truth"));
  }

  inWindow(grid, size, x) {
    return read(grid, this.model.get("side"), size, this.model.get("bounds"), x);
  }

  // Where point i is after a share of its way.
  at(i, way) {
    const place = way * (this.stops - 1);
    const k = Math.min(this.stops - 2, Math.floor(place));
    const from = (i * this.stops + k) * 2;
    const share = place - k;
    return [0, 1].map((j) => (1 - share) * this.states[from + j] + share * this.states[from + 2 + j]);
  }

  code(x) {
    return this.inWindow(this.codes, 2, x);
  }

  between(a, b) {
    const [first, last] = [this.code(a), this.code(b)];
    const reach = this.model.get("reach");
    const square = [[-reach, reach], [-reach, reach]];
    const stops = this.model.get("between");
    return Array.from({ length: stops }, (_, n) => {
      const z = [0, 1].map((k) => first[k] + (n / (stops - 1)) * (last[k] - first[k]));
      return read(this.decoded, this.model.get("side"), 2, square, z);
    });
  }

  describe(question, way, a, b) {
    if (this.refusals[question]) return this.refusals[question];
    if (question === 0) {
      const times = this.evaluations === 1 ? "evaluation" : "evaluations, one after the other,";
      return (
        `${Math.round(100 * way)} % of the way from noise to data. One sample takes ` +
        `${this.evaluations} ${times} of a network.`
      );
    }
    if (question === 1) {
      const [own, truth] = [this.log_p, this.true_p].map((grid) => this.inWindow(grid, 1, a)[0].toFixed(2));
      return `At ${pair(a)}: ${this.kind}: ${own} nats. The truth: ${truth} nats.`;
    }
    if (question === 2) {
      const again = this.inWindow(this.again, 2, a);
      const off = Math.hypot(a[0] - again[0], a[1] - again[1]).toFixed(2);
      return `${pair(a)} has the code ${pair(this.code(a))}. Decoded again it is ${off} away.`;
    }
    const path = this.between(a, b);
    const least = Math.min(...path.map((x) => this.inWindow(this.true_p, 1, x)[0]));
    return (
      `From ${pair(a)} to ${pair(b)} on a straight line between their codes. Half-way it decodes to ` +
      `${pair(path[(path.length - 1) / 2])}. Least true log p(x) on the way: ${least.toFixed(1)} nats.`
    );
  }
}

