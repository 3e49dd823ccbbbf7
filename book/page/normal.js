// The standard normal distribution in 64 bits.
// Reference: Marsaglia, 2004, https://doi.org/10.18637/jss.v011.i04.

const FAR = 3; // beyond, a continued fraction is faster and keeps every digit of a small tail
const density = (z) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Φ(z), the probability of less than z under N(0, 1). */
export function normalCdf(z) {
  if (z < -FAR) return tail(-z);
  if (z > FAR) return 1 - tail(z);
  let [sum, term] = [z, z];
  for (let k = 3; sum + term !== sum; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 + density(z) * sum;
}

/** The probability of more than z: φ(z) / (z + 1 / (z + 2 / (z + 3 / ...))). */
function tail(z) {
  let fraction = z;
  for (let k = 100; k > 0; k--) fraction = z + k / fraction;
  return density(z) / fraction;
}
