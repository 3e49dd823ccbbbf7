// The numbers of a code as bars, in the order of the sliders.

const HALF = 26; // height of the longest bar

function buildCode(parent, handles) {
  const n = handles.length;
  const figure = add(parent, "figure", "code");
  const caption = add(figure, "figcaption");
  const box = add(figure, "div");
  box.style.maxWidth = `${32 * n}px`;
  const chart = svg(box, "svg", { viewBox: `0 0 ${n} ${2 * HALF}`, preserveAspectRatio: "none", role: "img" });
  svg(chart, "path", { d: `M0 ${HALF}H${n}`, class: "axis" });
  const bars = svg(chart, "path", { class: "bars" });
  const names = add(box, "div", "names");
  if (n <= 20) for (const handle of handles) add(names, "span", "", handle.replace("z ", ""));
  return (z, reach) => {
    const ends = `−${reach} to ${reach}`;
    write(caption, `its code: ${n} number${n > 1 ? "s" : ""} z, each from ${ends}`);
    const high = (value) => (-clamp(value / reach, [-1, 1]) * HALF).toFixed(1);
    const bar = (value, k) => `M${k + 0.15} ${HALF}v${high(value)}h0.7V${HALF}z`;
    bars.setAttribute("d", z.map(bar).join(""));
    chart.setAttribute("aria-label", z.map((value, k) => `${handles[k]}: ${value.toFixed(1)}`).join(", "));
  };
}

// The same text again would be laid out again.
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

