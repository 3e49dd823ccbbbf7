"""Pictures: files that are fetched when they come into view, each with an alternative text.

The text is the italic line below a picture. Where there is none: the heading above it, and the
sentence before it.
"""

import base64
import hashlib
import html
import json
import posixpath
import re
from pathlib import Path

import imagesize
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from book.extension.notebooks import is_place, place_name

DATA_URI = re.compile(r'<img\b([^>]*?)src="data:image/(png|jpeg|gif|webp);base64,([^"]+)"([^>]*)>')
SENTENCE = re.compile(r".+?[.?!:](?=\s|$)|.+", re.S)


def plain(node):
    """The words of a node, on one line."""
    return " ".join(node.astext().split())


def in_cell(node):
    while node is not None:
        if "nb_element" in node:
            return node if node["nb_element"] == "cell_code" else in_cell(node.parent)
        node = node.parent
    return None


def caption(paragraph):
    """The italic line that a paragraph is; one that only begins in italics is none."""
    only = len(paragraph.children) == 1 and isinstance(paragraph.children[0], nodes.emphasis)
    return plain(paragraph) if only else ""


def described(blocks, at):
    """The alternative text of the picture at this place in the chapter."""
    text = below(blocks, at)
    if text:
        return numbered(blocks, at, text)
    cell = in_cell(blocks[at])
    if cell is not None and "widget" in cell["cell_metadata"]:
        return f"A live widget, as it opens. {cell['cell_metadata']['widget']}"
    return above(blocks, at)


def below(blocks, at):
    """The italic line below a picture."""
    for block in blocks[at + 1 :]:
        if isinstance(block, nodes.title):
            break
        if isinstance(block, nodes.paragraph):
            return caption(block)
    return ""


def above(blocks, at):
    """The heading above a picture, and the sentence before it."""
    heading = next((b for b in reversed(blocks[:at]) if isinstance(b, nodes.title)), None)
    before = next((b for b in reversed(blocks[:at]) if isinstance(b, nodes.paragraph)), None)
    sentence = SENTENCE.match(plain(before)).group() if before is not None else ""
    return ". ".join(filter(None, [heading is not None and plain(heading), sentence]))


def numbered(blocks, at, text):
    """Where several pictures share a line, which of them this one is."""
    first = last = at
    while first > 0 and isinstance(blocks[first - 1], nodes.image):
        first -= 1
    while isinstance(blocks[last + 1], nodes.image):
        last += 1
    count = last - first + 1
    return text if count == 1 else f"Picture {at - first + 1} of {count}. {text}"


def describe(app, doctree):
    """Give every picture of a page its alternative text, and every place its frame."""
    kinds = (nodes.title, nodes.paragraph, nodes.image)
    found = [node for node in doctree.findall() if isinstance(node, kinds)]
    blocks = [n for n in found if isinstance(n, nodes.image) or not in_cell(n)]
    for at, node in enumerate(blocks):
        if not isinstance(node, nodes.image):
            continue
        node["alt"] = node.get("alt") or described(blocks, at)
        if not node["alt"]:
            raise ExtensionError(
                f"A picture in {app.env.docname} has no alternative text. Write an italic line "
                "below it: a markdown cell that begins with *...*."
            )
        cell = in_cell(node)
        if cell is not None and "place" in cell["cell_metadata"]:
            frame(node, cell["cell_metadata"]["place"])


def frame(still, place):
    """Put a still picture where the live widget will stand."""
    opening = f'<div class="live-place" data-place="{place}">'
    parts = [nodes.raw("", opening, format="html"), still.deepcopy()]
    still.replace_self([*parts, nodes.raw("", "</div>", format="html")])


def tag(path, source, alt, more=""):
    width, height = imagesize.get(path)
    return (
        f'<img src="{source}" alt="{html.escape(alt)}" width="{width}" height="{height}" '
        f'loading="lazy" decoding="async"{more}>'
    )


def visit_image(translator, node):
    builder = translator.builder
    stored = builder.images[node["uri"]]
    path = Path(builder.srcdir) / node["uri"]
    translator.body.append(tag(path, posixpath.join(builder.imgpath, stored), node["alt"]))


def keep(app, data, suffix):
    """Store a picture under the name of its content."""
    name = f"{hashlib.sha256(data).hexdigest()}.{suffix}"
    folder = Path(app.outdir) / "_images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def lift(app, doctree, docname):
    """Make files of the pictures that stand in HTML outputs as text."""
    up = "../" * docname.count("/")

    def lifted(match):
        before, suffix, data, after = match.groups()
        alt = re.search(r'alt="([^"]+)"', before + after)
        if alt is None:
            raise ExtensionError(f"A picture in an HTML output of {docname} has no alt text.")
        path = keep(app, base64.b64decode(data), suffix)
        others = re.sub(r'\s*\b(alt|width|height)="[^"]*"', "", f"{before} {after}").strip(" /")
        text = html.unescape(alt.group(1))
        return tag(path, f"{up}_images/{path.name}", text, f" {others}" if others else "")

    for raw in list(doctree.findall(nodes.raw)):
        text = DATA_URI.sub(lifted, raw.astext())
        if text != raw.astext():
            raw.replace_self(nodes.raw("", text, format="html", classes=raw["classes"]))


class Place(SphinxDirective):
    """A live widget of a chapter on another page: its name, and the alternative text."""

    required_arguments = 1
    option_spec = {"alt": directives.unchanged_required}  # noqa: RUF012

    def run(self):
        name = self.arguments[0]
        chapter, index = name.rsplit("-", 1)
        path = Path(self.env.srcdir) / f"{chapter}.ipynb"
        cell = json.loads(path.read_text("utf-8"))["cells"][int(index)]
        if not is_place(cell):
            raise self.error(f"Expected the name of a place, such as {place_name(chapter, 1)}.")
        stills = [o["data"]["image/png"] for o in cell["outputs"] if "image/png" in o["data"]]
        image = keep(self.env.app, base64.b64decode(stills[-1]), "png")
        still = tag(image, f"_images/{image.name}", self.options["alt"])
        text = f'<div class="live-place" data-place="{name}">{still}</div>'
        return [nodes.raw("", text, format="html")]


def load_widgets(app, pagename, templatename, context, doctree):
    """Pages with places load what makes them live."""
    if doctree and any('class="live-place"' in raw.astext() for raw in doctree.findall(nodes.raw)):
        app.add_js_file("book/boot.js", type="module")


def setup(app):
    app.add_directive("place", Place)
    app.add_node(nodes.image, override=True, html=(visit_image, lambda translator, node: None))
    app.connect("doctree-read", describe)
    app.connect("doctree-resolved", lift)
    app.connect("html-page-context", load_widgets)
