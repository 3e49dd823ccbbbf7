// Bring the widgets of a page to life, each when it comes near the view.

import brains from "../brains/index.js";
import { parsed } from "./fetched.js";
import { Place } from "./place.js";
import { htmlManager } from "./widgets.js";

const WORDS = {
  live: "What you see is computed in this page, as you go.",
  prepared: "All that can be shown was sent along.",
  recorded: "A run that was made before.",
};

async function mount(node) {
  const name = node.dataset.place;
  const manager = await htmlManager();
  const files = ["state", "brain"].map((file) => parsed(`places/${name}/${file}.json`));
  const [state, brain] = await Promise.all(files);
  await manager.set_state(state);
  const place = await Place.of(brain, manager);
  await Promise.all(Object.values(place.nets).map((net) => net.check()));
  await brains[brain.kind](place);
  const live = document.createElement("div");
  live.className = "live-widget jupyter-widgets-view";
  const stills = [...node.children];
  node.append(live); // a view needs to stand in the page
  const model = await manager.get_model(brain.view);
  await manager.display_view(await manager.create_view(model), live);
  stills.forEach((still) => still.remove());
  node.prepend(badge(brain.label));
  node.dataset.state = "alive";
}

// The word, explained to those who point at it and to those who hear it.
function badge(word) {
  const label = document.createElement("span");
  Object.assign(label, { className: `live-label ${word}`, textContent: word, title: WORDS[word] });
  label.setAttribute("role", "note");
  label.setAttribute("aria-label", `${word}. ${WORDS[word]}`);
  return label;
}

// Where something is missing the still picture stays, with one sentence.
async function bring(node) {
  node.dataset.state = "loading";
  try {
    await mount(node);
  } catch (error) {
    node.dataset.state = "still";
    node.querySelector(".live-widget")?.remove();
    const line = document.createElement("p");
    line.className = "live-refusal";
    line.setAttribute("role", "status");
    line.textContent = `This stays a picture here: ${error?.message ?? error}.`.replace(/\.+$/, ".");
    node.append(line);
  }
}

const watch = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      bring(target);
    }
  },
  { rootMargin: "300px" },
);

for (const node of document.querySelectorAll(".live-place")) {
  node.dataset.state = "waiting"; // without a state, file.js says that nothing came
  watch.observe(node);
}
