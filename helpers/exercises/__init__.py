"""Questions that check themselves, and the board that shows what is solved.

engine       Question, predict: check, hint, solution
answers      runs a learner's function and says what went wrong in words
cards        what the learner sees
progress     my_progress.json, the learner's own file
check_...    what holds for a right answer
chapter_...  the questions of a chapter
"""

from helpers.exercises import (
    cards,
    chapter_01,
    chapter_02,
    chapter_03,
    chapter_04,
    chapter_05,
    chapter_06,
    chapter_07,
    chapter_08,
    chapter_09,
    chapter_10,
    chapter_11,
    chapter_12,
    progress,
)

CHAPTERS = (
    chapter_01,
    chapter_02,
    chapter_03,
    chapter_04,
    chapter_05,
    chapter_06,
    chapter_07,
    chapter_08,
    chapter_09,
    chapter_10,
    chapter_11,
    chapter_12,
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
