// The pad: mouse, finger and keys draw on it, at every frame of the display.

const HELP = "Arrow keys move the brush, Space lowers and lifts it, Control Z takes back.";

class Pad {
  constructor(figure, shape, ground, tools, changed) {
    Object.assign(this, { tools, changed, down: false, moved: false, pointer: null });
    this.drawing = new Drawing(shape, ground);
    this.canvas = keepKeys(figure.canvas);
    const area = add(figure.figure, "div", "pad");
    area.append(this.canvas);
    this.ring = add(area, "div", "ring"); // where the brush is, and how thick
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.at = [shape[1] / 2, shape[0] / 2];
    this.redraw = onceAFrame(() => this.draw());
    this.wire();
    this.name();
  }

  wire() {
    const { canvas } = this;
    onDrag(canvas, (event) => this.follow(event), (event) => this.touched(event));
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"])
      canvas.addEventListener(name, (event) => this.left(event));
    canvas.addEventListener("pointermove", (event) => this.hovered(event));
    canvas.addEventListener("blur", () => this.lift());
    canvas.addEventListener("keydown", (event) => this.pressed(event));
    canvas.addEventListener("keyup", (event) => event.key === " " && this.moved && this.lift());
  }

  placeOf(event) {
    const [right, up] = shares(event, this.canvas);
    return [right * this.drawing.width, (1 - up) * this.drawing.height];
  }

  hovered(event) {
    if (event.buttons || this.down) return;
    this.at = this.placeOf(event);
    this.redraw();
  }

  lower(at) {
    this.down = true;
    this.moved = false;
    this.drawing.begin(at, this.tools.ink, this.tools.thickness / 2);
    this.go(at);
  }

  // One finger draws; what others do meanwhile is not heard.
  touched(event) {
    if (this.pointer !== null) return;
    this.lift();
    this.pointer = event.pointerId;
    this.lower(this.placeOf(event));
  }

  left(event) {
    if (this.pointer !== event.pointerId) return;
    this.pointer = null;
    this.lift();
  }

  // The way between two events, as fine as the device knows it.
  follow(event) {
    const all = event.getCoalescedEvents?.() ?? [];
    if (this.pointer === event.pointerId) for (const one of all.length ? all : [event]) this.go(this.placeOf(one));
  }

  go(at) {
    this.at = at;
    if (this.down) {
      this.drawing.go(at);
      this.changed();
    }
    this.redraw();
  }

  lift() {
    if (!this.down) return;
    this.down = false;
    this.name();
    this.changed();
    this.redraw();
  }

  // Space may be held while arrow keys draw, or tapped before and after.
  pressed(event) {
    const way = arrow(event);
    const { width, height } = this.drawing;
    if (way) {
      this.moved = true;
      this.go([clamp(this.at[0] + way[0], [0, width]), clamp(this.at[1] - way[1], [0, height])]);
      this.name();
    } else if (event.key === " ") {
      event.preventDefault();
      if (event.repeat) return;
      if (this.down) this.lift();
      else this.lower(this.at);
      this.name();
    } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.undo();
    }
  }

  // A whole picture in place of what is drawn.
  put(picture) {
    this.lift();
    this.drawing.put(picture);
    this.changed();
    this.redraw();
  }

  clear() {
    this.put(this.drawing.blank());
  }

  undo() {
    this.lift();
    this.drawing.undo();
    this.changed();
    this.redraw();
  }

  draw() {
    const { width, height, picture } = this.drawing;
    const [x, y] = this.at;
    paint(this.canvas, picture);
    this.ring.style.left = `${(100 * x) / width}%`;
    this.ring.style.top = `${(100 * y) / height}%`;
    this.ring.style.width = `${(100 * this.tools.thickness) / width}%`;
  }

  // Not at every frame: whoever draws with a mouse sees where the brush is.
  name() {
    const [x, y] = this.at;
    const { width, height } = this.drawing;
    const place = `Brush ${this.down ? "down" : "up"}, column ${Math.round(x)}, row ${Math.round(y)}`;
    this.canvas.setAttribute("aria-label", `Pad of ${width} by ${height} pixels. ${HELP} ${place}.`);
  }
}

