"""The base of all live widgets: request and reply, one lock, errors in the line of text."""

import base64
import threading

import ipywidgets as widgets
import pytest

from helpers.explorer.shell import Explorer, Page


class Counter(Explorer):
    """Counts to the number that the page asks for, and says so."""

    def __init__(self):
        page = Page()
        self.counts, self.button = [], widgets.Button()
        super().__init__(page, [page, self.button], "counter")
        self.wire([self.button], [lambda: self.count(0)])
        self.page.tell(status="Nothing counted.")

    def count(self, n):
        self.page.work(f"Counting to {n}.")
        self.counts.append(self.status)
        self.page.tell({"handles": ["one"] * n}, status=f"{10 // n} in each.")

    def answer(self, request):
        self.count(request["n"])

    def still(self):
        return b"PNG"

    def __repr__(self):
        return f"Counter({len(self.counts)} counts)"


@pytest.fixture
def live():
    return Counter()


def ask(live, n):
    live.page.set_state({"request": {"n": n, "count": live.page.request["count"] + 1}})


def test_a_request_is_answered_and_numbered(live):
    assert live.page.reply["to"] == 0
    for count, n in enumerate((5, 2), 1):
        number = live.page.reply["number"]
        ask(live, n)
        assert live.page.reply["to"] == count and live.page.reply["number"] == number + 2
        assert live.status == f"{10 // n} in each." and live.page.handles == ["one"] * n


def test_the_same_again_is_a_reply_too(live):
    heard = []
    live.page.observe(lambda change: heard.append(change["new"]["number"]), "reply")
    for _ in range(3):
        live.page.tell(status="As before.")
    assert len(set(heard)) == 3


def test_while_it_works_the_line_of_text_says_so_and_the_page_still_waits(live):
    seen = []
    live.page.observe(lambda change: seen.append(change["new"]), "reply")
    ask(live, 5)
    assert live.counts == ["Counting to 5."]
    assert [reply["to"] for reply in seen] == [0, 1] and not live.page.busy


@pytest.mark.parametrize("fail", [lambda live: ask(live, 0), lambda live: live.button.click()])
def test_an_error_stands_in_the_line_of_text_until_the_next_reply(live, fail):
    ask(live, 5)
    fail(live)
    assert live.status == live.page.error
    assert live.status.startswith("ZeroDivisionError") and not live.page.busy
    assert live.page.reply["status"] == "2 in each."  # what is shown stays
    assert live.page.reply["to"] == live.page.request["count"]  # nobody waits for ever
    ask(live, 2)
    assert live.page.error == "" and live.status == "5 in each."


def test_nonsense_from_the_page_never_raises(live):
    for request in ({}, {"count": 1}, {"count": 2, "n": None}):
        live.page.set_state({"request": request})
    assert "TypeError" in live.status


def test_one_callback_at_a_time(live):
    inside, together = [], []

    def work():
        inside.append(1)
        together.append(len(inside))
        threading.Event().wait(0.01)
        inside.pop()

    threads = [threading.Thread(target=live.act, args=(work,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == [1] * 8


def test_viewers_without_widgets_get_the_still_and_a_fixed_text(live):
    data = live._repr_mimebundle_()
    assert base64.b64decode(data["image/png"]) == b"PNG"
    assert data["text/plain"] == repr(live)
    assert "application/vnd.jupyter.widget-view+json" in data
