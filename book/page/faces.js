// Portraits drawn from eighteen statements, pixel by pixel. Python's twins are
// helpers/datasets/faces.py and _face_parts.py; numbers are theirs, in 64 bits.

import { along, clip, ellipse, mix, rounded, step, under } from "./drawing.js";
import { GREY, paintParts } from "./face_parts.js";
import { defaultRng } from "./random.js";

// A range is filled evenly; a single number is the share of people who have it.
export const FACTORS = {
  skin: [0, 1],
  hair: [0, 1],
  length: [0, 1],
  curl: [0, 1],
  fringe: [-1, 1],
  age: [0, 1],
  eyes: [0, 1],
  openness: [0, 1],
  brows: [-1, 1],
  glasses: 0.3,
  smile: [-1, 1],
  beard: 0.25,
  width: [0, 1],
  jaw: [0, 1],
  hat: 0.2,
  pose: [-1, 1],
  background: [0, 1],
  clothes: [0, 1],
};
const NAMES = Object.keys(FACTORS);
const SKIN = "fde3d3 f6cfb2 e9b48c cf9467 a9714a 7d5035 573628";
const HAIR = "221e23 35251f 4d3023 7d4023 b7652f cb9a58 eed08c";
const EYES = "5a3620 7d5a2c 5f8a5a 4f86b8 7f97a8";
const CLOTHES = "2f4b7c 3d7d8c 4f8a63 d9a441 d9734e b2456e 7a4a8c";
const HATS = "d9a441 d9734e b2456e 6b4c8f 2f4b7c 3d7d8c 4f8a63";
const BACKDROP = "f3cfdb f7d9c4 f5e3b3 cfe3c4 bfe0de c6d8f0 d0ccf0";
const ZOOM = 1.13;
const DEPTH = 0.26;

/** The factors of the first person of a seed, as `faces(1, seed).factors[0]`. */
export function person(seed) {
  const draws = defaultRng(seed).random(NAMES.length);
  return Float32Array.from(Object.values(FACTORS), (rule, k) =>
    Array.isArray(rule) ? rule[0] + (rule[1] - rule[0]) * draws[k] : Number(draws[k] < rule),
  );
}

/** The picture that goes with factors, as levels, `size` by `size` pixels of three. */
export function drawFace(factors, size = 32) {
  const who = new Person(factors);
  const levels = new Uint8Array(size * size * 3);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const pixel = new Pixel(who, (column + 0.5) / size, (row + 0.5) / size, size);
      paintParts(who, pixel);
      levels.set(pixel.colour.map((level) => Math.round(255 * clip(level, 0, 1))), 3 * (row * size + column));
    }
  return levels;
}

/** What does not depend on the pixel: the factors by name, and colours. */
class Person {
  constructor(factors) {
    NAMES.forEach((name, k) => (this[name] = factors[k]));
    this.turn = Math.sin(0.38 * this.pose);
    this.shift = DEPTH * this.turn;
    this.half = 0.197 + 0.048 * this.width;
    this.tone = along(SKIN, this.skin);
    this.shade = this.tone.map((level, c) => level * [0.86, 0.74, 0.7][c]);
    this.strand = mix(along(HAIR, this.hair), GREY, 0.9 * step(this.age, 0.6, 0.9));
    this.iris = along(EYES, this.eyes);
    this.cloth = along(CLOTHES, this.clothes);
    this.felt = along(HATS, this.clothes);
    this.paper = along(BACKDROP, this.background);
  }
}

/** One pixel: its places on paper and on the face, and how far it is from outlines. */
class Pixel {
  constructor(who, right, down, size) {
    const [x, y] = [(right - 0.5) / ZOOM, (down - 0.47) / ZOOM + 0.47];
    const turned = x - who.shift;
    const front = turned / Math.cos(0.38 * who.pose) + (who.turn * turned * turned) / (2 * DEPTH);
    Object.assign(this, { size, plane: [x, y], front: [front, y], sides: [Math.abs(front), y] });
    this.face = faceOutline(who, this);
    this.ripple = ripple(who, this);
    this.mane = hairOutline(who, this);
    this.locks = Math.max(this.mane, this.ripple - hairOpening(who, this));
    this.colour = [0, 0, 0];
  }

  // Paint a shape, its edge `soft` wide, on what is inside another.
  put(distance, colour, { opacity = 1, soft = 0, inside = -1 } = {}) {
    const away = Math.max(distance / Math.max(1, soft * this.size), inside) * ZOOM;
    const cover = clip(0.5 - away * this.size, 0, 1) * opacity;
    if (cover > 0) this.colour = mix(this.colour, colour, cover);
  }
}

function faceOutline(who, { plane: [x, y] }) {
  const moved = x - who.shift * (0.35 + 0.5 * (y - 0.45));
  const narrowed = moved * (1 + (0.6 - 0.9 * who.jaw) * clip(y - 0.45, 0, 1));
  return ellipse([narrowed, y], [0, 0.455], [who.half, 0.315]);
}

function ripple(who, { plane: [side, y] }) {
  const x = Math.abs(side);
  const waves = Math.sin(44 * x + 1.5 * Math.sin(21 * y)) * Math.sin(44 * y + 1.5 * Math.sin(27 * x));
  return 0.016 * who.curl * waves;
}

function hairOutline(who, pixel) {
  const [x, y] = [pixel.plane[0] - 0.1 * who.shift, pixel.plane[1]];
  const body = 0.02 + 0.02 * Math.min(1, 3 * who.length) + who.curl * (0.02 + 0.05 * who.length);
  const cap = ellipse([x, y], [0, 0.37], [who.half + body, 0.25 + 0.55 * body]);
  const flare = 0.12 * who.length * clip(y - 0.4, 0, 1);
  const width = who.half + 0.8 * body - 0.01 + flare;
  const ends = Math.max(y - (0.34 + 0.62 * who.length), 0.33 - y);
  const underHat = 0.5 * who.hat - 0.23 + 0.35 * x * x - y;
  const hanging = rounded(Math.abs(x) - width, ends, 0.09);
  return Math.max(Math.min(cap, hanging) + pixel.ripple, underHat);
}

/** Where the hair in front leaves the face and the neck free. */
function hairOpening(who, pixel) {
  const [x, y] = [pixel.plane[0] - 0.6 * who.shift, pixel.plane[1]];
  const fringe = under(pixel.front, [-0.14 * who.fringe, 0.25], 2.4 - 1.1 * Math.abs(who.fringe));
  const side = Math.abs(x) - (who.half - 0.02) + 0.4 * clip(y - 0.62, 0, 0.25);
  const cheek = pixel.face + 0.01 - 2 * clip(y - 0.5, 0, 1);
  return rounded(fringe, Math.max(side, cheek), 0.06);
}

