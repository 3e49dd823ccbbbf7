// The board: which exercises of which chapter are solved, from what the browser kept.

import { MARKS } from "./cards.js";

const SURE = "Forget all answers and guesses that this browser keeps for this course? There is no way back.";

export function drawBoard(board, stored) {
  const note = board.querySelector(".board-note");
  note.dataset.usual ??= note.textContent;
  const solved = [...board.querySelectorAll("details")].reduce((sum, node) => sum + chapter(node, stored), 0);
  const total = board.querySelectorAll("li").length;
  board.querySelector(".board-total").textContent = `${solved} of ${total} exercises solved`;
  note.textContent = stored.note || note.dataset.usual;
  const button = board.querySelector("button");
  button.hidden = false;
  button.onclick = () => {
    if (!window.confirm(SURE)) return;
    stored.forget();
    drawBoard(board, stored);
  };
}

function chapter(details, stored) {
  const statuses = [...details.querySelectorAll("li")].map((row) => exercise(row, stored.get(row.dataset.name)));
  const solved = statuses.filter((status) => status === "correct").length;
  const marks = document.createElement("span");
  Object.assign(marks, { className: "board-marks", textContent: statuses.map((status) => MARKS[status]).join("") });
  marks.setAttribute("aria-hidden", "true");
  details.querySelector(".board-done").replaceChildren(marks, ` ${solved} of ${statuses.length}`);
  return solved;
}

function exercise(row, { status = "not attempted", attempts = 0, hints = 0, first_solved: first }) {
  const effort = attempts || hints ? `, attempts ${attempts}, hints ${hints}` : "";
  row.dataset.status = status;
  row.querySelector(".board-status").textContent =
    `${MARKS[status]} ${status}${effort}${first ? `, solved ${first}` : ""}`;
  return status;
}
