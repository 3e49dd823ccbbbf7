const WIDE = 290; // pixels of a plane, or less in a narrow notebook

// A window of the plane to draw on, with a caption.
class Plane {
  constructor(parent, caption, bounds) {
    const figure = add(parent, "figure");
    this.caption = add(figure, "figcaption", "", caption);
    this.bounds = bounds;
    const [width, height] = bounds.map(([low, high]) => high - low);
    this.size = [WIDE, Math.round((WIDE * height) / width)];
    Object.assign(this, sharpCanvas(figure, ...this.size));
  }

  px(x) {
    const [right, up] = shareOf(this.bounds, x);
    return [right * this.size[0], (1 - up) * this.size[1]];
  }

  place(event) {
    return placeIn(this.bounds, shares(event, this.canvas));
  }

  clear(picture) {
    this.pen.clearRect(0, 0, ...this.size);
    if (picture) this.pen.drawImage(picture, 0, 0, ...this.size);
  }

  dot(x, radius, colour, edge = null) {
    this.pen.beginPath();
    this.pen.arc(...this.px(x), radius, 0, 2 * Math.PI);
    this.pen.fillStyle = colour;
    this.pen.fill();
    if (!edge) return;
    this.pen.strokeStyle = edge;
    this.pen.lineWidth = 2;
    this.pen.stroke();
  }

  line(points, colour, width = 2) {
    this.pen.beginPath();
    points.forEach((x, k) => this.pen[k ? "lineTo" : "moveTo"](...this.px(x)));
    this.pen.strokeStyle = colour;
    this.pen.lineWidth = width;
    this.pen.stroke();
  }

  say(text) {
    this.pen.fillStyle = INK;
    this.pen.font = "13px system-ui, sans-serif";
    this.pen.fillText(text, 12, 24);
  }
}

