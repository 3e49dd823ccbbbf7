// A BlindTasting without a kernel. Python's twin is helpers/explorer/tasting.py; words and numbers
// are its.

import { format } from "../page/format.js";
import { spearman } from "../page/numbers.js";

class Tasting {
  constructor(place) {
    Object.assign(this, { place, ...place.values, ...place.parts });
    place.onClick(this.button, () => this.reveal());
    for (const choice of [...this.places, ...this.guesses])
      place.onChange(choice, "index", () => this.say(this.missing()));
  }

  say(status) {
    this.place.tell({}, { status });
  }

  reveal() {
    this.say(this.open().length ? `Not yet. ${this.missing()}` : this.score());
  }

  // Letters of the sheets without a place or an author: the first entry of a menu is no choice.
  open() {
    const isOpen = (_, i) => !this.places[i].get("index") || !this.guesses[i].get("index");
    return this.authors.filter(isOpen).map(([letter]) => letter);
  }

  missing() {
    const waiting = this.open();
    if (!waiting.length) return "Every sheet has a place and an author: show the authors.";
    return `Without a place (1: most real) or an author: ${waiting.join(", ")}.`;
  }

  score() {
    const { authors, guesses } = this;
    const guess = (i) => guesses[i].get("_options_labels")[guesses[i].get("index")];
    const right = authors.filter(([, name], i) => guess(i) === name).length;
    const names = authors.map(([letter, name]) => `${letter} ${name}`).join(", ");
    return (
      `The authors: ${names}. You named ${right} of ${authors.length}; guessing names 1 on ` +
      `average. ${this.agreement()}`
    );
  }

  agreement() {
    const places = this.places.map((menu) => menu.get("index"));
    if (new Set(places).size === 1)
      return "You gave all sheets one place, so there is no order to compare.";
    return (
      "Your order and that of the measured distance: rank correlation " +
      `${format(spearman(places, this.distances), ".2f")} (1 the same, 0 unrelated, -1 reversed).`
    );
  }
}

export default async (place) => new Tasting(place);
