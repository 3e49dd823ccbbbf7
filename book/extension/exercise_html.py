"""An exercise as Markdown between HTML: it reads well without JavaScript, which adds the checks.

What an answer is held against travels along as JSON. Verdicts on letters are asked of the
question itself, one for each possible answer; only a typed value is judged in the page, by
book/page/judge.js.
"""

import html
import inspect
import itertools
import json
import re

from markdown_it import MarkdownIt

LATER = "To write it and have it checked, open this chapter in Jupyter: run `python start.py`, then"

VERDICT = '</form>\n<div class="exercise-card" role="status"></div>'


def anchor(question):
    """The id of a question in its page."""
    return f"exercise-{question.name.replace('.', '-')}"


def exercise(question, notebook):
    """The whole exercise as Markdown.

    Args:
        question: a `Question`.
        notebook: the path of its notebook, for those who want to write code.

    Returns:
        Markdown with HTML around it; `<script>` holds what the page needs to judge an answer.
    """
    here = anchor(question)
    asked, form, data = _asked(question, notebook)
    hints = [
        _fold(f"Hint {seen} of {len(question.hints)}", hint, "exercise-hint")
        for seen, hint in enumerate(question.hints, 1)
    ]
    return "\n\n".join(
        [
            f'<div class="exercise" role="group" id="{here}" aria-labelledby="{here}-title" '
            f'data-name="{question.name}" data-title="{html.escape(question.title)}">',
            f'<div class="exercise-title" id="{here}-title">',
            f"**Exercise: {question.title}** ({question.kind})",
            "</div>",
            asked,
            *form,
            *hints,
            _fold("Solution", f"{_solved(question)}\n\n{question.why}", "exercise-solution"),
            _json(data),
            "</div>",
        ]
    )


def guess(key):
    """A place to write what one expects."""
    return f"""<div class="exercise-guess" data-name="{key}">
<p class="without-script">✎ Make a guess, then open the result.</p>
<form hidden>
<label for="{key}">✎ Your guess</label>
<span class="exercise-row"><input id="{key}" type="text" maxlength="300" autocomplete="off">
<button type="submit">Keep</button></span>
</form>
<div class="exercise-card" role="status"></div>
</div>"""


def guessed(key):
    """Where that is shown again."""
    return (
        f'<div class="exercise-guessed exercise-card" data-name="{key}">'
        "✎ Compare with your guess.</div>"
    )


def _asked(question, notebook):
    """The question, the parts of the form, and what the page needs to judge."""
    kept = inspect.getclosurevars(question.test).nonlocals  # what value, predict and five were told
    if question.kind == "predict":
        asked = question.prompt.partition("\n\n* **")[0]
        options = {letter: text for letter, (text, _) in kept["options"].items()}
        answers = ["", *options]
        data = {"verdicts": {letter: _verdict(question, letter) for letter in answers}}
        return asked, _form(question, [("Your prediction", options)]), data
    if question.kind == "quiz":
        asked = [(f"**{k}.** {text}", options) for k, (text, options, *_) in _numbered(kept)]
        data = {"right": kept["right"], "verdicts": _quiz_verdicts(question, kept["right"])}
        return "One answer to each.", _form(question, asked), data
    if "right" in kept:
        data = {key: kept[key] for key in ("right", "within", "mistakes")}
        return question.prompt, _typed(question), data | {"blank": _verdict(question, "")}
    code = f"```python\n{question.cell('start')}\n```"
    return f"{question.prompt}\n\n{code}\n\n{LATER} open `{notebook}`.", [], None


def _numbered(kept):
    return enumerate(kept["questions"], 1)


def _verdict(question, answer):
    found = question.grade(answer)
    return {"status": found.status, "symptom": found.symptom, "cause": found.cause}


def _quiz_verdicts(question, right):
    """A verdict for every set of right letters, `"10011"`, and one where nothing was chosen."""
    ways = itertools.product("01", repeat=len(right))
    answers = {"".join(way): _letters(way, right) for way in ways}
    return {way: _verdict(question, letters) for way, letters in {"": "", **answers}.items()}


def _letters(way, right):
    return "".join(
        letter if found == "1" else "-" for found, letter in zip(way, right, strict=True)
    )


def _form(question, asked):
    """Radio buttons: a fieldset for each of `asked`, pairs (legend, letter to text)."""
    return [
        '<form class="exercise-answer" autocomplete="off">',
        *(
            part
            for number, (legend, options) in enumerate(asked, 1)
            for part in _choices(f"{anchor(question)}-{number}", legend, options)
        ),
        f'<div class="exercise-row"><button type="submit" hidden>Check</button></div>\n{VERDICT}',
    ]


def _choices(group, legend, options):
    yield f"<fieldset>\n<legend>{inline(legend)}</legend>"
    for letter, text in options.items():
        radio = f'<input type="radio" name="{group}" value="{letter}">'
        yield f'<label class="choice">{radio} <span>**{letter}** {text}</span></label>'
    yield "</fieldset>"


def _typed(question):
    here = f"{anchor(question)}-answer"
    comment = re.search(r"# (.*)", question.cell("start"))[1]
    return [
        f"""<form class="exercise-answer" hidden>
<label for="{here}">Your answer: {html.escape(comment)}</label>
<span class="exercise-row"><input id="{here}" type="text" maxlength="80" autocomplete="off"
autocapitalize="off" spellcheck="false">
<button type="submit">Check</button></span>
{VERDICT}"""
    ]


def _solved(question):
    """The solved cell; where an answer was only said, without the line that checks it."""
    code = question.cell("solved")
    said = question.kind in ("predict", "quiz") or "answer = " in code.splitlines()[0]
    return f"```python\n{code.rpartition(chr(10))[0] if said else code}\n```"


def _fold(summary, text, name):
    return f'<details class="{name}"><summary>{summary}</summary>\n\n{text}\n\n</details>'


def inline(text):
    """HTML of a line of Markdown."""
    return MarkdownIt("commonmark").renderInline(text)


def _json(data):
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'
