// What a reader types, read and written as Python does: numbers, lists of numbers, else a word.

import { repr } from "./format.js";

const DIGITS = String.raw`\d+(?:_\d+)*`;
const POWER = String.raw`(?:e[+-]?${DIGITS})`;
const WHOLE = new RegExp(String.raw`^([+-]?)\s*(0+(?:_0+)*|[1-9]\d*(?:_\d+)*)$`);
const FLOAT = new RegExp(
  String.raw`^([+-]?)\s*((?:${DIGITS})?\.${DIGITS}${POWER}?|${DIGITS}\.${POWER}?|${DIGITS}${POWER})$`,
  "i",
);

/** { kind, text, value }: `text` as Python shows it; `value` a number, a list of them, a string. */
export function read(typed) {
  const text = unquoted(typed.replaceAll("−", "-").trim());
  return number(text) ?? list(text) ?? { kind: "str", text: wordText(text), value: text };
}

function unquoted(text) {
  const [, , inside] = /^(["'])(.*)\1$/s.exec(text) ?? [];
  return (inside ?? text).trim();
}

function number(text) {
  const whole = WHOLE.exec(text);
  if (whole) {
    const value = BigInt(whole[2].replaceAll("_", "")) * (whole[1] === "-" ? -1n : 1n);
    return { kind: "int", text: String(value), value: Number(value) };
  }
  const found = FLOAT.exec(text);
  if (!found) return null;
  const value = Number(found[1] + found[2].replaceAll("_", ""));
  return { kind: "float", text: repr(value), value };
}

function list(text) {
  const square = /^\[.*\]$/.test(text);
  const round = /^\(.*\)$/.test(text);
  if (!square && !round && !text.includes(",")) return null;
  const inside = square || round ? text.slice(1, -1) : text;
  const items = inside.split(",").map((item) => item.trim());
  if (items.at(-1) === "") items.pop(); // a comma at the end, or nothing at all
  const numbers = items.map(number);
  if (numbers.includes(null)) return null;
  if (round && numbers.length === 1 && !inside.includes(",")) return numbers[0];
  return listed(square ? "list" : "tuple", numbers);
}

function listed(kind, numbers) {
  const texts = numbers.map(({ text }) => text).join(", ");
  const comma = numbers.length === 1 ? "," : "";
  const text = kind === "list" ? `[${texts}]` : `(${texts}${comma})`;
  return { kind, text, value: numbers.map(({ value }) => value) };
}

function wordText(text) {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = Array.from(text, (letter) => {
    if (letter === "\\" || letter === quote) return `\\${letter}`;
    return letter !== " " && /[\p{C}\p{Z}]/u.test(letter) ? escaped(letter) : letter;
  });
  return quote + inside.join("") + quote;
}

function escaped(letter) {
  const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[letter];
  const code = letter.codePointAt(0);
  const [mark, width] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return short ?? `\\${mark}${code.toString(16).padStart(width, "0")}`;
}
