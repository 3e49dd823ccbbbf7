"""Questions that check themselves, and the board that shows what is solved.

engine       Question, predict: check, hint, solution
quick        value, five: questions of a minute
guesses      what a learner expects, kept and shown beside the result
answers      runs a learner's function and says what went wrong in words
agreement    holds a result against the right one and against the usual mistakes
cards        what the learner sees
progress     my_progress.json, the learner's own file; alone: one kernel at a time
chapter_…/   the questions of a chapter: tries, on the way; closing, the quiz; check_…, what holds
             for a right answer
"""

import importlib
import pkgutil

from helpers.exercises import cards, progress

CHAPTERS = tuple(
    importlib.import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
    if module.name.startswith("chapter_")
)


def board():
    """Every chapter's questions, and which of them are solved.

    Returns:
        A `Board`: a table in a notebook, text elsewhere.
    """
    try:
        known, note = progress.load()
    except OSError as error:
        known, note = {}, progress.refusal("read", error)
    return cards.board(CHAPTERS, known, note)
