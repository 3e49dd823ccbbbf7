// Decode one noise at every strength.

import { breath } from "./breath.js";

export default async function ({ nets, args, progress, stopped }) {
  const { noise, strengths } = args;
  const walls = [];
  for (const strength of strengths) {
    if (stopped()) return null;
    const [wall] = await nets.decode.run(noise.map((z) => z * strength));
    walls.push(wall);
    progress(walls.length / strengths.length);
    await breath();
  }
  const whole = new Float32Array(walls.length * walls[0].length);
  walls.forEach((wall, k) => whole.set(wall, k * wall.length));
  return whole;
}
