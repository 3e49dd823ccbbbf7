// A grid of noise on its way through a flow. The kernel sends it once, at every layer; where it is
// between two layers, how much it is stretched there, and the sum of logarithms is computed here.

class LayerPage extends Page {
  constructor(view) {
    super(view);
    this.grid = new TransportedGrid(this.model);
    const stage = add(this.el, "div", "stage");
    const figure = add(stage, "figure");
    add(figure, "figcaption", "", "orange: stretched, thinner · blue: squeezed, denser · dots: data");
    this.picture = new GridPicture(figure, this.grid, this.model);
    this.drawChart = buildChart(stage, this.grid);
    this.slider = buildSlider(this.el, "layer", this.grid.last, this.get("step"));
    this.addStatus();
    this.wire();
  }

  wire() {
    const { canvas } = this.picture;
    keepKeys(canvas).tabIndex = 0;
    onDrag(canvas, (event) => this.put({ point: this.picture.nearest(event, this.get("layer")) }));
    canvas.addEventListener("keydown", (event) => {
      const way = arrow(event);
      const point = way && this.picture.beside(this.get("point"), way);
      if (point !== null) this.put({ point });
    });
    this.onSlide(this.slider, (layer) => this.put({ layer: tidy(layer) }));
  }

  replied() {
    const [layer, point, last] = [this.get("layer"), this.get("point"), this.grid.last];
    this.picture.draw(layer, point);
    this.drawChart(layer, point);
    this.slider.put(layer, layer.toFixed(2), `layer ${layer.toFixed(2)} of ${last}`);
    const text = this.grid.describe(layer, point);
    this.say(text);
    this.picture.canvas.setAttribute("aria-label", `Grid of noise. Arrow keys move the point. ${text}`);
  }

  open() {
    this.listen("change:layer change:point", onceAFrame(() => this.replied()));
    return super.open();
  }
}

export default { render: (view) => new LayerPage(view).open() };
