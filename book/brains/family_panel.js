// A FamilyPanel without a kernel: the page answers from the grids that it finds in `families`.

import { view } from "../page/place.js";
import { smooth } from "../page/compact.js";

export default function ({ page, arrays }) {
  const families = page.get("families").map((sent, k) => {
    const grids = ["log_p", "codes", "again", "decoded", "states"].filter((name) => arrays[name + k]);
    return { ...sent, ...Object.fromEntries(grids.map((name) => [name, view(smooth(arrays[name + k]))])) };
  });
  page.set({ families });
}
