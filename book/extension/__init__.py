"""What the book does to the chapters on their way to pages.

notebooks   the parts of a notebook that only a kernel can show
exercises   questions, hints and solutions in place of the cells that show and check them
pictures    files with alternative texts and sizes, and the places of live widgets
folds       what is folded in Jupyter is folded here
terms       bold terms lead to the glossary, its entries lead back
formulas    KaTeX, run while the book is built
docstrings  tables and formulas of docstrings as they stand
"""

from book.extension import docstrings, exercises, folds, formulas, notebooks, pictures, terms

PARTS = (notebooks, exercises, pictures, folds, terms, formulas, docstrings)


def setup(app):
    for part in PARTS:
        part.setup(app)
    return {"parallel_read_safe": False, "parallel_write_safe": False}
