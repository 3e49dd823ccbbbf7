"""Terms: bold where a chapter defines them, linked to the glossary and back."""

import csv
import re
from pathlib import Path

from docutils import nodes

GLOSSARY = "glossary"


def slug(term):
    return re.sub(r"\W+", "-", term.casefold()).strip("-")


def entries(app):
    text = (Path(app.srcdir) / "terms.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def entry_of(word, terms):
    """The entry of a term, also in the plural or with a capital."""
    word = word.casefold()
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), f"{word}s")
    return next((terms[form] for form in forms if form in terms), None)


def link(app, doctree):
    """In the chapter that defines a term, lead from its first bold word to the glossary."""
    docname = app.env.docname
    if Path(app.env.doc2path(docname)).suffix != ".ipynb":
        return
    terms = {e["term"].casefold(): e for e in entries(app) if e["chapter"] == docname[:2]}
    for strong in list(doctree.findall(nodes.strong)):
        entry = entry_of(strong.astext(), terms)
        if entry is None:
            continue
        del terms[entry["term"].casefold()]
        name = slug(entry["term"])
        uri = f"{GLOSSARY}.html#term-{name}"
        reference = nodes.reference("", "", internal=True, refuri=uri, classes=["term"])
        reference["ids"] = [f"defined-{name}"]
        reference += strong.deepcopy()
        strong.replace_self(reference)
        app.env.book_terms[entry["term"]] = docname


def write_glossary(app, doctree, docname):
    """One entry a term: the sentence, the field's word, and the way back to the chapter."""
    if docname != GLOSSARY:
        return
    glossary = nodes.definition_list(classes=["terms"])
    for entry in sorted(entries(app), key=lambda entry: entry["term"].casefold()):
        glossary += item(app, entry)
    doctree.children[0].append(glossary)


def item(app, entry):
    name, chapter = slug(entry["term"]), app.env.book_terms[entry["term"]]
    title = app.env.titles[chapter].astext()
    uri = f"{chapter}.html#defined-{name}"
    back = nodes.reference("", title, internal=True, refuri=uri)
    sentence = nodes.paragraph("", entry["sentence"].replace(",  ", ": ") + " ")
    if entry["words"].casefold() != entry["term"].casefold():
        sentence += [nodes.Text("In the field: "), nodes.emphasis("", entry["words"])]
        sentence += nodes.Text(". ")
    sentence += [nodes.Text("Defined in "), back, nodes.Text(".")]
    term = nodes.term("", entry["term"], ids=[f"term-{name}"])
    return nodes.definition_list_item("", term, nodes.definition("", sentence))


def start(app, env, docnames):
    env.book_terms = {}


def setup(app):
    app.connect("env-before-read-docs", start)
    app.connect("doctree-read", link)
    app.connect("doctree-resolved", write_glossary)
