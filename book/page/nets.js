// The page's side of the worker: networks by name, loaded once and checked, and jobs.

import { fetched } from "./fetched.js";

const base = new URL(".", import.meta.url);

class Crew {
  constructor() {
    this.count = 0;
    this.waiting = new Map(); // by number of the message
    this.files = new Map(); // loaded or on their way
    this.worker = new Worker(new URL("runtime/worker.js", base));
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.broken = new Promise((_, refuse) => {
      this.worker.onerror = (event) => refuse(new Error(event.message || "its worker did not start"));
    });
    this.broken.catch(() => {});
  }

  hear({ id, news, error, result }) {
    const { resolve, reject, progress } = this.waiting.get(id);
    if (news !== undefined) return progress(news);
    this.waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  }

  send(message, progress, signal) {
    const id = ++this.count;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject, progress }));
    signal?.addEventListener("abort", () => this.worker.postMessage({ stop: id }));
    this.worker.postMessage({ ...message, id });
    return Promise.race([answer, this.broken]);
  }

  load(about) {
    if (!this.files.has(about.file))
      this.files.set(about.file, content(about).then((bytes) => this.send({ work: "load", about, bytes })));
    return this.files.get(about.file);
  }
}

// One worker answers sliders, the other does what takes long.
const workers = {};
function worker(name) {
  workers[name] ??= new Crew();
  return workers[name];
}

const contents = new Map(); // bytes by file: both workers may want them

function content(about) {
  if (!contents.has(about.file)) contents.set(about.file, checked(about));
  return contents.get(about.file).then((bytes) => bytes.slice());
}

async function checked({ file, sha256, bytes }) {
  const whole = new Uint8Array(await (await fetched(`nets/${file}`)).arrayBuffer());
  if (whole.length !== bytes || (crypto.subtle && (await digest(whole)) !== sha256))
    throw new Error(`the network ${file} is damaged: load the page again`);
  return whole;
}

// Browsers compute hashes on secure pages only; elsewhere the length has to do.
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Net {
  constructor(about) {
    this.about = about;
  }

  // Its file has come whole, and there is something that can run it.
  async check() {
    await Promise.all([content(this.about), worker("quick").send({ work: "start" })]);
  }

  // Arrays of rows, in the order of the function's arguments, to arrays of answers.
  async run(...inputs) {
    await worker("quick").load(this.about);
    const [, ...shape] = this.about.inputs[this.about.order.indexOf(0)];
    const rows = inputs[0].length / shape.reduce((a, b) => a * b, 1);
    return worker("quick").send({ work: "run", file: this.about.file, rows, inputs });
  }
}

export async function job(name, nets, args, progress, signal) {
  const heavy = worker("heavy");
  const files = {};
  for (const [key, { about }] of Object.entries(nets)) {
    await heavy.load(about);
    files[key] = about.file;
  }
  return heavy.send({ work: "job", name, args, files }, progress, signal);
}
