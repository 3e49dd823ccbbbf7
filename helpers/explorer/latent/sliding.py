"""What explorers with sliders share: moving them, and sending what they show."""

from helpers.explorer.shell import Explorer, render


class SlidingExplorer(Explorer):
    """A `PictureCanvas` with its `Panel` beside it.

    An explorer MUST give   z, overview(), words(z), _decode(z), _reference(z), and `_order`,
                            the number in `z` that each slider moves

    Args:
        page: a `PictureCanvas` with everything that does not change.
        panel: sliders, number boxes and buttons.
        works: what each button does.
    """

    def __init__(self, page, panel, works):
        self._panel = panel
        self.sliders, self.boxes, self.buttons = panel.sliders, panel.boxes, panel.buttons
        page.sliders, page.boxes = panel.sliders, panel.boxes
        super().__init__(
            page, [page, panel], "latent-explorer", flex_flow="row wrap", align_items="flex-start"
        )
        self.wire(panel.buttons, works)

    @property
    def picture(self):
        """The picture at `z`, uint8 `(height, width, channels)`."""
        return render.picture(self._decode, self.z)

    def words(self, z):
        """Where `z` is, in words."""
        raise NotImplementedError

    def overview(self):
        """Pictures in rows `(rows, columns, h, w, c)` and the rows' names, if any."""
        raise NotImplementedError

    def describe(self):
        return self.words(self.z)

    def still(self):
        return render.static(self.picture, *self.overview())

    def answer(self, request):
        z = self._point.copy()
        z[self._order] = request["z"]
        self._show(z, request["dims"])

    def _move(self, z, sliders, **traits):
        """Put everything at `z`: first the page, in one message, then the sliders."""
        with self._lock:
            self._follow(z, sliders, **traits)
            values = [self.page.snap(z[dim]) for dim in self._order]
            self._panel.place(values, self.page.reach, self.page.step)

    def _follow(self, z, sliders, **traits):
        """Put the page at `z`, in one message."""
        self._point = z
        with self.page.hold_sync():
            for name, value in traits.items():
                setattr(self.page, name, value)
            self.page.point = z[self._order].tolist()
            self._show(z, sliders, moved=True)

    def _show(self, z, sliders, **told):
        """Send the picture at `z`, what stands beside it, and strips of some sliders around it."""
        frames = [render.picture(self._decode, z)]
        caption, reference = self._reference(z)
        frames.append(reference)
        if sliders:
            dims = [self._order[k] for k in sliders]
            frames.append(render.strips(self._decode, z, dims, self.page.places))
        self.page.tell(
            {"frames": b"".join(frame.tobytes() for frame in frames)},
            z=z[self._order].tolist(),
            dims=list(sliders),
            reference=caption,
            status=self.words(z),
            **told,
        )
