// A page with sliders and a picture, and nothing else.

export default { render: (view) => new LatentPage(view).open() };
