// What a brain works with: the widgets of one place, what was sent along, networks, and the
// kernel's half of the protocol between page and kernel.

import { whole } from "./fetched.js";
import { format } from "./format.js";
import { job, Net } from "./nets.js";

export { levels } from "./levels.js";

const TYPES = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint8: Uint8Array,
};

async function array({ dtype, shape, file }) {
  const count = shape.reduce((a, b) => a * b, 1);
  const size = count * TYPES[dtype].BYTES_PER_ELEMENT;
  const { buffer } = await whole(`arrays/${file}`, size, file.split(".")[0]);
  return Object.assign(new TYPES[dtype](buffer), { shape });
}

function mapped(parts, change) {
  if (typeof parts === "string") return change(parts);
  if (Array.isArray(parts)) return Promise.all(parts.map((part) => mapped(part, change)));
  return each(parts, (part) => mapped(part, change));
}

async function each(named, work) {
  const entries = Object.entries(named).map(async ([name, one]) => [name, await work(one)]);
  return Object.fromEntries(await Promise.all(entries));
}

export class Place {
  static async of(brain, manager) {
    const place = new Place();
    place.values = brain.values;
    place.arrays = await each(brain.arrays, array);
    place.later = {}; // what comes only when it is asked for
    for (const [name, about] of Object.entries(brain.later)) place.later[name] = () => array(about);
    place.parts = await mapped(brain.parts, (id) => manager.get_model(id));
    place.nets = await each(brain.nets, (about) => new Net(about));
    place.page = place.parts.page;
    place.heard = 0;
    place.line = Promise.resolve(); // one thing at a time
    return place;
  }

  // Work that shows its error in the line of text.
  queue(work) {
    this.line = this.line.then(work).catch((error) => this.fail(error));
    return this.line;
  }

  // Of the requests that wait only the newest runs.
  onRequest(answer) {
    this.page.on("change:request", () => {
      const request = this.page.get("request");
      this.queue(async () => {
        if (request.count < this.page.get("request").count) return;
        this.heard = request.count;
        await answer(request);
      });
    });
  }

  onClick(button, work) {
    button.send = ({ event }) => event === "click" && this.queue(work);
  }

  onChange(model, name, work) {
    model.on(`change:${name}`, () => this.queue(() => work(model.get(name))));
  }

  tell(traits, told) {
    this.page.set(traits);
    this.say({ ...told, to: this.heard, busy: "", error: "" });
  }

  work(busy) {
    this.say({ ...this.page.get("reply"), busy, error: "" });
  }

  // A busy line and, twice a second at most, how much of its work is done.
  progress(busy) {
    this.work(busy);
    let said = performance.now();
    return (share) => {
      if (performance.now() - said < 500) return;
      said = performance.now();
      this.work(`${busy} ${format(share, ".0%")}`);
    };
  }

  fail(error) {
    const text = `${error.name}: ${error.message}`;
    this.say({ ...this.page.get("reply"), to: this.heard, busy: "", error: text });
  }

  say(told) {
    this.page.set({ reply: { ...told, number: this.page.get("reply").number + 1 } });
  }

  job(name, args, progress, signal, nets = this.nets) {
    return job(name, nets, args, progress, signal);
  }
}

// Bytes for a trait.
export function view(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return new DataView(whole.buffer);
}
