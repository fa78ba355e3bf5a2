"""Stories first, few controls, and what a browser remembers: in a real Chromium."""

import pytest

from tests.browser.conftest import photograph, settled
from tests.browser.test_journey import expecting, rows

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

CONTROLS = """(before) => {
  const kinds = ["Button", "ButtonGroup", "Selectbox", "MultiSelect", "TextInput", "NumberInput", "Slider", "Checkbox",
    "Expander", "Popover", "Radio", "DateInput", "DownloadButton", "MenuButton", "FileUploader"]
  const found = document.querySelectorAll(kinds.map((kind) => `[data-testid=st${kind}]`).join(","))
  const mark = document.querySelector(before)
  return [...found].filter((e) =>
    e.checkVisibility() && e.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING &&
    !e.parentElement.closest("[data-testid=stExpander]") &&
    !e.closest(".st-key-navigation, .st-key-paper_bar, .st-key-own_expander")
  ).map((e) => `${e.dataset.testid} ${e.innerText.slice(0, 40)}`)
}"""
"""The controls above an element, each group as one; without the navigation and the folded bar."""


@pytest.mark.parametrize("width", [1280, 390])
def test_few_controls_stand_before_the_first_headline_and_none_before_the_finding(opened, address, width):
    page = opened(width)
    page.goto(f"{address}/?edition=sample")
    page.locator(".st-key-story_0 a").first.wait_for()
    settled(page)
    assert page.evaluate(CONTROLS, ".st-key-sentence") == []
    before = page.evaluate(CONTROLS, ".st-key-story_0 a")
    assert 0 < len(before) < 8, before  # some are there: the count sees them
    photograph(page, f"stories-{width}")


@pytest.mark.parametrize("width", [1280, 390])
def test_headlines_of_a_story_stand_side_by_side_and_on_a_phone_below_one_another(opened, address, width):
    expect = expecting()
    page = opened(width, "dark")
    page.goto(f"{address}/?edition=sample")
    links = page.locator(".st-key-story_0").get_by_role("link")
    expect(links).to_have_count(4)
    settled(page)
    boxes = links.evaluate_all("links => links.map((link) => link.getBoundingClientRect().toJSON())")  # at one moment
    assert len({round(box["top"]) for box in boxes}) == (1 if width == 1280 else 4)
    assert all(box["right"] <= width for box in boxes)
    links.first.scroll_into_view_if_needed()
    photograph(page, f"story-card-{width}")


def test_what_is_muted_and_the_last_visit_are_kept_in_the_browser(opened, address):
    expect = expecting()
    page = opened()
    page.goto(f"{address}/?edition=sample")
    expect(rows(page).nth(1)).to_be_visible()
    settled(page)
    expect(page.get_by_text("since your last visit")).to_have_count(0)
    page.get_by_role("button", name="Filters").click()
    box = page.get_by_role("combobox", name="Mute words in headlines")
    box.click()
    box.type("Hallworth")
    page.keyboard.press("Enter")
    page.wait_for_url("**mute_words=Hallworth**")
    expect(page.get_by_text("muted articles are hidden")).to_be_visible()
    expect(page.get_by_role("dialog", name="Filters (1)")).to_be_visible()
    settled(page)
    page.evaluate(
        "() => { const kept = JSON.parse(localStorage.getItem('broadsheet')); kept.seen = Date.UTC(2026, 10, 20, 10);"
        " localStorage.setItem('broadsheet', JSON.stringify(kept)) }"
    )
    page.goto(f"{address}/?edition=sample")  # the next visit
    expect(page.get_by_text("new since your last visit, 20 November 2026, 10:00 UTC.")).to_be_visible()
    expect(page.get_by_text("muted articles are hidden")).to_be_visible()
    expect(rows(page).filter(has_text="Seven pies")).to_contain_text("new")
    expect(rows(page).filter(has_text="Hallworth")).to_have_count(0)
    settled(page)
    photograph(page, "second-visit")
    page.get_by_role("button", name="Show them").click()
    expect(rows(page).filter(has_text="Hallworth").first).to_be_visible()


def test_the_menu_of_an_article_by_keyboard_mutes_its_paper(opened, address):
    from axe_playwright_python.sync_playwright import Axe

    expect = expecting()
    page = opened(390)
    page.goto(f"{address}/?edition=sample")
    settled(page)
    row = rows(page).filter(has_text="Seven pies")
    row.get_by_role("link", name="More").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Filed by the paper under Food")
    expect(dialog).to_contain_text("Wrong topic?")
    settled(page)
    photograph(page, "article-menu-390")
    problems = Axe().run(page).response["violations"]
    assert [problem["id"] for problem in problems if problem["impact"] in ("serious", "critical")] == []
    dialog.get_by_role("button", name="Mute Northfield Courier").focus()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(rows(page).filter(has_text="Seven pies")).to_have_count(0)
    page.wait_for_url("**mute_papers=Northfield**")
