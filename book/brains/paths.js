// A PathExplorer without a kernel. Python's twin is helpers/explorer/strips/paths.py; words and
// numbers are its own.

import { format } from "../page/format.js";
import { rounded } from "../page/numbers.js";
import { view } from "../page/place.js";
import { defaultRng } from "../page/random.js";
import { Strips } from "./strips.js";

class Paths extends Strips {
  constructor(place) {
    super(place, [() => this.another()]);
    this.picks = defaultRng(0);
    this.ways = this.page.get("titles");
    this.shares = this.page.get("ticks").map((_, k, { length }) => k / (length - 1));
  }

  another() {
    return this.between(...this.picks.choice(this.place.values.titles.length, 2));
  }

  async between(i, j) {
    this.place.work("Making the ways between another pair ...");
    const { codes, real } = await this.known();
    const { shares } = this;
    const args = { codes, real, length: codes.shape[1], width: real.shape[1], i, j, shares };
    const { pictures, scores } = await this.place.job("paths", args, () => {});
    this.show(this.places, {
      frames: this.frames(pictures),
      scores: scores.map((row) => [...rounded(row, 3)]),
      texts: [shares.map((share, at) => this.say(share, i, j, scores.map((row) => row[at])))],
    });
  }

  async known() {
    const { codes, real } = this.place.later;
    this.all ??= Promise.all([codes(), real()]);
    const [first, second] = await this.all;
    return { codes: first, real: second };
  }

  // Place by place all ways, where the job has way by way all places.
  frames(pictures) {
    const size = pictures[0].length / this.shares.length;
    return view(...this.shares.flatMap((_, at) => pictures.map((way) => way.subarray(at * size, (at + 1) * size))));
  }

  say(share, i, j, scores) {
    const { titles, level } = this.place.values;
    const told = this.ways.map((name, k) => `${name} ${format(scores[k], ".1f")}`).join(", ");
    return (
      `${format(share, ".0%")} of the way from ${titles[i]} to ${titles[j]}. Distance to the nearest ` +
      `real picture: ${told}; real pictures ${format(level, ".1f")}.`
    );
  }
}

export default (place) => void new Paths(place);
