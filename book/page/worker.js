// Where networks run, beside the page: load a file, run it on rows, or run a whole job.

import { loadAndCompile, loadLiteRt, Tensor } from "@litertjs/core";
import jobs from "./jobs/index.js";

const folder = new URL(".", self.location).href;
const stopped = new Set(); // jobs that somebody no longer waits for

// LiteRT tells at length what it found; what goes wrong comes as an exception.
self.Module = { print() {}, printErr() {}, locateFile: (file) => folder + file };
for (const name of ["log", "info", "warn"]) console[name] = () => {};

const runtime = begun();
runtime.catch(() => {}); // whoever asks for it is told

async function begun() {
  if (typeof WebAssembly === "undefined")
    throw new Error("WebAssembly is switched off in this browser: allow it, or use another browser");
  await loadLiteRt(folder).catch((error) => {
    throw new Error(`the runtime of its networks did not start (${error?.message ?? error}): load the page again`);
  });
}

class Net {
  constructor(model, about) {
    Object.assign(this, { model, about });
  }

  // One call of the file: typed arrays in the order of the arguments, typed arrays back.
  async run(...argumentsOfNet) {
    const { inputs, order } = this.about;
    const tensors = inputs.map((shape, k) => new Tensor(argumentsOfNet[order[k]], shape));
    try {
      const outputs = await this.model.run(tensors);
      const answers = outputs.map((output) => output.toTypedArray().slice());
      outputs.forEach((output) => output.delete());
      return answers;
    } finally {
      tensors.forEach((tensor) => tensor.delete());
    }
  }

  // All rows, a batch of the file's size at a time; the last one is filled up.
  async rows(rows, ...inputs) {
    const batch = this.about.inputs[0][0];
    const sizes = inputs.map((input) => input.length / rows);
    const parts = [];
    for (let at = 0; at < rows; at += batch) {
      const filled = inputs.map((input, k) => {
        const part = new input.constructor(batch * sizes[k]);
        part.set(input.subarray(at * sizes[k], Math.min(rows, at + batch) * sizes[k]));
        return part;
      });
      parts.push(await this.run(...filled));
    }
    return this.about.outputs.map((_, k) => joined(parts.map((part) => part[k]), batch, rows));
  }
}

const nets = new Map(); // by file, each a promise

function load({ about, bytes }) {
  if (!nets.has(about.file))
    nets.set(about.file, runtime.then(() => loadAndCompile(bytes, { accelerator: "wasm" })).then((model) => new Net(model, about)));
  return nets.get(about.file);
}

const works = {
  async start() {
    await runtime;
  },

  async load(message) {
    await load(message);
  },

  async run({ file, rows, inputs }) {
    return (await nets.get(file)).rows(rows, ...inputs);
  },

  async job({ id, name, args, files }) {
    const loaded = {};
    for (const [key, file] of Object.entries(files)) loaded[key] = await nets.get(file);
    const progress = (news) => postMessage({ id, news });
    return jobs[name]({ nets: loaded, args, progress, stopped: () => stopped.has(id) });
  },
};

function joined(parts, batch, rows) {
  const size = parts[0].length / batch;
  const whole = new parts[0].constructor(rows * size);
  parts.forEach((part, i) => {
    const left = Math.min(batch, rows - i * batch);
    whole.set(part.subarray(0, left * size), i * batch * size);
  });
  return whole;
}

self.onmessage = async ({ data }) => {
  if (data.stop) {
    stopped.add(data.stop);
    return;
  }
  try {
    postMessage({ id: data.id, result: await works[data.work](data) });
  } catch (error) {
    postMessage({ id: data.id, error: String(error?.message ?? error) });
  }
};
