// Exercises and guesses of a page: answered, judged and kept here. Without this script they read
// as questions with hints and solutions that open.

import { drawBoard } from "./board.js";
import { draw, guessCard, verdictCard } from "./cards.js";
import { hasComma, judge } from "./judge.js";
import { Stored } from "./stored.js";

const NOTHING = { status: "not attempted", attempts: 0, hints: 0, first_solved: null };
const NO_GUESS = "No guess yet. Write it in the box and press Keep; then open the result.";
const COMMA = "A comma makes several numbers of it: write 0.5 with a point, and 1000 without a comma.";

/** Bring the exercises in `root` to life, and the board where there is one. */
export function exercises(root, stored = new Stored()) {
  for (const node of root.querySelectorAll(".exercise")) new Exercise(node, stored);
  for (const node of root.querySelectorAll(".exercise-guess")) new Guess(node, root, stored);
  const board = root.querySelector(".exercise-board");
  const refresh = () => {
    showGuesses(root, stored);
    if (board) drawBoard(board, stored);
  };
  refresh();
  window.addEventListener("storage", refresh); // another tab wrote
  window.addEventListener("pageshow", refresh); // back from a chapter
}

class Exercise {
  constructor(node, stored) {
    Object.assign(this, { node, stored, name: node.dataset.name });
    this.data = JSON.parse(node.querySelector("script").textContent);
    this.hints = [...node.querySelectorAll(".exercise-hint")];
    this.hints.forEach((hint, i) => hint.addEventListener("toggle", () => hint.open && this.hinted(i + 1)));
    this.form = node.querySelector("form");
    if (this.form) this.wire();
  }

  wire() {
    this.card = this.node.querySelector(".exercise-card");
    this.form.hidden = false;
    this.form.querySelector("button").hidden = false;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.check();
    });
    const { answer } = this.stored.get(this.name);
    if (typeof answer !== "string") return;
    this.answer = answer;
    this.show(judge(this.data, this.answer));
  }

  check() {
    const verdict = judge(this.data, this.answer);
    this.show(verdict, verdict.status === "not attempted" ? "" : this.attempted(verdict.status));
  }

  // A question once solved stays solved.
  attempted(status) {
    const entry = { ...NOTHING, ...this.stored.get(this.name) };
    const solved = status === "correct";
    return this.stored.change(this.name, {
      ...entry,
      attempts: entry.attempts + 1,
      first_solved: entry.first_solved ?? (solved ? today() : null),
      status: entry.status === "correct" ? entry.status : status,
      answer: this.answer,
    });
  }

  hinted(seen) {
    const entry = { ...NOTHING, ...this.stored.get(this.name) };
    this.stored.change(this.name, { ...entry, hints: Math.max(entry.hints, seen) });
  }

  show(verdict, note = "") {
    draw(this.card, verdictCard(verdict, this.node.dataset.title, this.forward(verdict), note));
  }

  forward({ status }) {
    if (status === "correct") return "";
    if (status === "not attempted") return "Answer above and press Check. For a hint, open Hint 1 below.";
    return hasComma(this.data, this.answer) ? COMMA : "For a hint, open Hint 1 below.";
  }

  get groups() {
    return [...this.form.querySelectorAll("fieldset")];
  }

  // A letter, or letters with - for open questions; nothing where nothing was chosen.
  get answer() {
    if (!this.groups.length) return this.form.querySelector("input").value;
    const letters = this.groups.map((group) => group.querySelector(":checked")?.value ?? "-");
    return letters.every((letter) => letter === "-") ? "" : letters.join("");
  }

  set answer(text) {
    if (!this.groups.length) this.form.querySelector("input").value = text;
    this.groups.forEach((group, i) => {
      for (const radio of group.querySelectorAll("input")) radio.checked = radio.value === text[i];
    });
  }
}

class Guess {
  constructor(node, root, stored) {
    Object.assign(this, { node, root, stored });
    this.form = node.querySelector("form");
    this.input = node.querySelector("input");
    this.card = node.querySelector(".exercise-card");
    node.querySelector(".without-script").remove();
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep(this.input.value.trim());
    });
    this.input.value = stored.get(node.dataset.name).guess ?? "";
  }

  keep(words) {
    if (!words) return draw(this.card, guessCard(NO_GUESS));
    const note = this.stored.change(this.node.dataset.name, { guess: words });
    draw(this.card, guessCard(`You guess: ${words}`, note || "Kept. Now open the result."));
    showGuesses(this.root, this.stored);
  }
}

function showGuesses(root, stored) {
  for (const node of root.querySelectorAll(".exercise-guessed")) {
    const { guess } = stored.get(node.dataset.name);
    draw(node, guessCard(guess ? `You guessed: ${guess}` : "You wrote no guess."));
  }
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
