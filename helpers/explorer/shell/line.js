// A page that shows its line of text.

export default { render: (view) => new Page(view).open() };
