// The official HTML manager of ipywidgets, loaded once, when the first live widget is near.

import { AGAIN } from "./fetched.js";

const base = new URL("widgets/", import.meta.url);

function script(file) {
  return new Promise((resolve, reject) => {
    const node = document.createElement("script");
    Object.assign(node, { src: new URL(file, base), onload: resolve, onerror: () => reject(new Error(`${file} is missing: ${AGAIN}`)) });
    document.head.append(node);
  });
}

async function load() {
  await script("require.js");
  window.requirejs.config({ baseUrl: base.href }); // its fonts and anywidget lie there
  await script("libembed-amd.js");
  const required = (name) => new Promise((resolve, reject) => window.requirejs([name], resolve, reject));
  const { HTMLManager } = await required("@jupyter-widgets/html-manager");
  return new HTMLManager({ loader: required });
}

let manager = null;

export function htmlManager() {
  manager ??= load();
  return manager;
}
