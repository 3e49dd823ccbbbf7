// What this browser keeps of the book, for when there is no network. The pages fill it, the service
// worker answers from it. A file is kept under its path and hash: a new build keeps what did not
// change, and never mixes with an older one.

export const LIST = "_static/book/files.json";

export class Kept {
  /** `root`: the book's address; `build`: the hash of its list of files, if one is expected. */
  constructor(root, build = null) {
    this.root = root;
    this.build = build;
    this.name = `course ${new URL(root).pathname}`; // several books may share a host
  }

  open() {
    this.cache ??= caches.open(this.name);
    return this.cache;
  }

  /** Path to {bytes, sha256}, for every file of this build. */
  files() {
    this.list ??= this.obtained().then((response) => response.json());
    this.list.catch(() => (this.list = null)); // there may be a network later
    return this.list;
  }

  async obtained() {
    if (!this.build) return fetch(this.root + LIST);
    const about = { sha256: this.build };
    return (await this.match(LIST, about)) ?? this.download(LIST, about);
  }

  /** The path of a file by its address, or null where it is not of the book. */
  path(address) {
    const { origin, pathname } = new URL(address);
    const place = origin + pathname;
    if (!place.startsWith(this.root)) return null;
    const path = decodeURI(place.slice(this.root.length));
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  }

  address(path) {
    return this.root + encodeURI(path);
  }

  key(path, { sha256 }) {
    return `${this.address(path)}?sha256=${sha256}`;
  }

  async match(path, about) {
    return (await this.open()).match(this.key(path, about));
  }

  /** The kept file of this build, or nothing. */
  async find(path) {
    const about = (await this.files())[path];
    return about && this.match(path, about);
  }

  /** Keep a file of this build, by the address under which the page has loaded it. */
  async keep(path, address = this.address(path)) {
    const about = (await this.files())[path];
    if (about && !(await this.match(path, about))) await this.download(path, about, address);
  }

  // What the browser still has of an older build, or the network of a newer one, has another hash.
  async download(path, about, address = this.address(path)) {
    for (const cache of ["force-cache", "reload"]) {
      const response = await fetch(address, { cache });
      const bytes = await response.arrayBuffer();
      if (!response.ok || (await digest(bytes)) !== about.sha256) continue;
      const headers = { "content-type": response.headers.get("content-type") ?? "" };
      await (await this.open()).put(this.key(path, about), new Response(bytes, { headers }));
      return new Response(bytes, { headers });
    }
    throw new Error(`${path} is of another edition: load the page again`);
  }

  /** Paths of all files that are kept, of whatever build. */
  async paths() {
    const requests = await (await this.open()).keys();
    return requests.map(({ url }) => this.path(url));
  }

  /** [path, {bytes, sha256}] of all files of this build that are not kept. */
  async missing() {
    const [files, requests] = [await this.files(), await (await this.open()).keys()];
    const keys = new Set(requests.map(({ url }) => url));
    return Object.entries(files).filter(([path, about]) => !keys.has(this.key(path, about)));
  }

  /** Forget what is not of this build. */
  async tidy() {
    const [files, cache] = [await this.files(), await this.open()];
    const wanted = new Set(Object.entries(files).map((entry) => this.key(...entry)));
    wanted.add(this.key(LIST, { sha256: this.build }));
    for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  }
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
