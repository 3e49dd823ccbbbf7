"""What a learner sees: verdicts and the board as HTML, everything also as plain text."""

import html
import re
from dataclasses import dataclass
from itertools import groupby

from helpers.exercises.progress import Status, empty_entry

MARKS = {Status.CORRECT: "✓", Status.NOT_YET: "◐", Status.NOT_ATTEMPTED: "○"}
# Middle tones and translucent greys read on light and on dark alike. Theme variables would too,
# but JupyterLab removes them from a notebook that is opened and not yet run.
COLOURS = {Status.CORRECT: "#43a047", Status.NOT_YET: "#ef6c00", Status.NOT_ATTEMPTED: "#757575"}
BOX = "padding:8px 14px;margin:4px 0;max-width:46em;line-height:1.5;background:rgba(128,128,128,.1)"
PRE = (
    "margin:6px 0;padding:6px 10px;white-space:pre-wrap;overflow-wrap:anywhere;"
    "font-family:monospace;font-size:90%;background:rgba(128,128,128,.12)"
)
CELL = "text-align:left;padding:4px 12px"
RULE = "border-top:1px solid rgba(128,128,128,.4)"


@dataclass(frozen=True)
class Verdict:
    """What a check found. `status` is one of the three; the rest is for reading.

    Args:
        status: a `Status`.
        title: of the question.
        symptom: what was seen.
        cause: its usual cause.
        evidence: the learner's own content, shown as it is.
        forward: what to do now.
        note: about the progress file.
    """

    status: Status
    title: str
    symptom: str
    cause: str = ""
    evidence: str = ""
    forward: str = ""
    note: str = ""

    def __repr__(self):
        cause = self.cause and f"Usual cause: {self.cause}."
        head = f"{MARKS[self.status]} {self.status.capitalize()}: {self.title}"
        parts = (head, self.symptom, self.evidence, cause, self.forward, self.note)
        return "\n".join(filter(None, parts))

    def _repr_html_(self):
        head = f"{MARKS[self.status]} {self.status.capitalize()}"
        lines = [f"<strong>{head}</strong> · {_inline(self.title)}", _inline(self.symptom)]
        if self.evidence:
            lines.append(f'<pre style="{PRE}">{html.escape(self.evidence)}</pre>')
        if self.cause:
            lines.append(f"<em>Usual cause:</em> {_inline(self.cause)}.")
        lines += [f"<small>{_inline(text)}</small>" for text in (self.forward, self.note) if text]
        body = "".join(f"<div>{line}</div>" for line in lines)
        bar = f"border-left:4px solid {COLOURS[self.status]}"
        return f'<div style="{bar};{BOX}">{body}</div>'


@dataclass(frozen=True)
class Card:
    """Text to read: a question, a hint, a solution. Markdown, so that formulas show."""

    text: str

    def __repr__(self):
        return self.text

    def _repr_markdown_(self):
        return self.text


@dataclass(frozen=True)
class Guess:
    """What a learner expects, word for word: `words`, and a line about the progress file."""

    words: str
    note: str = ""

    def __repr__(self):
        return "\n".join(filter(None, (f"✎ {self.words}", self.note)))

    def _repr_html_(self):
        note = self.note and f"<div><small>{_inline(self.note)}</small></div>"
        words = f"✎ {html.escape(self.words)}"
        return f'<div style="border-left:4px solid #5e7ce2;{BOX}">{words}{note}</div>'


@dataclass(frozen=True)
class Board:
    """Every chapter and its questions, with what the learner has done.

    Args:
        rows: tuples (chapter title, question title, kind, entry), in reading order; `entry`
            as in the progress file.
        note: a line about the progress file.
    """

    rows: tuple
    note: str = ""

    def __repr__(self):
        lines = [self._total()]
        for chapter, rows in groupby(self.rows, key=lambda row: row[0]):
            lines.append(chapter)
            for _, title, kind, entry in rows:
                lines.append(f"  {_mark(entry):<15} {kind:<8} {title}{_effort(entry)}")
        return "\n".join(filter(None, [*lines, self.note]))

    def _repr_html_(self):
        heads = ("Exercise", "Kind", "Status", "Attempts", "Hints", "First solved")
        head = "".join(_cell(text, "th", "col") for text in heads)
        body = ""
        for chapter, rows in groupby(self.rows, key=lambda row: row[0]):
            title = (
                f'<th scope="rowgroup" colspan="6" style="{CELL};{RULE}">{_inline(chapter)}</th>'
            )
            body += f"<tbody><tr>{title}</tr>{''.join(map(_row, rows))}</tbody>"
        note = self.note and f"<div><small>{_inline(self.note)}</small></div>"
        return (
            f'<table style="border-collapse:collapse">'
            f'<caption style="{CELL}"><strong>{self._total()}</strong></caption>'
            f"<thead><tr>{head}</tr></thead>{body}</table>{note}"
        )

    def _total(self):
        solved = sum(entry["status"] == Status.CORRECT for *_, entry in self.rows)
        return f"{solved} of {len(self.rows)} exercises solved"


def board(chapters, known, note=""):
    """Lay out the questions of `chapters`, each a module with TITLE and QUESTIONS."""
    return Board(
        tuple(
            (chapter.TITLE, question.title, question.kind, known.get(question.name, empty_entry()))
            for chapter in chapters
            for question in chapter.QUESTIONS
        ),
        note,
    )


def _mark(entry):
    return f"{MARKS[entry['status']]} {entry['status']}"


def _effort(entry):
    if not (entry["attempts"] or entry["hints"]):
        return ""
    solved = entry["first_solved"] and f", solved {entry['first_solved']}"
    return f"  attempts {entry['attempts']}, hints {entry['hints']}{solved or ''}"


def _row(row):
    _, title, kind, entry = row
    mark = f'<span style="color:{COLOURS[entry["status"]]}">{MARKS[entry["status"]]}</span>'
    texts = (kind, entry["attempts"], entry["hints"], entry["first_solved"] or "")
    kind, attempts, hints, solved = (_cell(html.escape(str(text))) for text in texts)
    status = _cell(f"{mark} {entry['status']}")
    title = _cell(_inline(title), "th", "row")
    return f"<tr>{title}{kind}{status}{attempts}{hints}{solved}</tr>"


def _cell(content, tag="td", scope=""):
    weight = "bold" if scope == "col" else "normal"
    scope = scope and f' scope="{scope}"'
    return f'<{tag}{scope} style="{CELL};font-weight:{weight}">{content}</{tag}>'


def _inline(text):
    """Escape text; what stands in backticks becomes code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))
