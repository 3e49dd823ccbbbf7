"""The half of a widget that lives in the page, and what it and the kernel say to each other."""

import anywidget
import traitlets as t

from helpers.explorer.shell.assets import script, style


class Page(anywidget.AnyWidget):
    """One request from the page, one reply from the kernel; all else is state, in further traits.

    The protocol stands in `helpers.explorer`. This page shows its line of text and nothing else.

    Example:

    >>> from helpers.explorer.shell import Page
    >>> page = Page()
    >>> page.tell(status="Every sheet has a place.")
    >>> page.reply["status"], page.reply["number"], page.error
    ('Every sheet has a place.', 1, '')
    >>> page.fail(ZeroDivisionError("division by zero"))
    >>> page.error
    'ZeroDivisionError: division by zero'
    """

    _esm = script("shell/line")
    _css = style()

    handles = t.List(t.Unicode()).tag(sync=True)  # names of the ordinary sliders around the page
    request = t.Dict({"count": 0}).tag(sync=True, echo_update=False)
    reply = t.Dict({"to": 0, "number": 0, "busy": "", "error": ""}).tag(sync=True)
    heard = 0  # the count of the request that is being answered

    @property
    def error(self):
        """What went wrong, in words; empty where nothing did."""
        return self.reply["error"]

    @property
    def busy(self):
        """What the kernel is at work on, in words; empty where it rests."""
        return self.reply["busy"]

    def tell(self, traits=None, **told):
        """Reply: traits that change, and what else there is to tell, in one message."""
        with self.hold_sync():
            for name, value in (traits or {}).items():
                setattr(self, name, value)
            self._say({**told, "to": self.heard, "busy": "", "error": ""})

    def work(self, busy):
        """Say that the kernel is at work; what is shown stays."""
        self._say({**self.reply, "busy": busy, "error": ""})

    def fail(self, error):
        """Say what went wrong; what is shown stays."""
        told = f"{type(error).__name__}: {error}"
        self._say({**self.reply, "to": self.heard, "busy": "", "error": told})

    def _say(self, told):
        # The number makes every reply a change, even one that says the same again.
        self.reply = {**told, "number": self.reply["number"] + 1}
