// Floats in [0, 1] to the 256 grey levels, as NumPy rounds: halves to the even one.

import { roundEven } from "./numbers.js";

export function levels(floats) {
  return Uint8Array.from(floats, (x) => roundEven(Math.min(1, Math.max(0, x)) * 255));
}
