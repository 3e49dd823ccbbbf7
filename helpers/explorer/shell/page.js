// The page around the picture: captions, the reference beside it, the line of text, names.

function pictureFigure(parent, caption, [height, width]) {
  const figure = add(parent, "figure");
  const title = add(figure, "figcaption", "", caption);
  const canvas = add(figure, "canvas", "picture");
  const zoom = Math.max(1, Math.floor(260 / Math.max(height, width)));
  Object.assign(canvas, { width, height });
  Object.assign(canvas.style, { width: `${zoom * width}px`, height: `${zoom * height}px` });
  canvas.setAttribute("role", "img");
  return { figure, title, canvas };
}

function buildPage(el, model) {
  const stage = add(el, "div", "stage");
  const left = add(stage, "div");
  const row = add(left, "div", "pictures");
  const caption = model.get("caption");
  const picture = pictureFigure(row, caption, model.get("shape"));
  const real = pictureFigure(row, "", model.get("shape"));
  real.figure.className = "reference";
  const title = caption[0].toUpperCase() + caption.slice(1);
  const status = add(left, "p", "status");
  status.setAttribute("role", "status");
  // A screen reader says a text again whenever it is set.
  const say = (text) => status.textContent === text || (status.textContent = text);
  return {
    stage,
    picture: picture.canvas,
    busy(value) {
      el.setAttribute("aria-busy", value);
    },
    tell(answer, reference) {
      say(answer.status);
      status.classList.remove("error");
      picture.canvas.setAttribute("aria-label", `${title} picture. ${answer.status}`);
      real.figure.hidden = !reference;
      real.title.textContent = answer.reference;
      real.canvas.setAttribute("aria-label", answer.reference);
      if (reference) paint(real.canvas, reference);
    },
    complain(text) {
      say(text);
      status.classList.add("error");
    },
  };
}

// ipywidgets gives slider handles no accessible name, and makes their views after ours.
function nameHandles(sliders, names) {
  const timer = setInterval(async () => {
    const views = sliders.map((slider) => Promise.all(Object.values(slider.views ?? {})));
    const handles = (await Promise.all(views)).map((copies) =>
      copies.map((view) => view.el.querySelector(".noUi-handle")),
    );
    handles.forEach((copies, k) =>
      copies.forEach((handle) => handle?.setAttribute("aria-label", names[k])),
    );
    if (handles.flat().length >= sliders.length && handles.flat().every(Boolean)) clearInterval(timer);
  }, 100);
  return () => clearInterval(timer);
}
