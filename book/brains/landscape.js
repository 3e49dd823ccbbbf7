// A LandscapeExplorer without a kernel; the page walks by itself. Python's twin is
// helpers/explorer/landscape/landscape.py.

import { view } from "../page/place.js";
import { defaultRng } from "../page/random.js";
import { smooth } from "../page/compact.js";

class Landscape {
  constructor(place) {
    this.place = place;
    this.seed = place.values.seed;
    const { shown, again } = place.parts;
    place.onChange(shown, "index", (k) => place.tell(this.land(k), {}));
    place.onClick(again, () => {
      this.seed += 1;
      place.tell(this.chance(), {});
    });
    place.page.set({ ...this.land(shown.get("index")), ...this.chance() });
  }

  land(k) {
    const { arrays, values } = this.place;
    const [height, slopes] = ["height", "slopes"].map((name) => view(smooth(arrays[name + k])));
    return { ...values.lands[k], height, slopes, png: view(arrays[`map${k}`]) };
  }

  chance() {
    const chains = this.place.page.get("chains");
    const rng = defaultRng(this.seed);
    return {
      everywhere: view(rng.random(2 * chains, "float32")),
      shakes: view(rng.standardNormal(2 * chains * this.place.values.steps, "float32")),
    };
  }
}

export default function (place) {
  new Landscape(place);
}
