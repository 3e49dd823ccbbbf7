// What is seen on the canvas: a grid of whole numbers, the strokes, pen or eraser.

const SIZE = 340; // pixels, where there is room
const GREY = "#5A5A5A"; // of the truth

// From the plane to pixels of the canvas.
const toPixel = ([x1, x2], reach) => [((reach + x1) * SIZE) / (2 * reach), ((reach - x2) * SIZE) / (2 * reach)];

function drawGrid(ink, reach) {
  for (let x = -reach; x <= reach; x++) {
    Object.assign(ink, { lineWidth: 1, strokeStyle: x === 0 ? "#C8C8C8" : "#EBEBEB" });
    ink.beginPath();
    for (const [from, to] of [[[x, -reach], [x, reach]], [[-reach, x], [reach, x]]]) {
      ink.moveTo(...toPixel(from, reach));
      ink.lineTo(...toPixel(to, reach));
    }
    ink.stroke();
  }
  Object.assign(ink, { fillStyle: "#767676", font: "11px system-ui, sans-serif" });
  for (const x of [1 - reach, reach - 1]) {
    const label = `${x}`.replace("-", "−");
    const [across, up] = [toPixel([x, 0], reach), toPixel([0, x], reach)];
    ink.fillText(label, across[0] + 3, across[1] + 12);
    ink.fillText(label, up[0] + 3, up[1] + 12);
  }
}

function drawDisc(ink, [x, y], radius) {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
}

function drawStrokes(ink, strokes, thickness, reach) {
  const lineWidth = (thickness * SIZE) / (2 * reach);
  Object.assign(ink, { strokeStyle: GREY, fillStyle: GREY, lineWidth, lineCap: "round", lineJoin: "round" });
  for (const stroke of strokes) {
    const [first, ...others] = stroke.map((corner) => toPixel(corner, reach));
    drawDisc(ink, first, lineWidth / 2);
    ink.fill();
    ink.beginPath();
    ink.moveTo(...first);
    others.forEach((corner) => ink.lineTo(...corner));
    ink.stroke();
  }
}

function drawTool(ink, pen, thickness, reach) {
  const radius = ((pen.erases ? ERASER : thickness / 2) * SIZE) / (2 * reach);
  const [x, y] = toPixel(pen.place, reach);
  drawDisc(ink, [x, y], radius);
  Object.assign(ink, { lineWidth: 3, strokeStyle: "white" });
  ink.stroke();
  Object.assign(ink, { lineWidth: 1.5, strokeStyle: pen.erases ? ORANGE : BLUE, fillStyle: pen.erases ? ORANGE : BLUE });
  ink.stroke();
  drawDisc(ink, [x, y], pen.isDown ? 4 : 2);
  ink.fill();
}
