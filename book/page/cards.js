// What a reader sees, as helpers/exercises/cards.py lays it out.

export const MARKS = { correct: "✓", "not yet": "◐", "not attempted": "○" };

/** Lines of a verdict: nodes for `draw`, and the status that colours the bar. */
export function verdictCard({ status, symptom, cause }, title, forward = "", note = "") {
  const head = element("strong", `${MARKS[status]} ${status[0].toUpperCase()}${status.slice(1)}`);
  const lines = [line(head, " · ", ...inline(title)), line(...inline(symptom))];
  if (cause) lines.push(line(element("em", "Usual cause:"), " ", ...inline(cause), "."));
  return { status, lines: [...lines, ...small(forward), ...small(note)] };
}

export function guessCard(words, note = "") {
  return { status: "guess", lines: [line(`✎ ${words}`), ...small(note)] };
}

export function draw(node, { status, lines }) {
  node.dataset.status = status;
  node.replaceChildren(...lines);
}

export function element(tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

// What stands in backticks becomes code.
function inline(text) {
  return text.split(/`([^`]+)`/).map((part, i) => (i % 2 ? element("code", part) : part));
}

function line(...parts) {
  const node = document.createElement("div");
  node.append(...parts);
  return node;
}

function small(text) {
  return text ? [line(element("small", text))] : [];
}
