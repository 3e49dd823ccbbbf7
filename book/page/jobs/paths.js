// Pictures along four ways from one code to another, and how far each is from real ones. Python's
// twin is `pictures_along` in helpers/explorer/strips/paths.py.

import { levels } from "../levels.js";
import { nearestDistance, slerp, straight, throughData } from "../ways.js";
import { breath } from "./breath.js";

// args: `codes` and features of `real` pictures, a row each of `length` and `width` numbers; the
// numbers `i` and `j` of two; `shares` of the way.
export default async function ({ nets, args, progress }) {
  const { codes, real, length, width, i, j, shares } = args;
  const rows = Array.from({ length: codes.length / length }, (_, k) => codes.subarray(k * length, (k + 1) * length));
  const [a, b] = [rows[i], rows[j]].map((row) => Float64Array.from(row));
  const ways = [straight(a, b, shares), slerp(a, b, shares), throughData(a, b, shares, rows)];
  const pictures = [];
  for (const way of ways) {
    const [made] = await nets.decode.rows(way.length, Float32Array.from(way.flatMap((code) => [...code])));
    pictures.push(levels(made));
    progress(pictures.length);
    await breath();
  }
  pictures.unshift(crossFade(pictures[0], shares));
  const scores = [];
  for (const way of pictures) {
    const [features] = await nets.features.rows(shares.length, Float32Array.from(way, (level) => level / 255));
    scores.push(nearestDistance(features, real, width));
  }
  return { pictures, scores };
}

// From the first picture of a way to its last, pixel by pixel.
function crossFade(way, shares) {
  const size = way.length / shares.length;
  const [first, last] = [way.subarray(0, size), way.subarray(-size)];
  return levels(shares.flatMap((t) => Array.from(first, (level, p) => (1 - t) * (level / 255) + t * (last[p] / 255))));
}
