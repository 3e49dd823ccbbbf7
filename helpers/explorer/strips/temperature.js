// One slider of temperature over texts that the kernel wrote ahead of time.

class TemperaturePage extends Page {
  constructor(view) {
    super(view);
    const root = add(this.el, "div", "temperatures");
    this.paper = keepKeys(add(root, "pre", "paper"));
    this.paper.tabIndex = 0; // a long text is scrolled by keys
    this.given = add(this.paper, "b");
    this.drawn = add(this.paper, "span");
    this.ticks = this.get("ticks");
    this.slider = buildSlider(add(root, "div", "below"), "temperature", this.ticks.length - 1);
    this.chart = buildChart(root, this.model);
    this.addStatus(root);
    const rest = (place) => this.put({ place });
    this.onSlide(this.slider, (place) => this.draw(place), rest);
    this.listen("change:place", () => this.draw(this.get("place")));
  }

  draw(place) {
    const name = this.ticks[place].toFixed(1);
    this.slider.put(place, name);
    this.drawn.textContent = this.get("texts")[place];
    this.paper.setAttribute("aria-label", `text at temperature ${name}`);
    this.chart.mark(place / (this.ticks.length - 1));
    this.say(this.get("words")[place]);
  }

  replied() {
    this.given.textContent = this.get("beginning");
    this.chart.draw();
    this.draw(Number(this.slider.input.value));
  }

  open() {
    this.slider.put(this.get("place"), "");
    return super.open();
  }
}

export default { render: (view) => new TemperaturePage(view).open() };
