// How many real pictures come back with which difference, and where the sketch is among them.

const [WIDE, HIGH, BASE, TOP, BINS] = [230, 84, 58, 16, 24];

function buildDistances(parent, errors) {
  const figure = add(parent, "figure", "distances");
  add(figure, "figcaption", "", "distance from the sheet, in grey levels");
  const chart = svg(figure, "svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img" });
  let end = 0;
  const x = (value) => 4 + (value / end) * (WIDE - 8);
  const place = (error) => ({ d: `M${x(error)} ${TOP}V${BASE}`, x: x(error), "text-anchor": x(error) > WIDE / 2 ? "end" : "start" });
  const all = svg(chart, "g", {});
  const mark = svg(chart, "path", { class: "sketch" });
  const label = svg(chart, "text", { y: 11, class: "sketch" });

  function drawAll() {
    all.replaceChildren();
    const counts = new Array(BINS).fill(0);
    for (const one of errors) counts[Math.min(BINS - 1, Math.floor((one / end) * BINS))] += 1;
    const high = (BASE - TOP) / Math.max(...counts);
    const bars = counts.map((n, k) => `M${x((k * end) / BINS) + 0.5} ${BASE}v${-high * n}H${x(((k + 1) * end) / BINS) - 0.5}v${high * n}z`);
    svg(all, "path", { d: bars.join(""), class: "real" });
    svg(all, "path", { d: `M4 ${BASE}H${WIDE - 4}`, class: "axis" });
    const middle = errors[errors.length >> 1];
    svg(all, "text", { x: 4, y: HIGH - 12 }, `real pictures, half below ${Math.round(middle)}`);
  }

  return (error, words) => {
    const farthest = 1.08 * Math.max(errors.at(-1), error);
    if (farthest !== end) {
      end = farthest;
      drawAll();
    }
    chart.setAttribute("aria-label", words);
    const { d, ...at } = place(error);
    mark.setAttribute("d", d);
    for (const [name, value] of Object.entries(at)) label.setAttribute(name, value);
    label.textContent = `sketch ${Math.round(error)}`;
  };
}

