// What plays without a kernel: a job in the worker trains until it is paused or something is turned.
// Python's twin is `Playing` in helpers/explorer/theatre/playing.py.

import { view } from "../page/place.js";

const SLOW_LOOK = 1000; // milliseconds after which a picture is said to be on its way

export class Playing {
  /** `job`: its name; the start is `begin()`, what a job needs is `needs()`. */
  constructor(place, job) {
    Object.assign(this, { place, job, playing: false, todo: [], at: null, until: 0 });
    this.memory = this.begin();
    const [play, step, restart] = place.parts.buttons;
    this.wire(play, () => (this.playing ? this.mark(false) : this.play()));
    this.wire(step, () => this.advance(1));
    this.wire(restart, () => this.restart());
    place.parts.speed.on("change:index", () => this.soon(() => {}));
  }

  wire(button, work) {
    button.send = ({ event }) => event === "click" && this.soon(work);
  }

  get steps() {
    return this.memory.steps;
  }

  get speed() {
    const speed = this.place.values.speeds[this.place.parts.speed.get("index")];
    return speed ?? Infinity;
  }

  /** `seconds`: how long at most. */
  play(seconds = Infinity) {
    const { budget } = this.place.values;
    this.until = (Math.floor(this.steps / budget) + 1) * budget;
    this.mark(true);
    if (Number.isFinite(seconds)) this.bell = setTimeout(() => this.soon(() => this.end()), 1000 * seconds);
  }

  async end() {
    this.mark(false);
    await this.run({ until: this.steps, speed: Infinity, picture: true });
  }

  async advance(n) {
    await this.run({ until: this.steps + n, speed: Infinity, picture: true });
  }

  async restart() {
    this.memory = this.begin();
    this.until = this.place.values.budget;
    await this.run({ until: 0, speed: Infinity, picture: true });
  }

  mark(playing) {
    clearTimeout(this.bell);
    this.playing = playing;
    this.place.page.set("playing", playing);
    const [button] = this.place.parts.buttons;
    button.set({ description: playing ? "Pause" : "Play", icon: playing ? "pause" : "play" });
  }

  /** Work between two steps: what plays is stopped for it and goes on. */
  soon(work) {
    this.todo.push(work);
    this.at?.abort();
    this.busy ??= this.spin().finally(() => (this.busy = null));
    return this.busy;
  }

  async spin() {
    try {
      while (this.todo.length || (this.playing && this.steps < this.until)) {
        if (this.todo.length) await this.todo.shift()();
        else await this.segment();
      }
    } catch (error) {
      this.todo = [];
      if (this.playing) this.mark(false);
      this.place.fail(error);
    }
  }

  /** Play until something is to do, or to the end. */
  async segment() {
    this.at = new AbortController();
    await this.run({ until: this.until, speed: this.speed, picture: false }, this.at.signal);
    this.at = null;
    const resting = this.todo.length === 0;
    if (resting && this.steps >= this.until) this.mark(false);
    if (resting) await this.run({ until: this.steps, speed: Infinity, picture: true });
  }

  async run(how, signal) {
    const { place } = this;
    const late = how.picture && setTimeout(() => place.work("Drawing the picture."), SLOW_LOOK);
    try {
      const { values } = place;
      const args = { key: values.key, values, memory: this.memory, ...this.needs(), ...how };
      const { memory, failed } = await place.job(this.job, args, (news) => this.show(news), signal);
      this.memory = memory;
      if (failed) throw Object.assign(new Error(failed), { name: "FloatingPointError" });
    } finally {
      clearTimeout(late);
    }
  }

  show({ png, status }) {
    this.place.tell({ png: view(png) }, { status });
  }
}
