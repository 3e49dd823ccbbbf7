// The grid of noise as it is at a layer, drawn on a canvas.

const [WIDTH, HEIGHT] = [400, 400];

class GridPicture {
  constructor(parent, grid, model) {
    const { canvas, pen } = sharpCanvas(parent, WIDTH, HEIGHT);
    const { side, n } = grid;
    Object.assign(this, { canvas, pen, grid, side, n });
    [this.shades, this.most] = [model.get("shades"), model.get("most")];
    this.data = floats(model.get("data"));
    // Both axes at one scale, the window in the middle.
    const bounds = model.get("bounds");
    this.zoom = Math.min(...bounds.map(([low, high], k) => [WIDTH, HEIGHT][k] / (high - low)));
    this.middle = bounds.map(([low, high]) => (low + high) / 2);
    this.inside = Array.from({ length: n }, (_, i) => Math.hypot(...grid.noise(i)) < grid.reach);
    [this.xs, this.ys] = [new Float32Array(n), new Float32Array(n)];
    this.cell = ((2 * grid.reach * this.zoom) / (side - 1)) ** 2; // its area before, in pixels
  }

  place(x1, x2) {
    const { zoom, middle } = this;
    return [WIDTH / 2 + zoom * (x1 - middle[0]), HEIGHT / 2 - zoom * (x2 - middle[1])];
  }

  transport(layer) {
    const { grid, n, xs, ys, zoom, middle } = this;
    for (let i = 0; i < n; i++) {
      const [x1, x2] = grid.at(layer, i);
      xs[i] = WIDTH / 2 + zoom * (x1 - middle[0]);
      ys[i] = HEIGHT / 2 - zoom * (x2 - middle[1]);
    }
  }

  // The point of the grid that is nearest to the pointer.
  nearest(event, layer) {
    const [right, up] = shares(event, this.canvas);
    const [x, y] = [right * WIDTH, (1 - up) * HEIGHT];
    this.transport(layer);
    let [best, least] = [0, Infinity];
    for (let i = 0; i < this.n; i++) {
      const distance = (this.xs[i] - x) ** 2 + (this.ys[i] - y) ** 2;
      if (this.inside[i] && distance < least) [best, least] = [i, distance];
    }
    return best;
  }

  // The point beside another one, or null outside the grid.
  beside(i, [right, up]) {
    const { side } = this;
    const [column, row] = [(i % side) + right, Math.floor(i / side) + up];
    const next = row * side + column;
    return column >= 0 && column < side && row >= 0 && row < side && this.inside[next] ? next : null;
  }

  draw(layer, i) {
    const { pen, data } = this;
    this.transport(layer);
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    this.drawCells();
    this.drawLines();
    pen.fillStyle = "rgba(0, 0, 0, 0.55)";
    for (let k = 0; k < data.length; k += 2) {
      const [right, down] = this.place(data[k], data[k + 1]);
      pen.fillRect(right - 1, down - 1, 2, 2);
    }
    this.drawPoint(layer, i);
  }

  drawCells() {
    const { pen, xs, ys, side, n, inside, shades, most } = this;
    const paths = shades.map(() => new Path2D());
    for (let i = 0; i < n - side; i++) {
      const corners = [i, i + 1, i + side + 1, i + side];
      if (i % side === side - 1 || !corners.every((corner) => inside[corner])) continue;
      const [a, b, c, d] = corners;
      const area = (xs[c] - xs[a]) * (ys[d] - ys[b]) - (xs[d] - xs[b]) * (ys[c] - ys[a]);
      const mean = Math.log(Math.max(Math.abs(area) / 2, 1e-9) / this.cell); // the cell as a whole
      const share = clamp((mean + most) / (2 * most), [0, 1]);
      const path = paths[Math.round(share * (shades.length - 1))];
      corners.forEach((i, k) => path[k ? "lineTo" : "moveTo"](xs[i], ys[i]));
      path.closePath();
    }
    paths.forEach((path, k) => {
      pen.fillStyle = pen.strokeStyle = shades[k];
      pen.lineWidth = 0.6; // closes the hairlines between cells
      pen.fill(path);
      pen.stroke(path);
    });
  }

  drawLines() {
    const { pen, xs, ys, side, inside } = this;
    const path = new Path2D();
    for (let line = 0; line < side; line += 6) {
      for (const at of [(k) => line * side + k, (k) => k * side + line]) {
        let down = false;
        for (let k = 0; k < side; k++) {
          if (inside[at(k)]) path[down ? "lineTo" : "moveTo"](xs[at(k)], ys[at(k)]);
          down = inside[at(k)];
        }
      }
    }
    Object.assign(pen, { strokeStyle: INK, lineWidth: 0.6 });
    pen.stroke(path);
  }

  drawPoint(layer, i) {
    const { pen, xs, ys } = this;
    const path = new Path2D();
    for (let way = 0; way < layer; way += 0.1) {
      const [x1, x2] = this.grid.at(way, i);
      path[way ? "lineTo" : "moveTo"](...this.place(x1, x2));
    }
    path[layer ? "lineTo" : "moveTo"](xs[i], ys[i]);
    Object.assign(pen, { strokeStyle: "#000", lineWidth: 2 });
    pen.stroke(path);
    for (const [radius, fill] of [[8, "#000"], [6, "#E69F00"]]) {
      pen.beginPath();
      pen.arc(xs[i], ys[i], radius, 0, 2 * Math.PI);
      pen.fillStyle = fill;
      pen.fill();
    }
  }
}

