// A ForgerAndCritic without a kernel: it trains in the page. Python's twin is
// helpers/explorer/theatre/arena.py.

import { Playing } from "./playing.js";

const PLAYERS = ["critic", "forger"];
const [SLOW, FAST, DEAF] = [1e-6, 2e-3, 0.05];

class Arena extends Playing {
  constructor(place) {
    super(place, "duel");
    const { buttons, who, gamma, hearing, rates } = place.parts;
    const [provoke, repair] = buttons.slice(3);
    this.own = { gamma: gamma.get("value"), critic: rates.critic.get("value"), forger: rates.forger.get("value") };
    this.wire(provoke, () => this.turn({ critic: SLOW, forger: FAST, hearing: DEAF }));
    this.wire(repair, () => this.turn({ ...this.own, hearing: 1 }));
    who.on("change:index", () => this.turned());
    for (const slider of [gamma, hearing, ...Object.values(rates)]) slider.on("change:value", () => this.turned());
  }

  begin() {
    const { critic, forger } = this.place.arrays;
    const row = (start) => {
      const whole = new Float32Array(3 * start.length); // and what Adam remembers: nothing yet
      whole.set(start);
      return whole;
    };
    const nobody = { critic: 0, forger: 0 };
    const rows = { critic: row(critic), forger: row(forger) };
    const { accuracies } = this.place.values;
    return { rows, steps: 0, moves: nobody, recent: { critic: [], forger: [] }, accuracies };
  }

  needs() {
    const { under, over, digits, colours } = this.place.arrays;
    const { who, gamma, hearing, rates } = this.place.parts;
    const movers = [PLAYERS, ["critic"], ["forger"]][who.get("index")];
    const settings = {
      movers,
      gamma: gamma.get("value"),
      hearing: hearing.get("value"),
      rates: Object.fromEntries(PLAYERS.map((name) => [name, rates[name].get("value")])),
    };
    return { arrays: { under, over, digits, colours }, settings };
  }

  turn({ gamma, hearing, ...rates }) {
    const { parts } = this.place;
    for (const [name, rate] of Object.entries(rates)) parts.rates[name].set("value", rate);
    if (gamma !== undefined) parts.gamma.set("value", gamma);
    parts.hearing.set("value", hearing);
  }

  turned() {
    if (this.playing) this.soon(() => {});
  }
}

export default async function (place) {
  new Arena(place);
}
