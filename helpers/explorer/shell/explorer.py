"""What every live widget is: a page, ordinary widgets around it, and one lock."""

import base64
import threading

import ipywidgets as widgets


class Explorer(widgets.VBox):
    """A live widget.

    A widget MUST give   still(), and describe() or a `status` with all that its page is sent
    A widget MAY give    answer(request)
    Every widget HAS     status, act(work, ...), fail(error)

    Callbacks may come on a thread of their own, while a cell runs. So all that they do goes
    through `act`: one at a time, without pyplot, print or random numbers that others share.

    Args:
        page: with everything that does not change.
        children: the page and the ordinary widgets, as they stand below each other.
        name: of its style.
        **layout: of the box around all of them.
    """

    def __init__(self, page, children, name, **layout):
        self.page, self._lock = page, threading.RLock()
        page.observe(lambda change: self.act(self._hear, change["new"]), "request")
        super().__init__(children, layout=layout)
        self.add_class("live-explorer")
        self.add_class(name)

    def still(self):
        """The bytes of a PNG for viewers without widgets."""
        raise NotImplementedError

    def describe(self):
        """Where we are, in words."""
        return self.page.reply["status"]

    def answer(self, request):
        """Send what the page asks for in `page.request`."""
        raise NotImplementedError

    @property
    def status(self):
        """The line of text: where we are, what the kernel is at work on, or what went wrong."""
        return self.page.error or self.page.busy or self.describe()

    def act(self, work, *args):
        """Run a callback; what goes wrong there shows in the line of text, not in a lost log."""
        try:
            with self._lock:
                return work(*args)
        except Exception as error:
            self.fail(error)

    def fail(self, error):
        """Show an error in the line of text."""
        self.page.fail(error)

    def wire(self, buttons, works):
        """Let each button do its work."""
        for button, work in zip(buttons, works, strict=True):
            button.on_click(lambda _, work=work: self.act(work))

    def _hear(self, request):
        self.page.heard = request["count"]
        self.answer(request)

    def _repr_mimebundle_(self, **kwargs):
        data = super()._repr_mimebundle_(**kwargs)
        return {**data, "image/png": base64.b64encode(self.still()).decode("ascii")}
