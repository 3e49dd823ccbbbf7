// Pictures of a circle of noise, by each kind of model. Python's twin is `SideBySide._make` in
// helpers/explorer/strips/side_by_side.py; the samplers are those of the models.

import { levels } from "../levels.js";
import { bells, quantile } from "../level_mixture.js";
import { normalCdf } from "../normal.js";
import { defaultRng } from "../random.js";
import { breath } from "./breath.js";

const AT_ONCE = 6; // pictures, where one takes long
const { fround } = Math;

class Stopped extends Error {}

// args: `kind`, one of those below; `seed` and `size` of the noise; `degrees` of the circle;
// `values`, what else the kind needs.
export default async function ({ nets, args, progress, stopped }) {
  const { kind, seed, size, degrees, values } = args;
  const draws = defaultRng(seed).standardNormal(2 * size, "float32");
  const noise = degrees.map((angle) => turned(draws, (angle * Math.PI) / 180));
  const rest = async (share) => {
    progress(share);
    await breath();
    if (stopped()) throw new Stopped();
  };
  try {
    return await KINDS[kind](nets, noise, values, rest);
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  }
}

// cos(a) z₀ + sin(a) z₁, for the two halves of the draws.
function turned(draws, angle) {
  const size = draws.length / 2;
  const [near, far] = [Math.cos(angle), Math.sin(angle)];
  return Float32Array.from({ length: size }, (_, k) => near * draws[k] + far * draws[size + k]);
}

function joined(rows) {
  const whole = new rows[0].constructor(rows.reduce((size, row) => size + row.length, 0));
  let at = 0;
  for (const row of rows) {
    whole.set(row, at);
    at += row.length;
  }
  return whole;
}

const filled = (rows, value) => new Float32Array(rows).fill(value);

// Some pictures after the other, each a network's work on many steps.
async function inTurns(noise, rest, steps, work) {
  const made = [];
  for (let at = 0; at < noise.length; at += AT_ONCE) {
    const rows = noise.slice(at, at + AT_ONCE);
    const tick = (step) => rest((at + (rows.length * step) / steps) / noise.length);
    made.push(levels(await work(rows, tick)));
  }
  return joined(made);
}

const KINDS = {
  async decode({ decode }, noise) {
    const [pictures] = await decode.rows(noise.length, joined(noise));
    return levels(pictures);
  },

  // LiteRT has no erf: erf(z / √2) = 2 Φ(z) - 1.
  flow({ decode }, noise) {
    const uniform = noise.map((row) => row.map((z) => 2 * normalCdf(z) - 1));
    return KINDS.decode({ decode }, uniform);
  },

  // Runge and Kutta's rule along the velocity, then a last look.
  diffusion({ velocity, finish }, noise, { times }, rest) {
    return inTurns(noise, rest, times.length, async (rows, tick) => {
      const speed = async (x, t) => (await velocity.rows(rows.length, x, filled(rows.length, t)))[0];
      let x = joined(rows);
      for (let k = 0; k + 1 < times.length; k++) {
        x = await advanced(speed, x, times[k], fround(times[k + 1] - times[k]));
        await tick(k + 1);
      }
      return (await finish.rows(rows.length, x))[0];
    });
  },

  // Langevin steps while the level falls, then one downhill without a shake.
  energy({ slope }, noise, { start, shake, last, levels: level, steps }, rest) {
    return inTurns(noise, rest, steps.length + 1, async (rows, tick) => {
      const size = rows[0].length / (steps.length + 1);
      const state = (k) => joined(rows.map((row) => row.subarray(k * size, (k + 1) * size)));
      const downhill = async (x, at, step) => {
        const [gradient] = await slope.rows(rows.length, x, new Int32Array(rows.length).fill(at));
        return x.map((value, i) => value - fround(step * gradient[i]));
      };
      let x = state(0).map((z) => start * z);
      for (let k = 0; k < steps.length; k++) {
        const [moved, shakes] = [await downhill(x, level[k], steps[k]), state(k + 1)];
        const size = fround(Math.sqrt(2 * steps[k]));
        x = moved.map((value, i) => value + fround(size * fround(shake * shakes[i])));
        await tick(k + 1);
      }
      return (await downhill(x, 0, last)).map((value) => (Math.min(1, Math.max(-1, value)) + 1) / 2);
    });
  },

  // Block after block of 2 by 2 pixels, all pictures at once.
  async autoregressive(nets, noise, values, rest) {
    const [, rows, columns, size] = nets.above.about.inputs[nets.above.about.order.indexOf(0)];
    const count = noise.length;
    const pictures = noise.map(() => new Float32Array(rows * columns * size));
    for (let row = 0; row < rows; row++) {
      const [above] = await nets.above.rows(count, joined(pictures));
      const width = above.length / (count * rows * columns);
      const line = (whole, length) => joined(pictures.map((_, p) => part(whole(p), row, length)));
      const ofAbove = line((p) => part(above, p, rows * columns * width), columns * width);
      for (let column = 0; column < columns; column++) {
        const [left] = await nets.left.rows(count, ofAbove, line((p) => pictures[p], columns * size));
        const context = (p) => part(left, p * columns + column, width);
        await block(nets, noise, pictures, (row * columns + column) * size, context);
        await rest((row * columns + column) / (rows * columns));
      }
    }
    return joined(pictures.map((picture) => placed(picture, rows, columns)));
  },
};

const part = (whole, k, length) => whole.subarray(k * length, (k + 1) * length);

async function advanced(speed, x, t, h) {
  const moved = (far, k) => x.map((value, i) => value + fround(far * k[i]));
  const middle = fround(t + h / 2);
  const k1 = await speed(x, t);
  const k2 = await speed(moved(h / 2, k1), middle);
  const k3 = await speed(moved(h / 2, k2), middle);
  const k4 = await speed(moved(h, k3), fround(t + h));
  return x.map((value, i) => value + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
}

// The pixels of one block, each from its noise and those before it.
async function block(nets, noise, pictures, at, context) {
  for (let i = 0; nets[`theta${i}`]; i++) {
    const known = pictures.map((picture, p) => joined([context(p), picture.slice(at, at + i)]));
    const [thetas] = await nets[`theta${i}`].rows(noise.length, joined(known));
    const width = thetas.length / noise.length;
    pictures.forEach((picture, p) => {
      const level = quantile(normalCdf(noise[p][at + i]), bells(part(thetas, p, width)));
      picture[at + i] = level / 127.5 - 1;
    });
  }
}

// From reading order to rows of pixels, as grey levels.
function placed(picture, rows, columns) {
  const pixels = new Uint8Array(picture.length);
  picture.forEach((value, k) => {
    const [at, inside] = [Math.floor(k / 4), k % 4];
    const y = 2 * Math.floor(at / columns) + (inside >> 1);
    const x = 2 * (at % columns) + (inside & 1);
    pixels[y * 2 * columns + x] = Math.round((value + 1) * 127.5);
  });
  return pixels;
}
