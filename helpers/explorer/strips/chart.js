// Curves over the slider's way, one a picture, with a line where the slider stands.

const [CHART_W, CHART_H, LEFT, FOOT] = [540, 170, 44, 34];

function buildChart(parent, model) {
  const chart = svg(parent, "svg", { viewBox: `0 0 ${CHART_W} ${CHART_H}`, role: "img" });
  chart.setAttribute("aria-label", `${model.get("score_name")} along the way`);
  const x = (share) => LEFT + share * (CHART_W - LEFT - 8);
  let mark = null;
  return {
    draw() {
      const scores = model.get("scores");
      const [name, level] = [model.get("level_name"), model.get("level")];
      const top = 1.08 * Math.max(level, ...scores.flat());
      const y = (value) => (CHART_H - FOOT) * (1 - value / top) + 4;
      chart.replaceChildren();
      svg(chart, "text", { x: LEFT, y: CHART_H - 4 }, model.get("score_name"));
      for (const value of [0, top / 1.08])
        svg(chart, "text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, value.toFixed(1));
      svg(chart, "path", { d: `M${x(0)} ${y(0)}H${x(1)}`, stroke: "currentColor", opacity: 0.4 });
      const dashes = { stroke: "currentColor", "stroke-dasharray": "5 4", opacity: 0.8 };
      svg(chart, "path", { d: `M${x(0)} ${y(level)}H${x(1)}`, ...dashes });
      scores.forEach((curve, i) => {
        const points = curve.map((value, p) => `${x(p / (curve.length - 1))},${y(value)}`);
        const style = { fill: "none", stroke: model.get("colours")[i], "stroke-width": 2.5 };
        svg(chart, "polyline", { points: points.join(" "), ...style });
      });
      svg(chart, "text", { x: x(1), y: y(level) - 4, "text-anchor": "end" }, name);
      mark = svg(chart, "path", { stroke: "currentColor", "stroke-width": 1.5 });
    },
    mark(share) {
      mark.setAttribute("d", `M${x(share)} 2V${CHART_H - FOOT + 4}`);
    },
  };
}

