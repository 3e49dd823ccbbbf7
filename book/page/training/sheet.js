// Dots, maps, lines and ticks between two layers of a figure that matplotlib drew beforehand
// (book/brains/figure.py).

import { labels, ticks } from "./ticks.js";

export const [ORANGE, BLUE, INK] = ["#D55E00", "#0072B2", "#333333"];
const TICK = 3.5; // points
const PAD = 3.5; // between a tick and its label

const bitmap = (png) => createImageBitmap(new Blob([png], { type: "image/png" }));

/** A canvas with the layers of a figure. */
export class Sheet {
  static async of(values, arrays) {
    const sheet = new Sheet();
    Object.assign(sheet, values);
    [sheet.under, sheet.over, sheet.digits] = await Promise.all([arrays.under, arrays.over, arrays.digits].map(bitmap));
    const canvas = new OffscreenCanvas(...values.size);
    return Object.assign(sheet, { canvas, pen: canvas.getContext("2d") });
  }

  clear() {
    this.pen.drawImage(this.under, 0, 0);
  }

  async png() {
    this.pen.drawImage(this.over, 0, 0);
    const blob = await this.canvas.convertToBlob({ type: "image/png" });
    return new Uint8Array(await blob.arrayBuffer());
  }

  inside([left, top, width, height], draw) {
    const { pen } = this;
    pen.save();
    pen.beginPath();
    pen.rect(left, top, width, height);
    pen.clip();
    draw();
    pen.restore();
  }

  /** Points x1, x2, ... as dots of an area in square points; what is not finite is left out. */
  dots(points, [left, top, width, height], [[x0, x1], [y0, y1]], area, colour) {
    const { pen } = this;
    const radius = (Math.sqrt(area) / 2) * this.point;
    this.inside([left, top, width, height], () => {
      Object.assign(pen, { fillStyle: colour, globalAlpha: 0.6 });
      for (let i = 0; i < points.length; i += 2) {
        if (!Number.isFinite(points[i]) || !Number.isFinite(points[i + 1])) continue;
        const x = left + (width * (points[i] - x0)) / (x1 - x0);
        const y = top + (height * (y1 - points[i + 1])) / (y1 - y0);
        pen.beginPath();
        pen.arc(x, y, radius, 0, 2 * Math.PI);
        pen.fill();
      }
    });
  }

  /** Values on a grid, row by row from below, in colours from `low` to `high`, without steps. */
  shade(grid, side, [left, top, width, height], [low, high], colours, alpha = 1) {
    const [w, h] = [Math.round(width), Math.round(height)];
    const image = new ImageData(w, h);
    for (let row = 0, at = 0; row < h; row++) {
      const y = between((1 - (row + 0.5) / h) * side - 0.5, side);
      for (let column = 0; column < w; column++, at += 4) {
        const x = between(((column + 0.5) / w) * side - 0.5, side);
        const lower = mixed(grid[y.low * side + x.low], grid[y.low * side + x.high], x.share);
        const upper = mixed(grid[y.high * side + x.low], grid[y.high * side + x.high], x.share);
        const value = (mixed(lower, upper, y.share) - low) / (high - low);
        const colour = 3 * Math.min(255, Math.max(0, Math.floor(256 * value)));
        for (let c = 0; c < 3; c++) image.data[at + c] = mixed(255, colours[colour + c], alpha);
        image.data[at + 3] = 255;
      }
    }
    this.pen.putImageData(image, Math.round(left), Math.round(top));
  }

  line(points, colour, width, alpha = 1, dash = []) {
    const { pen, point } = this;
    pen.save();
    Object.assign(pen, { strokeStyle: colour, lineWidth: width * point, globalAlpha: alpha, lineJoin: "round" });
    pen.setLineDash(dash.map((length) => length * width * point));
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(x, y);
    pen.stroke();
    pen.restore();
  }

  /** Ticks and their labels below and to the left of axes. */
  axes([left, top, width, height], [x0, x1], [y0, y1], has = { x: true, y: true }) {
    const [bottom, far] = [top + height, (TICK + PAD) * this.point];
    const pieces = (length, each) => Math.min(9, Math.max(1, Math.floor(length / this.point / (10 * each))));
    const draw = (low, high, most, mark) => {
      const found = ticks(low, high, most);
      labels(found).forEach((label, k) => low <= found[k] && found[k] <= high && mark(found[k], label));
    };
    if (has.x)
      draw(x0, x1, pieces(width, 3), (tick, label) => {
        const x = Math.round(left + (width * (tick - x0)) / (x1 - x0)) + 0.5;
        this.line([[x, bottom], [x, bottom + TICK * this.point]], "black", 0.8);
        this.write(label, x - this.width(label) / 2, bottom + far + 13);
      });
    if (has.y)
      draw(y0, y1, pieces(height, 2), (tick, label) => {
        const y = Math.round(top + (height * (y1 - tick)) / (y1 - y0)) + 0.5;
        this.line([[left, y], [left - TICK * this.point, y]], "black", 0.8);
        this.write(label, left - far - this.width(label), y + 6);
      });
  }

  width(text) {
    return [...text].reduce((sum, glyph) => sum + this.widths[glyph], 0);
  }

  /** A number with its base line at `y`. */
  write(text, x, y) {
    const [width, height] = this.cell;
    for (const glyph of text) {
      const at = this.glyphs.indexOf(glyph) * width;
      this.pen.drawImage(this.digits, at, 0, width, height, Math.round(x), Math.round(y) - height + 5, width, height);
      x += this.widths[glyph];
    }
  }
}

const mixed = (a, b, share) => a + (b - a) * share;

// The two nearest cells of a grid, and how far to go from the one to the other.
function between(place, side) {
  const low = Math.min(side - 1, Math.max(0, Math.floor(place)));
  const high = Math.min(side - 1, Math.max(0, Math.floor(place) + 1));
  return { low, high, share: place - Math.floor(place) };
}
