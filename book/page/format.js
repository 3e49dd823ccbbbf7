// Numbers in words as Python writes them: format(0.125, ".2f") is "0.12", and toFixed says "0.13".
// A float32 of NumPy is widened before it is formatted, so its twin here is the value as it stands
// in a Float32Array. Arithmetic is not: f"{100 * share}" of a float32 share is a product in 32 bits,
// Math.fround(100 * share), while ".0%" multiplies in 64.

const SPEC = /^(\+?)(,?)(?:\.(\d+))?([fge%]?)$/;
const ENOUGH = 25; // more digits than tell a double from a tie between two decimals

/** Python's f"{x:spec}" with specs such as ".2f", ".0%", ",", ",.0f", "g", "+.3g", ".1e". */
export function format(x, spec) {
  const parts = SPEC.exec(spec);
  if (!parts || (parts[4] === "" && (parts[3] || !Number.isInteger(x)))) {
    throw new RangeError(
      `format expected one of Python's formats f, g, e and %, or "," for a whole number; received ` +
        `"${spec}" for ${x}. Other ones are not made here.`,
    );
  }
  const [, plus, comma, precision = "6", type] = parts;
  const digits = Number(precision);
  const scaled = type === "%" ? x * 100 : x;
  const isNegative = scaled < 0 || (Object.is(scaled, -0) && type !== "");
  const size = Math.abs(scaled);
  const written = Number.isFinite(size) ? STYLES[type](size, digits) : NAMES[size];
  const sign = isNegative ? "-" : plus;
  return sign + (comma ? grouped(written) : written) + (type === "%" ? "%" : "");
}

/** Python's repr of a float, as str(x) or f"{x}" writes it: 1.0, 1e-05, nan. */
export function repr(x) {
  if (!Number.isFinite(x)) return (x < 0 ? "-" : "") + NAMES[Math.abs(x)];
  const shortest = Math.abs(x).toExponential();
  const power = Number(shortest.split("e")[1]);
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (power < -4 || power >= 16) return sign + exponent(shortest);
  const plain = plainly(shortest);
  return sign + (plain.includes(".") ? plain : `${plain}.0`);
}

const NAMES = { Infinity: "inf", NaN: "nan" };

const STYLES = {
  "": (x) => BigInt(x).toString(),
  f: fixed,
  "%": fixed,
  e: (x, digits) => exponent(scientific(x, digits)),
  g: general,
};

/** `x` from 0 with so many decimals; of two equally near ones the even one, as in Python. */
function fixed(x, digits) {
  if (x >= 1e21) return BigInt(x).toString() + (digits ? `.${"0".repeat(digits)}` : "");
  return evenly(x.toFixed(digits), x.toFixed(digits + ENOUGH), (more) =>
    digits ? more.slice(0, -ENOUGH) : more.split(".")[0],
  );
}

/** The same with one digit before the point and an exponent of JavaScript. */
function scientific(x, digits) {
  const more = x.toExponential(digits + ENOUGH);
  const [mantissa, power] = more.split("e");
  return evenly(x.toExponential(digits), mantissa, (longer) => {
    const cut = digits ? longer.slice(0, -ENOUGH) : longer.split(".")[0];
    return `${cut}e${power}`;
  });
}

/** JavaScript rounds a tie up: at an exact one take `cut(more)`, if that ends evenly. */
function evenly(rounded, more, cut) {
  const isTie = more.endsWith(`5${"0".repeat(ENOUGH - 1)}`);
  const down = cut(more);
  return isTie && "02468".includes(down.split("e")[0].at(-1)) ? down : rounded;
}

function general(x, digits) {
  const most = Math.max(digits, 1);
  const written = scientific(x, most - 1);
  const power = Number(written.split("e")[1]);
  const [mantissa] = written.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  const shortened = `${short}e${power}`;
  return power < -4 || power >= most ? exponent(shortened) : plainly(shortened);
}

/** "1.25e-2" as "0.0125". */
function plainly(written) {
  const [mantissa, power] = written.split("e");
  const digits = mantissa.replace(".", "");
  const point = Number(power) + 1;
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  const whole = digits.slice(0, point).padEnd(point, "0");
  return digits.length > point ? `${whole}.${digits.slice(point)}` : whole;
}

/** Python's exponent has a sign and at least two digits. */
function exponent(written) {
  const [mantissa, power] = written.split("e");
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

function grouped(written) {
  const [whole, ...rest] = written.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
}
