"""A reader says that a topic is wrong, beside the article."""

import re

import pytest

from tests.browser.conftest import photograph, settled

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def correct(page, flag, topic, heading):
    from playwright.sync_api import expect

    flag.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(heading)
    photograph(page, f"wrong-{topic.lower()}-asked")
    dialog.get_by_text(topic, exact=True).click()
    expect(dialog).to_contain_text(f"Thank you: {topic} waits for review.")
    return dialog


def test_a_wrong_topic_is_corrected_in_the_list(page, address):
    from playwright.sync_api import expect

    page.goto(f"{address}/?edition=sample")
    settled(page)
    row = page.get_by_role("table").first.get_by_role("row").filter(has_text="Seven pies")
    before = page.url
    dialog = correct(page, row.get_by_role("link", name="More"), "Health", "Wrong topic?")
    photograph(page, "wrong-thanked")
    assert page.url == before
    dialog.get_by_role("button", name="Undo").click()
    expect(dialog.get_by_text("Choose the right topic")).to_be_visible()
    expect(dialog.get_by_text("Thank you")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    # Closed is closed: the next run of the page does not ask again.
    page.get_by_role("radio", name="By article").click()
    settled(page)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_wrong_topic_is_corrected_in_a_story_by_keyboard(page, address):
    from playwright.sync_api import expect

    page.goto(f"{address}/compare?edition=sample")
    settled(page)
    page.get_by_role("tab", name=re.compile("Same story")).click()
    flag = page.get_by_role("tabpanel").get_by_role("link", name="Wrong topic?").first
    expect(flag).to_be_visible()
    settled(page)
    flag.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Correct the topic")
    photograph(page, "wrong-in-a-story")
    from axe_playwright_python.sync_playwright import Axe

    problems = Axe().run(page).response["violations"]
    assert [problem["id"] for problem in problems if problem["impact"] in ("serious", "critical")] == []
