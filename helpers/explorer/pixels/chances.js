// How probable the 256 levels of the next pixel are, with a dashed line where it was drawn.

const [CHART_W, CHART_H, LEFT, FOOT] = [430, 190, 46, 46];

function buildCurve(parent) {
  const chart = svg(parent, "svg", { viewBox: `0 0 ${CHART_W} ${CHART_H}`, role: "img" });
  const x = (level) => LEFT + ((level + 0.5) / 256) * (CHART_W - LEFT - 8);
  const base = CHART_H - FOOT;
  return (chances, level) => {
    chart.replaceChildren();
    const top = chances ? Math.max(...chances) : 1;
    const label = chances ? "Probability of each grey level of the next pixel" : "No pixel is left";
    chart.setAttribute("aria-label", label);
    svg(chart, "text", { x: LEFT, y: 11 }, label);
    for (let k = 0; k < 16; k++) {
      const shade = Math.round((255 * k) / 15);
      const box = { x: x(16 * k - 0.5), y: base + 3, width: x(16) - x(0) + 0.5, height: 10 };
      svg(chart, "rect", { ...box, fill: `rgb(${shade},${shade},${shade})` });
    }
    svg(chart, "text", { x: x(0), y: CHART_H - 18 }, "0");
    svg(chart, "text", { x: x(255), y: CHART_H - 18, "text-anchor": "end" }, "255");
    svg(chart, "text", { x: x(128), y: CHART_H - 4, "text-anchor": "middle" }, "grey level");
    if (!chances) return;
    const height = base - 22;
    const percent = `${Number((100 * top).toPrecision(2))} %`;
    svg(chart, "text", { x: LEFT - 6, y: 26, "text-anchor": "end" }, percent);
    svg(chart, "text", { x: LEFT - 6, y: base + 2, "text-anchor": "end" }, "0");
    const bars = Array.from(chances, (p, k) => `M${x(k)} ${base}v${-height * (p / top)}`);
    const style = { stroke: BLUE, "stroke-width": 1.7, fill: "none" };
    svg(chart, "path", { d: bars.join(""), ...style });
    const dashes = { stroke: ORANGE, "stroke-width": 1.5, "stroke-dasharray": "4 3" };
    svg(chart, "path", { d: `M${x(level)} 18V${base}`, ...dashes });
  };
}

