// What a reader did, in the browser's own storage: the twin of helpers/exercises/progress.py.

const KEY = "course.progress";
const FORBIDDEN =
  "Not saved: this browser lets the page store nothing. It is remembered until you leave the page.";
const FULL =
  "Not saved: this browser's storage is full or closed. It is remembered until you leave the page.";
const UNREADABLE =
  "What was stored here could not be read. It was set aside in this browser; a new one starts.";

const isEntries = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export class Stored {
  /** `storage` is a function, because a browser may forbid even to name localStorage. */
  constructor(storage = () => window.localStorage) {
    this.entries = {};
    this.note = "";
    try {
      this.storage = storage();
      this.storage.getItem(KEY);
      if (this.storage.forgets) throw new Error("it stands in for one that is forbidden");
    } catch {
      this.storage = null;
      this.note = FORBIDDEN;
    }
    this.read();
  }

  // Read again each time: another tab may have written since.
  read() {
    if (!this.storage || this.note === FULL) return this.entries;
    const text = this.storage.getItem(KEY);
    const found = parsed(text);
    this.entries = isEntries(found) ? found : {};
    if (text !== null && !isEntries(found)) this.setAside(text);
    return this.entries;
  }

  get(name) {
    const entry = this.read()[name];
    return isEntries(entry) ? entry : {};
  }

  /** Change what is kept under `name`; returns a line for the reader, empty where all is well. */
  change(name, fields) {
    const entry = { ...this.get(name), ...fields };
    this.entries = { ...this.entries, [name]: entry };
    this.write();
    const { note } = this;
    if (note === UNREADABLE) this.note = ""; // said once
    return note;
  }

  forget() {
    this.entries = {};
    this.write();
  }

  write() {
    if (!this.storage) return;
    try {
      this.storage.setItem(KEY, JSON.stringify(this.entries));
      if (this.note === FULL) this.note = "";
    } catch {
      this.note = FULL;
    }
  }

  setAside(text) {
    this.note = UNREADABLE;
    try {
      this.storage.setItem(`${KEY}.unreadable`, text);
      this.storage.removeItem(KEY);
    } catch {
      this.note = FULL;
    }
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
