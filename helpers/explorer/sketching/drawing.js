// A picture of bytes that one draws on, stroke by stroke, and the way back.

const EDGE = 1.4; // pixels over which the rim of a stroke fades
const MEMORY = 100; // pictures to go back to

class Drawing {
  constructor([height, width, channels], ground) {
    Object.assign(this, { height, width, channels, ground, past: [] });
    this.picture = this.blank();
  }

  blank() {
    return Uint8Array.from({ length: this.height * this.width * this.channels }, (_, i) => this.ground[i % this.channels]);
  }

  // Another picture; the one before can be brought back.
  put(picture) {
    this.past = [...this.past.slice(1 - MEMORY), this.picture];
    this.picture = picture;
  }

  undo() {
    if (this.past.length) this.picture = this.past.pop();
  }

  // A stroke covers a pixel once, however often it passes over it.
  begin(at, ink, radius) {
    this.put(this.picture.slice());
    this.stroke = { ink, radius, at, before: this.past.at(-1), cover: new Float32Array(this.height * this.width) };
    this.go(at);
  }

  // On to a place, in pixels from the upper left corner.
  go(to) {
    const { at, radius, cover } = this.stroke;
    const reach = radius + EDGE;
    const span = (k, n) => [
      Math.max(0, Math.floor(Math.min(at[k], to[k]) - reach)),
      Math.min(n, Math.ceil(Math.max(at[k], to[k]) + reach)),
    ];
    const [[left, right], [top, bottom]] = [span(0, this.width), span(1, this.height)];
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) {
        const far = distance([column + 0.5, row + 0.5], at, to);
        const share = clamp((radius - far) / EDGE + 0.5, [0, 1]);
        const p = row * this.width + column;
        if (share > cover[p]) this.ink(p, (cover[p] = share));
      }
    this.stroke.at = to;
  }

  ink(p, share) {
    const { ink, before } = this.stroke;
    for (let c = 0, i = p * this.channels; c < this.channels; c++, i++)
      this.picture[i] = Math.round(before[i] + share * (ink[c] - before[i]));
  }
}

// From a point to the nearest of a segment.
function distance([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const t = length ? clamp(((x - x1) * dx + (y - y1) * dy) / length, [0, 1]) : 0;
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

