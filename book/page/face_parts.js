// How each part of a face is drawn: `who` is a person, `pixel` what is painted on.

import { capsule, clip, ellipse, length, lens, mix, rounded, step, times, under } from "./drawing.js";

export const GREY = [0.8, 0.8, 0.82];
const [WHITE, LIGHT] = [[1, 0.99, 0.97], [1, 0.9, 0.75]];
const [ROSE, RED] = [[0.92, 0.32, 0.28], [0.8, 0.22, 0.25]];
const [GOLD, INK] = [[0.93, 0.74, 0.38], [0.13, 0.09, 0.1]];
const { abs, max, min } = Math;

/** All parts, from the back to the front. */
export function paintParts(who, pixel) {
  for (const part of PARTS) part(who, pixel);
}

function backdrop(who, pixel) {
  const [x, y] = pixel.plane;
  const light = 1.06 - 0.5 * (x ** 2 + (y - 0.45) ** 2);
  pixel.colour = who.paper.map((level) => min(1, level * light));
}

function backHair(who, pixel) {
  pixel.put(pixel.mane, times(who.strand, 0.72));
}

function ears(who, pixel) {
  const at = [abs(pixel.plane[0] - 0.1 * who.shift), pixel.plane[1]];
  pixel.put(ellipse(at, [who.half, 0.5], [0.04, 0.06], 0.15), who.tone);
  pixel.put(ellipse(at, [who.half + 0.005, 0.5], [0.02, 0.035], 0.15), who.shade);
}

function neck(who, pixel) {
  const shape = capsule(pixel.plane, [0.3 * who.shift, 0.6], [0.3 * who.shift, 0.9], 0.2);
  pixel.put(shape, who.tone);
  pixel.put(pixel.face - 0.05, who.shade, { inside: shape });
}

function shirt(who, pixel) {
  const neckline = ellipse(pixel.plane, [0.2 * who.shift, 0.81], [0.125, 0.085]);
  const shape = max(ellipse(pixel.plane, [0, 1.13], [0.45, 0.32]), -neckline);
  const dark = times(who.cloth, 0.8);
  pixel.put(shape, who.cloth);
  pixel.put(neckline - 0.032, dark, { inside: shape });
  pixel.put(0.24 - abs(pixel.plane[0]), dark, { opacity: 0.6, soft: 0.2, inside: shape });
}

function head(who, pixel) {
  const inside = pixel.face;
  pixel.put(inside, who.tone);
  const far = 0.15 - pixel.front[0] * Math.sign(who.pose);
  const glow = ellipse(pixel.sides, [0.05, 0.47], [0.12, 0.15]);
  pixel.put(far, who.shade, { opacity: 0.7 * abs(who.pose), soft: 0.15, inside });
  pixel.put(glow, mix(who.tone, LIGHT, 0.16), { soft: 0.12, inside });
  pixel.put(-0.03 - inside, who.shade, { opacity: 0.4, soft: 0.06, inside });
  pixel.put(pixel.locks - 0.03, who.shade, { opacity: 0.7, soft: 0.05, inside });
}

function cheeks(who, pixel) {
  const [x, y] = pixel.sides;
  const blush = ellipse(pixel.sides, [0.128, 0.595], [0.05, 0.036]);
  const colour = mix(who.tone, ROSE, 0.33 - 0.13 * who.skin);
  pixel.put(blush, colour, { opacity: 0.7, soft: 0.06, inside: pixel.face });
  const fold = abs(under([y, x], [0.69, 0.108], -3)) - 0.006;
  const opacity = 0.38 * step(who.age, 0.5, 1);
  pixel.put(fold, times(who.shade, 0.9), { opacity, inside: abs(y - 0.625) - 0.035 });
}

function nose(who, pixel) {
  const [x, y] = [pixel.front[0] - 0.2 * who.shift, pixel.front[1]];
  const bridge = abs(y - 0.5) - 0.06;
  pixel.put(lens([x, y], [0, 0.578], 0.045, -0.016, 0.026), who.shade);
  pixel.put(ellipse([x, y], [0, 0.562], [0.026, 0.022]), mix(who.tone, WHITE, 0.14), { soft: 0.03 });
  pixel.put(abs(x) - 0.012, mix(who.tone, WHITE, 0.2), { opacity: 0.5, soft: 0.03, inside: bridge });
}

function beard(who, pixel) {
  const [x, y] = pixel.sides;
  const top = 0.612 + 6 * clip(x - 0.02, 0, 0.1) ** 2 - 14 * clip(x - 0.1, 0, 1) ** 2;
  const chin = pixel.face - 0.15 * clip(y - 0.58, 0, 0.12);
  pixel.put(max(chin, top - y), times(who.strand, 0.85), { opacity: who.beard });
}

function mouth(who, pixel) {
  const [at, half] = [[0, 0.665 - 0.018 * who.smile], 0.082 + 0.012 * who.smile];
  const [sag, gap] = [0.008 + 0.031 * who.smile, 0.045 * step(who.smile, 0.1, 1)];
  const lips = mix(who.tone, RED, 0.5);
  pixel.put(lens(pixel.front, at, half, sag - 0.024, sag + gap + 0.028), lips);
  pixel.put(lens(pixel.front, at, half, sag - 0.008, sag + gap + 0.005), mix(lips, INK, 0.65));
  const teeth = lens(pixel.front, at, 0.94 * half, sag - 0.004, sag + 0.6 * gap);
  pixel.put(teeth, WHITE, { opacity: min(1, 80 * gap) });
}

function eyes(who, pixel) {
  const [at, centre, top] = [pixel.sides, [0.102, 0.475], -0.024 - 0.027 * who.openness];
  const white = lens(at, centre, 0.067, top, 0.03);
  const iris = ellipse(at, [0.1, 0.472], [0.036, 0.036]);
  pixel.put(lens(at, centre, 0.078, top - 0.02, 0.04), who.shade, { opacity: 0.5 });
  pixel.put(white, WHITE);
  pixel.put(iris, who.iris, { inside: white });
  pixel.put(iris + 0.017, INK, { inside: white });
  pixel.put(ellipse(at, [0.1, 0.459], [0.009, 0.009]), WHITE, { opacity: 0.8 });
  pixel.put(lens(at, centre, 0.074, top - 0.015, top + 0.006), mix(who.strand, INK, 0.8));
}

function brows(who, pixel) {
  const [x, y] = pixel.sides;
  const at = [x, y - (x - 0.1) * (0.01 - 0.125 * who.brows)];
  const shape = lens(at, [0.106, 0.395 - 0.018 * who.brows], 0.07, -0.032, -0.003);
  pixel.put(shape, times(who.strand, 0.7));
}

function frontHair(who, pixel) {
  const [x, y] = [abs(pixel.front[0] + 0.14 * who.fringe), pixel.front[1] - 0.05];
  const combed = 0.2 * Math.sin(20 * Math.atan2(x, y)) * length(x, y) * (1 - who.curl);
  const light = 1.1 - 0.3 * y + combed + 3 * pixel.ripple;
  pixel.put(pixel.locks, times(who.strand, light).map((level) => min(1, level)));
}

function glasses(who, pixel) {
  const pane = ellipse(pixel.sides, [0.103, 0.48], [0.087, 0.075]);
  const frame = min(abs(pane) - 0.011, capsule(pixel.sides, [0, 0.465], [0.02, 0.465], 0.02));
  pixel.put(pane, WHITE, { opacity: 0.2 * who.glasses });
  pixel.put(frame, mix(INK, GOLD, step(who.skin, 0.54, 0.62)), { opacity: who.glasses });
}

function hat(who, pixel) {
  const x = pixel.plane[0] - 0.3 * who.shift;
  const y = pixel.plane[1] - 0.35 * x * x;
  const crown = rounded(max(abs(x) + 0.2 * (0.25 - y) - 0.26, y - 0.27), 0.06 - y, 0.11);
  const brim = ellipse([x, y], [0, 0.262], [0.35, 0.036]);
  const shadow = { opacity: 0.6 * who.hat, soft: 0.03, inside: pixel.face };
  const felt = (share) => times(who.felt, share);
  pixel.put(brim - 0.04, times(who.shade, 0.8), shadow);
  pixel.put(crown, who.felt, { opacity: who.hat });
  pixel.put(0.26 - abs(x), felt(0.75), { opacity: 0.7 * who.hat, soft: 0.25, inside: crown });
  pixel.put(0.2 - y, felt(0.55), { opacity: who.hat, inside: crown });
  pixel.put(brim, felt(0.92), { opacity: who.hat });
}

const PARTS = [
  backdrop, backHair, ears, neck, shirt, head, cheeks, nose, beard, mouth, eyes, brows,
  frontHair, glasses, hat,
];
