"""Ten questions, each answered by the words of one picture; and the first screen, measured."""

import re

import pytest

from scripts.reading_questions import FOLDER, PAGE, QUESTIONS, editions, opened, words_in

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MAX_PICTURE = 150_000
"""Bytes of a picture."""


@pytest.fixture(scope="module")
def read(browser, tmp_path_factory):
    """The app with all editions read: its address and their queries."""
    with editions(browser, tmp_path_factory.mktemp("reading")) as served:
        yield served


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_one_look_answers(browser, read, question):
    page = opened(browser, *read, question)
    assert re.search(question.holds, question.read(words_in(page)))
    page.context.close()


def test_three_of_the_answers_are_that_nothing_is_clear():
    assert sum("o paper differs clearly" in q.holds or "No topic differs" in q.holds for q in QUESTIONS) >= 3
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("edition", ["sample", "alike", "unlike"])
def test_the_chart_ends_above_the_fold(browser, read, edition):
    url, queries = read
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{url}/?{queries[edition]}")
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    chart.locator("svg text").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    assert chart.evaluate("element => element.getBoundingClientRect().bottom") <= 800
    controls = page.get_by_role("radiogroup").or_(page.get_by_role("combobox")).all()
    top = chart.evaluate("element => element.getBoundingClientRect().top")
    assert all(control.bounding_box()["y"] > top for control in controls if control.is_visible())
    context.close()


def test_the_page_of_questions_holds_each_with_its_picture():
    text = PAGE.read_text(encoding="utf-8")
    for question in QUESTIONS:
        assert question.text in text
        assert f"reading-questions/{question.name}.png" in text
        assert (FOLDER / f"{question.name}.png").stat().st_size < MAX_PICTURE
