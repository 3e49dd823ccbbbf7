// Ways through a latent space, in 64 bits. Python's twin is helpers/representation/ways.py; codes
// are typed arrays, shares of a way are numbers from 0 to 1, and a way is a list of codes.

const NEIGHBOURS = 8;
const TINY = 1e-6; // radians: an arc so short is a line

const mix = (a, b, t) => Float64Array.from(a, (x, k) => (1 - t) * x + t * b[k]);

function squared(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) ** 2;
  return sum;
}

export const straight = (a, b, shares) => shares.map((t) => mix(a, b, t));

export function slerp(a, b, shares) {
  const [one, other] = [Math.hypot(...a), Math.hypot(...b)];
  const apart = Math.hypot(...a.map((x, k) => x / one - b[k] / other));
  if (apart <= TINY) return straight(a, b, shares);
  const angle = Math.acos(a.reduce((sum, x, k) => sum + x * b[k], 0) / (one * other));
  const part = (t) => Math.sin(t * angle) / Math.sin(angle);
  return shares.map((t) => Float64Array.from(a, (x, k) => part(1 - t) * x + part(t) * b[k]));
}

// The shortest way that steps from neighbour to neighbour; a step costs its length squared.
export function throughData(a, b, shares, codes) {
  const points = [a, b, ...codes];
  const before = shortest(neighbours(points), points.length);
  if (before[1] < 0) throw new Error("through_data expected codes that hang together; received groups with no step between them");
  const way = [points[1]];
  for (let at = 1; at !== 0; ) way.push(points[(at = before[at])]);
  return walk(way.reverse(), shares);
}

// Of each point the nearest others, as a list of [other, cost]; a step may be taken both ways.
function neighbours(points) {
  const steps = points.map(() => []);
  points.forEach((point, i) => {
    const nearest = []; // [cost, other], rising
    for (let j = 0; j < points.length; j++) {
      if (j === i) continue;
      const cost = squared(point, points[j]);
      if (nearest.length === NEIGHBOURS && cost >= nearest.at(-1)[0]) continue;
      const rank = nearest.findIndex(([other]) => cost < other);
      nearest.splice(rank < 0 ? nearest.length : rank, 0, [cost, j]);
      nearest.length = Math.min(nearest.length, NEIGHBOURS);
    }
    for (const [cost, j] of nearest) {
      steps[i].push([j, cost]);
      steps[j].push([i, cost]);
    }
  });
  return steps;
}

// Dijkstra's ways from point 0: which point comes before each, -1 before none.
function shortest(steps, count) {
  const cost = new Float64Array(count).fill(Infinity);
  const before = new Int32Array(count).fill(-1);
  const open = new Set([0]);
  const done = new Uint8Array(count);
  cost[0] = 0;
  while (open.size) {
    let here = -1;
    for (const at of open) if (here < 0 || cost[at] < cost[here]) here = at;
    open.delete(here);
    done[here] = 1;
    for (const [next, length] of steps[here]) {
      if (done[next] || cost[here] + length >= cost[next]) continue;
      cost[next] = cost[here] + length;
      before[next] = here;
      open.add(next);
    }
  }
  return before;
}

// Points on a line through corners, at shares of its length.
function walk(corners, shares) {
  const at = [0];
  for (let k = 1; k < corners.length; k++) at.push(at[k - 1] + Math.sqrt(squared(corners[k], corners[k - 1])));
  return shares.map((share) => {
    const far = share * at.at(-1);
    const k = at.findLastIndex((length) => length <= far);
    if (k === corners.length - 1) return Float64Array.from(corners[k]);
    return mix(corners[k], corners[k + 1], (far - at[k]) / (at[k + 1] - at[k]));
  });
}

// How far each row is from the nearest real one, both of `width` numbers.
export function nearestDistance(rows, real, width) {
  const found = new Float64Array(rows.length / width).fill(Infinity);
  for (let i = 0; i < found.length; i++) {
    for (let j = 0; j < real.length; j += width) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += (rows[i * width + k] - real[j + k]) ** 2;
      if (sum < found[i]) found[i] = sum;
    }
  }
  return found.map(Math.sqrt);
}
