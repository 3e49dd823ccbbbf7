// Pictures as the kernel sends them: bytes, row by row, one or three for each pixel.

const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function pictureFigure(parent, caption, [height, width]) {
  const figure = add(parent, "figure");
  const title = add(figure, "figcaption", "", caption);
  const canvas = add(figure, "canvas", "picture");
  Object.assign(canvas, { width, height });
  canvas.setAttribute("role", "img");
  return { figure, title, canvas };
}

function paint(canvas, bytes, x = 0, y = 0, width = canvas.width, height = canvas.height) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const channels = bytes.length / (width * height);
  for (let p = 0; p < width * height; p++) {
    for (let c = 0; c < 3; c++) image.data[4 * p + c] = bytes[p * channels + (channels === 3 ? c : 0)];
    image.data[4 * p + 3] = 255;
  }
  context.putImageData(image, x, y);
}

function sized(canvas, width, height = width) {
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  return canvas;
}

