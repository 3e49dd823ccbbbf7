"""Headings that are folded in Jupyter: results of a guess, and what goes further."""

from docutils import nodes

FOLDED = ("Further", "Result")


def fold(app, doctree, docname):
    """All up to the next heading of the same level opens by click, by key and by search."""
    for section in doctree.findall(nodes.section):
        title = section.children[0]
        if not title.astext().startswith(FOLDED):
            continue
        opening, middle, closing = (
            nodes.raw("", text, format="html")
            for text in ('<details class="fold"><summary>', "</summary>", "</details>")
        )
        section.insert(0, opening)
        section.insert(2, middle)
        section.append(closing)


def setup(app):
    app.connect("doctree-resolved", fold)
