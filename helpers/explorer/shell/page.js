// What all pages do: say a line of text, ask the kernel and hear its reply, name the handles of
// ordinary sliders, and leave nothing behind. Python's twin is page.py.

class Page {
  constructor({ model, el }) {
    Object.assign(this, { model, el, leaving: [], text: "" });
  }

  get(name) {
    return this.model.get(name);
  }

  // Choices that need no answer.
  put(changes) {
    this.model.set(changes);
    this.model.save_changes();
  }

  ask(wish) {
    this.busy(true);
    this.put({ request: { ...wish, count: this.get("request").count + 1 } });
  }

  get waiting() {
    return this.get("reply").to < this.get("request").count;
  }

  busy(value) {
    this.el.setAttribute("aria-busy", value);
  }

  // Until the page is left.
  listen(names, work, source = this.model) {
    source.on(names, work);
    this.leaving.push(() => source.off(names, work));
  }

  addStatus(parent = this.el) {
    this.status = add(parent, "p", "status");
    this.status.setAttribute("role", "status");
  }

  // A screen reader says a text again whenever it is set.
  say(text = this.text) {
    this.text = text;
    const { error, busy } = this.get("reply");
    const line = error || busy || text;
    if (this.status.textContent !== line) this.status.textContent = line;
    this.status.classList.toggle("error", Boolean(error));
  }

  // What changes many times a second is read aloud when it rests.
  quiet(value) {
    this.status.setAttribute("aria-live", value ? "off" : "polite");
  }

  // A slider that is quiet while it is dragged.
  onSlide({ input }, slide, rest = () => {}) {
    input.addEventListener("input", () => {
      this.quiet(true);
      slide(Number(input.value));
    });
    input.addEventListener("change", () => {
      this.quiet(false);
      rest(Number(input.value));
    });
  }

  // The ordinary widgets that a trait refers to.
  widgets(name) {
    const ids = [this.get(name)].flat().map((reference) => reference.replace("IPY_MODEL_", ""));
    return Promise.all(ids.map((id) => this.model.widget_manager.get_model(id)));
  }

  // ipywidgets gives slider handles no accessible name, and makes their views after ours.
  nameHandles() {
    const names = this.get("handles");
    const timer = setInterval(() => {
      const handles = this.el.closest(".live-explorer")?.querySelectorAll(".noUi-handle") ?? [];
      names.forEach((name, k) => handles[k]?.setAttribute("aria-label", name));
      if (handles.length >= names.length) clearInterval(timer);
    }, 100);
    this.leaving.push(() => clearInterval(timer));
  }

  // What a page does when the kernel has answered, and once while it opens.
  replied(reply, opening) {
    this.say(reply.status);
  }

  hear() {
    const reply = this.get("reply");
    this.busy(Boolean(reply.busy) || this.waiting);
    if (reply.error || reply.busy) this.say();
    else this.replied(reply, false);
  }

  open() {
    if (!this.status) this.addStatus();
    this.listen("change:reply", () => this.hear());
    this.nameHandles();
    this.replied(this.get("reply"), true);
    return () => this.leaving.forEach((leave) => leave());
  }
}

