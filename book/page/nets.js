// The page's side of the worker: networks by name, loaded once and checked, and jobs.

import { AGAIN, whole } from "./fetched.js";

const base = new URL(".", import.meta.url);

class Crew {
  constructor() {
    this.count = 0;
    this.waiting = new Map(); // by number of the message
    this.files = new Map(); // loaded or on their way
    this.worker = new Worker(new URL("runtime/worker.js", base));
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.broken = new Promise((_, refuse) => {
      this.worker.onerror = (event) => refuse(new Error(event.message || `its worker did not start: ${AGAIN}`));
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
  const { file, bytes, sha256 } = about;
  if (!contents.has(file)) contents.set(file, whole(`nets/${file}`, bytes, sha256));
  return contents.get(file).then((bytes) => bytes.slice());
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
