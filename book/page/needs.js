// Which files a page of the book asks for, now and when its widgets come to life.

import { supportsFeature } from "@litertjs/core";

const root = new URL("../../", import.meta.url).href;
const WIDGETS = /^(_static\/book\/(boot\.js|widgets\/)|[^/]+\.woff2$)/;

/** What has been loaded so far, and the page itself. */
export function loaded() {
  return [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)];
}

/** All that a chapter can show, with its widgets and what makes them live. */
export async function chapter(document, kept) {
  const pictures = [...document.images].map(({ src }) => src);
  const places = [...document.querySelectorAll("[data-place]")].map(({ dataset }) => dataset.place);
  const alive = places.length ? await widgets(places, Object.keys(await kept.files())) : [];
  return [...new Set([...loaded(), ...pictures, ...alive.map((path) => kept.address(path))])];
}

async function widgets(places, paths) {
  const known = new Set(paths);
  const named = (brain) => texts(brain).flatMap((file) => [`_static/nets/${file}`, `_static/arrays/${file}`]);
  const described = places.map((place) => `_static/places/${place}/brain.json`).filter((path) => known.has(path));
  const states = described.map((path) => path.replace("brain.json", "state.json"));
  const brains = await Promise.all(described.map(async (path) => (await fetch(root + path)).json()));
  const files = brains.flatMap(named).filter((path) => known.has(path));
  const runtime = files.some((path) => path.startsWith("_static/nets/")) ? await runtimeOf() : /$^/;
  return [...described, ...states, ...files, ...paths.filter((path) => WIDGETS.test(path) || runtime.test(path))];
}

function texts(value) {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(texts) : [];
}

// LiteRT takes one of two runtimes, by what the browser can do.
async function runtimeOf() {
  const kind = (await supportsFeature("relaxedSimd")) ? "" : "compat_";
  return new RegExp(`^_static/book/runtime/(worker|litert_wasm_${kind}internal)\\.(js|wasm)$`);
}
