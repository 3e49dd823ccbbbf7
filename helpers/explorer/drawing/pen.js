// A pen or an eraser on strokes: put down, moved, lifted, with a way back. No page in sight.

const NEAREST = 0.02; // between corners
const ERASER = 0.12; // its radius
const MOST_STEPS_BACK = 200;

class Pen {
  constructor(strokes) {
    Object.assign(this, { strokes, draft: null, place: [0, 0], erases: false, past: [] });
  }

  get isDown() {
    return this.draft !== null;
  }

  get shown() {
    return this.draft ?? this.strokes;
  }

  down() {
    this.draft = this.erases ? this.erased(this.strokes, this.place) : [...this.strokes, [this.place]];
  }

  // Along a straight line, drawing on it where the pen is down.
  move(place) {
    const from = this.place;
    this.place = place;
    if (!this.isDown) return;
    if (this.erases) {
      const steps = Math.ceil(apart(from, place) / (ERASER / 2)) || 1;
      for (let k = 1; k <= steps; k++) this.draft = this.erased(this.draft, onTheWay(from, place, k / steps));
      return;
    }
    const stroke = this.draft.at(-1);
    if (apart(stroke.at(-1), place) >= NEAREST) stroke.push(place);
  }

  erased(strokes, place) {
    return strokes.flatMap((stroke) => cutStroke(stroke, place, ERASER));
  }

  // The new strokes, or null where nothing has changed.
  up() {
    const { draft } = this;
    this.draft = null;
    const changed = draft && JSON.stringify(draft) !== JSON.stringify(this.strokes);
    return changed ? draft.map((stroke) => stroke.map((corner) => corner.map((x) => Number(x.toFixed(3))))) : null;
  }

  // Strokes from wherever they come; those before can be had back.
  take(strokes) {
    this.past = [...this.past, this.strokes].slice(-MOST_STEPS_BACK);
    this.strokes = strokes;
  }

  // Back by a step, or to before the pen was put down.
  undo() {
    if (!this.isDown) this.strokes = this.past.pop() ?? this.strokes;
    this.draft = null;
    return this.strokes;
  }
}
