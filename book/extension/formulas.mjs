// Formulas to HTML and MathML: one JSON line in, {tex, display}; one out, {html} or {error}.
import { createInterface } from "node:readline";
import katex from "katex";

for await (const line of createInterface({ input: process.stdin })) {
  const { tex, display } = JSON.parse(line);
  const answer = {};
  try {
    answer.html = katex.renderToString(tex, { displayMode: display, strict: "error" });
  } catch (error) {
    answer.error = error.message;
  }
  console.log(JSON.stringify(answer));
}
