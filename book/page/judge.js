// Judge an answer as helpers/exercises does, from what exercise_html.py sent along.

import { read } from "./literals.js";

const LONGEST = 60; // of `describe` in helpers/exercises/answers.py
const BLANKS = ["", "...", "?"];

/** { status, symptom, cause } of an answer: a letter, letters with - for open ones, or typed text. */
export function judge(data, answer) {
  if (data.right === undefined) return data.verdicts[answer];
  if (data.verdicts) return data.verdicts[found(data.right, answer)];
  const said = read(answer);
  return BLANKS.includes(said.value) ? data.blank : typed(data, said);
}

/** Whether an answer to a question for one number has a comma in it. */
export const hasComma = (data, answer) => typeof data.right === "number" && answer.includes(",");

function found(right, letters) {
  return letters && Array.from(right, (letter, i) => (letters[i] === letter ? "1" : "0")).join("");
}

function typed({ right, within, mistakes }, answer) {
  const told = shown(answer);
  if (same(answer, right, within)) return { status: "correct", symptom: `${told}.`, cause: "" };
  const [, cause] = mistakes.find(([wrong]) => same(answer, wrong, within)) ?? [];
  return notYet(`Not ${told}.`, cause);
}

const notYet = (symptom, cause = "") => ({ status: "not yet", symptom, cause });

function same({ value }, right, within) {
  if (typeof right === "string" || typeof value === "string") {
    return typeof value === "string" && String(right).toLowerCase() === value.trim().toLowerCase();
  }
  if (Array.isArray(value) !== Array.isArray(right)) return false;
  const [given, wanted] = [[value].flat(), [right].flat()];
  return given.length === wanted.length && given.every((each, i) => Math.abs(each - wanted[i]) <= within);
}

function shown({ kind, text }) {
  const room = LONGEST - kind.length - 1;
  return text.length <= room ? text : `${text.slice(0, room - 3)}...`;
}
