"""Exercises in the page: answered, kept in the browser, shown on the board."""

import dataclasses

import pytest
from playwright.sync_api import expect

from helpers.exercises import CHAPTERS
from helpers.exercises import chapter_08 as ex

TOTAL = sum(len(chapter.QUESTIONS) for chapter in CHAPTERS)


def part(page, question):
    return page.locator(f'.exercise[data-name="{question.name}"]')


def answer(page, question, said):
    """Answer in the page, typed or chosen, and press Check."""
    here = part(page, question)
    groups = here.locator("fieldset")
    if not groups.count():
        here.get_by_role("textbox").fill(said)
    for number, letter in enumerate(said[: groups.count()]):
        groups.nth(number).locator(f"input[value={letter}]").check()
    here.get_by_role("button", name="Check").click()
    return here.get_by_role("status")


SHOWN = """html => {
    const node = document.createElement("div");
    document.body.append(node);
    node.innerHTML = html;
    const text = node.innerText.trim();
    node.remove();
    return text;
}"""


def as_in_jupyter(page, verdict, card):
    """The lines that a card of Python shows, with what to do now as the page says it."""
    forward = card.locator("small").all_inner_texts()
    html = dataclasses.replace(verdict, forward=" ".join(forward))._repr_html_()
    return page.evaluate(SHOWN, html)


@pytest.mark.parametrize(
    ("question", "said", "cell"),
    [
        (ex.gap, "-112", -112),
        (ex.gap, "12", 12),
        (ex.predict_beta, "a", "a"),
        (ex.quiz, "abdca", "abdca"),
    ],
)
def test_a_card_says_what_it_says_in_jupyter(site, page, question, said, cell):
    page.goto(f"{site}08_vae.html")
    card = answer(page, question, said)
    assert card.inner_text().strip() == as_in_jupyter(page, question.grade(cell), card)


def test_answers_and_guesses_outlive_a_reload(site, page):
    page.goto(f"{site}08_vae.html")
    answer(page, ex.gap, "-112")
    answer(page, ex.gap, "12.0")
    answer(page, ex.predict_beta, "c")
    guess = page.locator('.exercise-guess[data-name="08.guess.lost"]')
    guess.get_by_role("textbox").fill("<b>the logo</b>")
    guess.get_by_role("textbox").press("Enter")
    assert guess.get_by_role("status").inner_text() == (
        "✎ You guess: <b>the logo</b>\nKept. Now open the result."
    )
    again = page.locator('.exercise-guessed[data-name="08.guess.lost"]')
    assert again.inner_text() == "✎ You guessed: <b>the logo</b>"
    page.reload()
    assert part(page, ex.gap).get_by_role("textbox").input_value() == "12.0"
    assert part(page, ex.gap).get_by_role("status").inner_text().startswith("✓ Correct")
    assert part(page, ex.predict_beta).locator("input[value=c]").is_checked()
    assert again.inner_text() == "✎ You guessed: <b>the logo</b>"
    page.goto(f"{site}00_start_here.html")
    board = page.locator(".exercise-board")
    assert board.locator(".board-total").inner_text() == f"2 of {TOTAL} exercises solved"
    board.locator("summary", has_text=ex.TITLE).click()
    row = board.locator('li[data-name="08.gap"]')
    assert row.locator(".board-status").inner_text().startswith("✓ correct, attempts 2, hints 0")
    row.get_by_role("link").click()
    expect(part(page, ex.gap).get_by_role("status")).to_contain_text("✓ Correct")


def test_answers_are_forgotten_only_after_a_yes(site, page):
    page.goto(f"{site}08_vae.html")
    answer(page, ex.gap, "12")
    page.goto(f"{site}00_start_here.html")
    total = page.locator(".board-total")
    for click, solved in (("dismiss", 1), ("accept", 0)):
        page.once("dialog", lambda dialog, click=click: getattr(dialog, click)())
        page.get_by_role("button", name="Forget my answers").click()
        assert total.inner_text() == f"{solved} of {TOTAL} exercises solved"
    page.goto(f"{site}08_vae.html")
    assert part(page, ex.gap).get_by_role("textbox").input_value() == ""


FORBIDDEN = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError"); } });"""
FULL = (
    """Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };"""
)


@pytest.mark.parametrize(
    ("script", "why"), [(FORBIDDEN, "lets the page store nothing"), (FULL, "is full or closed")]
)
def test_without_storage_one_sentence_and_all_goes_on(site, page, script, why):
    page.add_init_script(script)
    page.goto(f"{site}08_vae.html")
    first = answer(page, ex.gap, "12").inner_text()
    assert first.startswith("✓ Correct") and why in first and first.count("Not saved") == 1
    guess = page.locator('.exercise-guess[data-name="08.guess.lost"]')
    guess.get_by_role("textbox").fill("the logo")
    guess.get_by_role("button").click()
    again = page.locator('.exercise-guessed[data-name="08.guess.lost"]')
    assert again.text_content() == "✎ You guessed: the logo"


def test_what_cannot_be_read_is_set_aside(site, page):
    page.goto(f"{site}08_vae.html")
    page.evaluate("localStorage.setItem('course.progress', '[not JSON')")
    page.reload()
    assert "was set aside" in answer(page, ex.gap, "12").inner_text()
    assert "was set aside" not in answer(page, ex.gap, "12").inner_text()
    assert page.evaluate("localStorage.getItem('course.progress.unreadable')") == "[not JSON"


@pytest.mark.parametrize("script", [True, False])
def test_hints_and_solution_open_only_when_asked_for(site, page, script):
    context = page.context.browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{site}08_vae.html")
    here = part(page, ex.gap)
    assert "How large is the KL" in here.inner_text()
    folds = [("Hint 1 of 2", "First the bound"), ("Solution", "The bound lacks 12 nats")]
    for summary, inside in folds:
        text = here.get_by_text(inside)
        assert not text.is_visible()
        here.get_by_text(summary, exact=True).click()
        assert text.is_visible()
    context.close()


def test_a_hint_counts_and_a_comma_is_explained(site, page):
    page.goto(f"{site}08_vae.html")
    part(page, ex.gap).get_by_text("Hint 2 of 2").press("Enter")
    card = answer(page, ex.gap, "12,0").inner_text()
    assert "Not (12, 0)." in card and "write 0.5 with a point" in card
    kept = page.evaluate("JSON.parse(localStorage.getItem('course.progress'))['08.gap']")
    assert (kept["hints"], kept["attempts"], kept["status"]) == (2, 1, "not yet")


def test_a_code_exercise_says_how_to_open_the_chapter(site, page):
    page.goto(f"{site}08_vae.html")
    here = part(page, ex.repair_bound)
    assert "run python start.py, then open notebooks/08_vae.ipynb" in here.inner_text()
    assert not here.get_by_role("button").count()


def test_targets_are_large_enough(site, page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}08_vae.html")
    boxes = ".exercise summary, .choice, .exercise-row > *, .exercise-guess button"
    sizes = page.locator(boxes).evaluate_all(
        "all => all.map((node) => node.getBoundingClientRect()).filter((box) => box.width)"
        ".map((box) => [box.width, box.height])"
    )
    assert len(sizes) > 40 and min(map(min, sizes)) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") == 360
