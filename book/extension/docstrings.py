"""Docstrings as they stand: their tables and formulas are text, not markup."""

import inspect
import re

COLUMNS = re.compile(r"\S {3,}\S|^ {2,}\S")
SECTION = re.compile(r"(Args|Returns|Raises|Example|Examples|Input shape|Output shape):$")
CODE = re.compile(r"(`+[^`]+`+)")


def paragraphs(lines):
    block = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def literal(line):
    """A line whose bars, stars and underscores are what they are; code in backticks is code."""
    parts = CODE.split(line)
    parts[::2] = [re.sub(r"([\\*|]|_(?=\W|$))", r"\\\1", part) for part in parts[::2]]
    return "".join(parts)


def as_text(app, what, name, obj, options, lines):
    """Keep the columns above the first section, and escape what reST would take for markup."""
    kept, in_section = [], False
    for block in paragraphs(lines):
        in_section = in_section or bool(SECTION.match(block[0]))
        if any(line.lstrip().startswith(">>>") for line in block):
            kept += [*block, ""]
        elif not in_section and any(COLUMNS.search(line) for line in block):
            kept += ["::", "", *(f"    {line}" for line in block), ""]
        else:
            kept += [*map(literal, block), ""]
    lines[:] = kept


def skip_foreign(app, what, name, obj, skip, options):
    """Members that a class has from a package of others are described there."""
    if not getattr(obj, "__module__", "helpers").startswith("helpers"):
        return True
    return None


def own_arguments(app, what, name, obj, options, signature, returns):
    """Keras's layers take anything when they are made; what a class takes is said by its own."""
    if what != "class" or "__init__" not in vars(obj):
        return None
    arguments = inspect.signature(obj.__init__)
    return str(arguments.replace(parameters=list(arguments.parameters.values())[1:])), returns


def setup(app):
    app.connect("autodoc-process-signature", own_arguments)
    app.connect("autodoc-process-docstring", as_text, priority=400)  # before napoleon
    app.connect("autodoc-skip-member", skip_foreign)
