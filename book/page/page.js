// What any page does: folds open for what is searched, wide boxes scroll by key, exercises answer.

import { exercises } from "./exercises.js";
import { offline } from "./offline.js";

// A link into a fold, or to its heading, opens it.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const folds = [target.querySelector(":scope > details.fold"), target.closest("details.fold")];
  for (let fold of folds)
    for (; fold; fold = fold.parentElement.closest("details.fold")) fold.open = true;
  target.scrollIntoView();
}

// Only what does scroll is a stop of the Tab key.
function reachable() {
  for (const box of document.querySelectorAll("article pre, .formula, .pst-scrollable-table-container, .training-theatre .frame"))
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
}

// The theme's arrows beside the contents have no name of their own.
for (const arrow of document.querySelectorAll(".bd-sidebar-primary summary"))
  arrow.setAttribute("aria-label", "What is below");

window.addEventListener("hashchange", openTarget);
window.addEventListener("resize", reachable);
document.addEventListener("toggle", reachable, true);
exercises(document);
openTarget();
reachable();
offline(document);
const living = new ResizeObserver(reachable); // a widget that comes to life may scroll
for (const place of document.querySelectorAll(".live-place")) living.observe(place);
