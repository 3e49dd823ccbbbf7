// The book without a network: what a reader visits is kept, and on demand all of it. The line at the
// foot of the page says how far that is.

import { Kept } from "./kept.js";
import { chapter, loaded } from "./needs.js";

const root = new URL("../../", import.meta.url).href;
const INSECURE = "Nothing is kept for offline use: a browser does that for https addresses only.";
const FORBIDDEN = "Nothing is kept for offline use: this browser forbids the page to store files.";
const FULL = "The browser's storage is full: the rest needs a network.";
const NEWER = "A newer edition has come: load the page again to see it.";
const AT_ONCE = 4; // files

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

class Offline {
  constructor(document, foot) {
    this.kept = new Kept(root);
    this.document = document;
    const box = foot.appendChild(document.createElement("div"));
    box.className = "offline";
    this.button = box.appendChild(document.createElement("button"));
    Object.assign(this.button, { type: "button", hidden: true, onclick: () => this.saveAll() });
    this.line = box.appendChild(document.createElement("p"));
    this.line.setAttribute("role", "status");
  }

  say(text) {
    this.line.textContent = text;
  }

  async start() {
    if (!navigator.serviceWorker || !window.caches) return this.say(INSECURE);
    const engaged = interest(this.document);
    try {
      await this.kept.open();
      await register(() => this.say(NEWER));
    } catch {
      return this.say(FORBIDDEN);
    }
    await this.showSize();
    await this.keep(loaded());
    await engaged; // who only passes by loads nothing more
    await this.keep(await chapter(this.document, this.kept));
    await this.showSize();
    if (!this.button.hidden) this.say("This page now works without a network.");
  }

  fail(error) {
    this.say(error.name === "QuotaExceededError" ? FULL : `Not all is kept: ${error.message}.`);
  }

  async keep(addresses, progress = () => {}) {
    const rest = [...addresses];
    const some = async () => {
      while (rest.length) {
        const address = rest.shift();
        const path = this.kept.path(address);
        if (path !== null) await this.kept.keep(path, address);
        progress(1 - rest.length / addresses.length);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some)).finally(() => (rest.length = 0));
  }

  async showSize() {
    const missing = await this.kept.missing();
    const bytes = missing.reduce((sum, [, file]) => sum + file.bytes, 0);
    this.button.hidden = bytes === 0;
    this.button.textContent = `Save the whole course (${megabytes(bytes)})`;
    if (bytes === 0) this.say("The whole course works without a network.");
  }

  async saveAll() {
    this.button.disabled = true;
    this.line.setAttribute("aria-live", "off"); // a number that runs is not read aloud
    await navigator.storage.persist(); // asks the browser not to throw it away
    const addresses = (await this.kept.missing()).map(([path]) => this.kept.address(path));
    const progress = (share) => this.say(`Saving the course: ${Math.floor(100 * share)} %.`);
    await this.keep(addresses, progress).catch((error) => this.fail(error));
    this.line.setAttribute("aria-live", "polite");
    await this.showSize();
    this.button.disabled = false;
  }
}

async function register(newer) {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) serviceWorker.addEventListener("controllerchange", newer);
  await serviceWorker.register(`${root}sw.js`, { updateViaCache: "none" });
  await serviceWorker.ready;
}

// A reader stays: the first scroll, touch or key, or a live widget in sight.
function interest(document) {
  return new Promise((resolve) => {
    for (const sign of ["scroll", "pointerdown", "keydown"])
      window.addEventListener(sign, resolve, { once: true, passive: true });
    const watch = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) resolve();
    });
    for (const place of document.querySelectorAll(".live-place")) watch.observe(place);
  });
}

export function offline(document) {
  const foot = document.querySelector("footer.bd-footer-content") ?? document.body;
  const book = new Offline(document, foot);
  book.start().catch((error) => book.fail(error));
}
