"""A page of the book as the tests ask for it."""

import functools
from html.parser import HTMLParser

VOID = {"img", "br", "hr", "input", "link", "meta", "path", "source", "wbr", "col"}


class Page(HTMLParser):
    """What the tests ask of a page: its ids, links, pictures and the text that is read."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.pictures, self.texts, self.open = [], [], [], [], []
        self.loaded = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "img":
            self.pictures.append(attributes)
        if tag in ("img", "script", "link", "iframe", "source"):
            self.loaded += [attributes[key] for key in ("src", "href") if key in attributes]
        if tag not in VOID:
            self.open.append((tag, attributes.get("class") or ""))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        inside = {tag for tag, _ in self.open} | {name for _, name in self.open}
        if not inside & {"script", "style", "pre", "code", "katex", "annotation"}:
            self.texts.append(data)


@functools.cache
def parsed(path):
    return Page(path)
