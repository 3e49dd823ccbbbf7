// Walks to look at: the map with the latest steps of all chains, traces of five, bars of valleys.

const SIZE = 440; // of the map, in pixels
const [CHART_W, CHART_H, LEFT, RIGHT] = [420, 440, 48, 10];
const GREY = "#999999";
const FINE = 1.5; // pixels: steps that are shorter wait for the next one
const TAIL = 200; // steps of each chain on the map (all of them would take longer than a frame)

const px = (walk, x1) => ((x1 - walk.bounds[0][0]) / (walk.bounds[0][1] - walk.bounds[0][0])) * SIZE;
const py = (walk, x2) => ((walk.bounds[1][1] - x2) / (walk.bounds[1][1] - walk.bounds[1][0])) * SIZE;

// Chain i from one step to another, through the places that `place` gives its states.
function drawWay(pen, walk, i, from, to, place) {
  const { states, chains } = walk;
  let [x, y] = [Infinity, Infinity];
  pen.beginPath();
  for (let s = from; s <= to; s++) {
    const at = 2 * (s * chains + i);
    const [right, down] = place(states[at], states[at + 1], s);
    if (s > from && s < to && Math.abs(right - x) + Math.abs(down - y) < FINE) continue;
    if (s > from) pen.lineTo(right, down);
    else pen.moveTo(right, down);
    [x, y] = [right, down];
  }
  pen.stroke();
}

function drawDot(pen, right, down, radius, fill, edge) {
  pen.beginPath();
  pen.arc(right, down, radius, 0, 2 * Math.PI);
  Object.assign(pen, { fillStyle: fill, strokeStyle: edge, lineWidth: 1.5 });
  pen.fill();
  pen.stroke();
}

// `start` is where all chains began, or null.
function drawMap(pen, walk, t, image, start) {
  const place = (x1, x2) => [px(walk, x1), py(walk, x2)];
  pen.clearRect(0, 0, SIZE, SIZE);
  if (image.complete && image.naturalWidth) pen.drawImage(image, 0, 0, SIZE, SIZE);
  Object.assign(pen, { strokeStyle: BLUE, lineWidth: 0.8, globalAlpha: 0.35 });
  for (let i = 0; i < walk.chains; i++) drawWay(pen, walk, i, Math.max(0, t - TAIL), t, place);
  pen.globalAlpha = 1;
  for (let i = 0; i < walk.chains; i++) {
    const at = 2 * (t * walk.chains + i);
    drawDot(pen, ...place(walk.states[at], walk.states[at + 1]), 4.5, ORANGE, "white");
  }
  if (start) drawDot(pen, ...place(...start), 7, "rgba(255,255,255,0.6)", "black");
  Object.assign(pen, { fillStyle: "black", strokeStyle: "white", lineWidth: 3, textAlign: "center" });
  walk.valleys.forEach((valley, k) => {
    const [right, down] = place(...valley);
    pen.strokeText(k + 1, right, down - 14);
    pen.fillText(k + 1, right, down - 14);
  });
}

// A colour for each chain that is traced.
function drawTraces(pen, walk, t, colours) {
  const [top, foot] = [22, 236];
  const [low, high] = walk.bounds[0];
  const x = (s) => LEFT + (s / walk.steps) * (CHART_W - LEFT - RIGHT);
  const y = (v) => foot - ((Math.min(high, Math.max(low, v)) - low) / (high - low)) * (foot - top);
  Object.assign(pen, { fillStyle: INK, strokeStyle: "#cccccc", lineWidth: 1, textAlign: "right" });
  for (const value of [low, (low + high) / 2, high]) {
    pen.fillText(value.toFixed(1), LEFT - 5, y(value) + 4);
    pen.beginPath();
    pen.moveTo(LEFT, y(value));
    pen.lineTo(CHART_W - RIGHT, y(value));
    pen.stroke();
  }
  pen.textAlign = "left";
  pen.fillText("x1", LEFT, top - 8);
  colours.forEach((colour, i) => {
    Object.assign(pen, { strokeStyle: colour, lineWidth: 1.2 });
    drawWay(pen, walk, i, 0, t, (x1, x2, s) => [x(s), y(x1)]);
  });
  Object.assign(pen, { fillStyle: INK, textAlign: "center" });
  pen.fillText("0", x(0), foot + 16);
  pen.fillText("step", x(walk.steps / 2), foot + 16);
  pen.textAlign = "right";
  pen.fillText(walk.steps, x(walk.steps), foot + 16);
}

function drawBars(pen, { shares, weights }) {
  const [top, foot] = [290, 410];
  const most = Math.max(...shares, ...weights);
  const wide = (CHART_W - LEFT - RIGHT) / shares.length;
  const y = (share) => foot - (share / most) * (foot - top);
  Object.assign(pen, { fillStyle: INK, textAlign: "left" });
  pen.fillText("orange: last half of the walk · grey line: what exp(-E/T) says", LEFT, top - 12);
  shares.forEach((share, k) => {
    const from = LEFT + k * wide + 0.15 * wide;
    pen.fillStyle = ORANGE;
    pen.fillRect(from, y(share), 0.7 * wide, foot - y(share));
    Object.assign(pen, { strokeStyle: GREY, lineWidth: 3 });
    pen.beginPath();
    pen.moveTo(from - 0.1 * wide, y(weights[k]));
    pen.lineTo(from + 0.8 * wide, y(weights[k]));
    pen.stroke();
    Object.assign(pen, { fillStyle: INK, textAlign: "center" });
    pen.fillText(k + 1, from + 0.35 * wide, foot + 16);
  });
  pen.textAlign = "right";
  pen.fillText(percent(most), LEFT - 5, top + 8);
  pen.fillText("0 %", LEFT - 5, foot);
}
