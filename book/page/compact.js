// Smooth grids in few bytes. Python's twin is book/brains/compact.py.

// The floats of a smooth grid, rows × columns × channels, from bytes 4 × channels × rows × columns.
export function smooth(bytes) {
  const [rows, columns] = bytes.shape.slice(-2);
  const size = bytes.length / 4;
  const channels = size / (rows * columns);
  const bits = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const folded = (bytes[i] << 24) | (bytes[size + i] << 16) | (bytes[2 * size + i] << 8) | bytes[3 * size + i];
    bits[i] = (folded >>> 1) ^ -(folded & 1);
  }
  for (let i = 0; i < size; i++) if (i % (rows * columns) >= columns) bits[i] += bits[i - columns];
  for (let i = 0; i < size; i++) if (i % columns) bits[i] += bits[i - 1];
  const grid = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const [channel, place] = [Math.floor(i / (rows * columns)), i % (rows * columns)];
    grid[place * channels + channel] = bits[i] ^ ((bits[i] >> 31) & 0x7fffffff);
  }
  return new Float32Array(grid.buffer);
}
