// A DrawDensity without a kernel: what is drawn becomes a density, and a family learns it in the
// page. Python's twin is helpers/explorer/drawing/draw_density.py.

import { curve, unitsOf } from "../page/curves.js";
import { Mixture } from "../page/planar.js";
import { Theatre } from "./theatre.js";

class Drawing {
  static async of(place) {
    const drawing = new Drawing();
    const stage = Object.assign(Object.create(place), { page: place.parts.stage });
    Object.assign(drawing, { place, stage, trainings: 0 });
    await drawing.take(drawing.family);
    drawing.theatre = new Theatre(stage);
    place.parts.train.send = ({ event }) => event === "click" && drawing.train();
    place.page.on("change:strokes", () => place.page.get("reply").error && drawing.rest());
    return drawing;
  }

  get family() {
    const { menu } = this.place.parts;
    return menu.get("_options_labels")[menu.get("index")];
  }

  /** Put a family in the theatre, with the drawing as it is. */
  async take(family) {
    const { nets, later } = this.place;
    const own = (named) => Object.keys(named).filter((name) => name.startsWith(`${family} `));
    const short = (name) => name.slice(family.length + 1);
    const values = { ...this.place.values.families[family], ...this.drawn(family) };
    const arrays = await Promise.all(own(later).map(async (name) => [short(name), await later[name]()]));
    Object.assign(this.stage, {
      values,
      nets: Object.fromEntries(own(nets).map((name) => [short(name), nets[name]])),
      arrays: Object.fromEntries(arrays),
    });
  }

  /** What of a session's values belongs to one drawing. */
  drawn(family) {
    const { page, values } = this.place;
    const { bounds, samples, truth: shown } = values;
    const names = ["thickness", "within", "dot", "longest"];
    const settings = Object.fromEntries(names.map((name) => [name, page.get(name)]));
    const truth = curve(page.get("strokes"), bounds, settings);
    const x = new Mixture(truth).sample(samples, values.families[family].seed);
    return { ...unitsOf(x), truth, bounds, shown, kls: [], key: `${family} ${this.trainings++}` };
  }

  /** Nothing is under way, and nothing wrong any more. */
  rest() {
    this.place.tell({}, this.place.page.get("reply"));
  }

  train() {
    const { place, theatre, family } = this;
    const start = performance.now();
    return theatre.soon(async () => {
      theatre.mark(false);
      place.work(`Making a new model: ${family}.`);
      try {
        await this.take(family);
      } catch (error) {
        place.fail(error);
        return;
      }
      theatre.turn(this.stage.values.rate);
      await theatre.restart();
      theatre.play(Math.max(1, place.values.seconds - (performance.now() - start) / 1000));
      this.rest();
    });
  }
}

export default async function (place) {
  await Drawing.of(place);
}
