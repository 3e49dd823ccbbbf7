// One step of Runge and Kutta's rule of order four. Python's twin is `runge_kutta` in
// helpers/approximate/solver.py.

const { fround } = Math;

/** `state`: a list of Float32Arrays; `speed` gives such a list for a state and a time. */
export async function advance(speed, state, t, h) {
  const moved = (far, k) => state.map((x, j) => x.map((value, i) => value + fround(far * k[j][i])));
  const middle = fround(t + h / 2);
  const k1 = await speed(state, t);
  const k2 = await speed(moved(h / 2, k1), middle);
  const k3 = await speed(moved(h / 2, k2), middle);
  const k4 = await speed(moved(h, k3), fround(t + h));
  return state.map((x, j) =>
    x.map((value, i) => value + (h / 6) * (k1[j][i] + 2 * k2[j][i] + 2 * k3[j][i] + k4[j][i])),
  );
}
