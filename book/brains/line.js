// A LineExplorer without a kernel. Python's twin is helpers/explorer/strips/line.py; words and
// numbers are its own, and the pictures are drawn with the browser's pen.

import { format } from "../page/format.js";
import { mean } from "../page/numbers.js";
import { view } from "../page/place.js";
import { Strips } from "./strips.js";

const STEPS = 30;
const LARGEST = 100;
const AROUND = 80; // points of the valley
const [ORANGE, BLUE, GREY, INK, PALE] = ["#E69F00", "#56b4e9", "#777777", "#222222", "#dddddd"];

const loss = (w, x, y) => mean(x.map((one, i) => (w * one - y[i]) ** 2));

// A white sheet with axes of its own: draws points and lines in the data's units.
class Sheet {
  constructor(pen, low, high) {
    Object.assign(this, { pen, low, high });
    pen.fillStyle = "white";
    pen.fillRect(0, 0, pen.canvas.width, pen.canvas.height);
  }

  // Pixels of a point; far ones stop outside the sheet.
  at(point) {
    const { width, height } = this.pen.canvas;
    const [x, y] = point.map((value, k) => {
      const share = (value - this.low[k]) / (this.high[k] - this.low[k]);
      return Math.min(3, Math.max(-2, share));
    });
    return [x * width, (1 - y) * height];
  }

  line(points, colour, width) {
    const { pen } = this;
    pen.beginPath();
    for (const point of points) pen.lineTo(...this.at(point));
    Object.assign(pen, { strokeStyle: colour, lineWidth: width });
    pen.stroke();
  }

  dots(points, colour, radius) {
    const { pen } = this;
    Object.assign(pen, { fillStyle: colour, strokeStyle: INK, lineWidth: 0.5 });
    for (const point of points) {
      pen.beginPath();
      pen.arc(...this.at(point), radius, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
    }
  }

  pixels() {
    const { width, height } = this.pen.canvas;
    const { data } = this.pen.getImageData(0, 0, width, height);
    return data.filter((_, i) => i % 4 < 3);
  }
}

class Line extends Strips {
  constructor(place) {
    super(place, [() => this.retrain(this.rate / 2), () => this.retrain(Math.min(2 * this.rate, LARGEST))]);
    Object.assign(this, place.arrays, place.values);
    const [height, width] = this.page.get("shape");
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    this.pen = canvas.getContext("2d", { willReadFrequently: true });
    this.page.set(this.strips());
  }

  retrain(rate) {
    this.rate = rate;
    this.show(this.places, this.strips());
  }

  // Half the slope of the loss is the mean of (w x - y) x.
  slope(w) {
    return mean(this.x.map((x, i) => 2 * (w * x - this.y[i]) * x));
  }

  get weights() {
    const way = [this.w];
    for (let step = 0; step < STEPS; step++) way.push(way.at(-1) - this.rate * this.slope(way.at(-1)));
    return way;
  }

  strips() {
    const { x, y } = this;
    const way = this.weights;
    const losses = way.map((w) => loss(w, x, y));
    const best = mean(x.map((one, i) => one * y[i])) / mean(x.map((one) => one * one));
    const top = 1.5 * losses[0]; // a curve that leaves the chart has been said
    return {
      frames: view(...way.flatMap((w) => [this.data(w), this.valley(w, best)])),
      texts: [way.map((w, step) => this.say(step, w, losses[step]))],
      scores: [losses.map((value) => Math.min(value, top))],
      level: loss(best, x, y),
    };
  }

  say(step, w, error) {
    const three = (value) => format(value, ".3g");
    const slope = this.slope(w);
    return (
      `Step ${step}, learning rate ${format(this.rate, "g")}. Weight ${three(w)}, loss ${three(error)}. ` +
      `Slope ${three(slope)}, so the next step is ${format(-this.rate * slope, "+.3g")}.`
    );
  }

  data(w) {
    const points = Array.from(this.x, (x, i) => [x, this.y[i]]);
    const ends = [Math.min(...this.x) * 1.1, Math.max(...this.x) * 1.1];
    const reach = 1.2 * Math.max(...this.y.map(Math.abs));
    const sheet = new Sheet(this.pen, [ends[0], -reach], [ends[1], reach]);
    for (const [x, y] of points) sheet.line([[x, y], [x, w * x]], PALE, 1);
    sheet.dots(points, BLUE, 3);
    sheet.line(ends.map((x) => [x, w * x]), ORANGE, 3);
    return sheet.pixels();
  }

  valley(w, best) {
    const far = 1.3 * Math.abs(this.w - best);
    const around = Array.from({ length: AROUND }, (_, k) => best + far * ((2 * k) / (AROUND - 1) - 1));
    const losses = around.map((at) => loss(at, this.x, this.y));
    const top = Math.max(...losses);
    const sheet = new Sheet(this.pen, [around[0], -0.08 * top], [around.at(-1), top]);
    sheet.line([[around[0], 0], [around.at(-1), 0]], GREY, 1);
    sheet.line(around.map((at, k) => [at, losses[k]]), GREY, 2);
    sheet.dots([[w, loss(w, this.x, this.y)]], ORANGE, 6);
    return sheet.pixels();
  }
}

export default (place) => void new Line(place);
