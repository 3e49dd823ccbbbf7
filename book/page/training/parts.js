// A function of so many points as the network takes, for any number of them; the last part is
// filled up.
export async function inParts(y, net, work, rest) {
  const size = net.about.inputs[net.about.order.indexOf(1)][1];
  const count = y.length / 2;
  const made = new Float32Array(count);
  for (let at = 0; at < count; at += size) {
    const part = new Float32Array(2 * size);
    part.set(y.subarray(2 * at, Math.min(y.length, 2 * (at + size))));
    made.set((await work(part)).subarray(0, Math.min(size, count - at)), at);
    await rest();
  }
  return made;
}
