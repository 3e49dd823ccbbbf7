// The picture of a training and its line of text, with words for those who do not see it.

class StagePage extends Page {
  constructor(view) {
    super(view);
    this.picture = add(add(this.el, "div", "frame"), "img");
    this.addStatus();
  }

  replied(reply) {
    this.say(reply.status);
    this.picture.alt = `${this.get("about")} ${reply.status}`;
  }

  open() {
    const draw = () => showPng(this.picture, this.get("png"));
    const rest = () => this.quiet(this.get("playing")); // not read aloud several times a second
    this.listen("change:png", draw);
    this.listen("change:playing", rest);
    this.leaving.push(() => URL.revokeObjectURL(this.picture.src));
    draw();
    rest();
    return super.open();
  }
}

export default { render: (view) => new StagePage(view).open() };
