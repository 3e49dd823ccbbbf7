"""The board: every exercise of the course, where it stands, and what was done."""

import html

from book.extension.exercise_html import anchor, inline


def board(homes):
    """Every chapter and its exercises; the page fills in what was done.

    Args:
        homes: pairs (a chapter's module, the stem of its notebook).
    """
    chapters = "".join(
        f"<details><summary><span>{html.escape(chapter.TITLE)}</span> "
        f'<span class="board-done"></span></summary><ul>'
        f"{''.join(_line(question, stem) for question in chapter.QUESTIONS)}</ul></details>"
        for chapter, stem in homes
    )
    return (
        '<div class="exercise-board"><p class="board-total" role="status"></p>'
        f'{chapters}<p class="board-note">Answers and guesses are kept in this browser, for this '
        "address, and sent nowhere.</p>"
        '<button type="button" class="board-forget" hidden>Forget my answers</button></div>'
    )


def _line(question, stem):
    return (
        f'<li data-name="{question.name}"><a href="{stem}.html#{anchor(question)}">'
        f'{inline(question.title)}</a> <span class="board-kind">{question.kind}</span> '
        f'<span class="board-status"></span></li>'
    )
