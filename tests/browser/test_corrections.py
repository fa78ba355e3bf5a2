"""A visitor says that a topic is wrong; whoever has the key reviews it: both in a real Chromium."""

import pytest

from tests.browser.conftest import photograph, running, settled
from tests.browser.test_journey import expecting

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TEXT = (
    "Rovers open a museum of the club. The striker and the goalkeeper of the cup final cut the ribbon, and the manager "
    "praised the fans who gave their shirts and scarves. The museum shows the trophies of a hundred years of football."
)


@pytest.fixture
def guarded(tmp_path):
    """The app with a key for whoever reviews, and an archive of its own."""
    with running(tmp_path, BROADSHEET_ADMIN_KEY="sesame", BROADSHEET_DATA=str(tmp_path / "data")) as url:
        yield url


def say_wrong(page, topic):
    page.get_by_role("button", name="Wrong topic?").first.click()
    page.get_by_role("menuitem", name=topic).or_(page.get_by_role("option", name=topic)).first.click()


def test_a_mistake_is_labelled_taken_back_and_reviewed(opened, guarded):
    expect = expecting()
    visitor = opened()
    visitor.goto(f"{guarded}/classify")
    settled(visitor)
    visitor.get_by_role("textbox", name="Article").fill(TEXT)
    visitor.get_by_role("button", name="Classify").click()
    expect(visitor.get_by_role("heading", name="Sport, ")).to_be_visible()
    settled(visitor)
    visitor.get_by_role("button", name="Wrong topic?").click()
    photograph(visitor, "wrong-topics")
    visitor.keyboard.press("Escape")
    say_wrong(visitor, "Entertainment")
    thanks = visitor.get_by_text("Thank you: Entertainment waits for review.")
    expect(thanks).to_be_visible()
    settled(visitor)
    photograph(visitor, "wrong-thanks")
    visitor.get_by_role("button", name="Undo").click()
    expect(thanks).to_have_count(0)
    settled(visitor)
    visitor.get_by_text("Keep this text with my correction").click()
    settled(visitor)
    say_wrong(visitor, "Lifestyle")
    expect(visitor.get_by_text("Thank you: Lifestyle waits for review.")).to_be_visible()

    reviewer = opened()
    reviewer.goto(f"{guarded}/trends")
    settled(reviewer)
    expect(reviewer.get_by_role("heading", name="Corrections")).to_be_visible()  # though nothing was read here yet
    key = reviewer.get_by_label("Key", exact=True)
    expect(key).to_be_visible()
    expect(reviewer.get_by_text("Rovers open a museum")).to_have_count(0)
    key.fill("open")
    key.press("Enter")
    expect(reviewer.get_by_text("That is not the key.")).to_be_visible()
    expect(reviewer.get_by_text("Rovers open a museum")).to_have_count(0)
    key.fill("sesame")
    key.press("Enter")
    expect(reviewer.get_by_text("Rovers open a museum").first).to_be_visible()
    expect(reviewer.get_by_text("instead of Sport")).to_have_count(1)
    expect(reviewer.get_by_text("Lifestyle instead of Sport")).to_be_visible()
    settled(reviewer)
    photograph(reviewer, "corrections-review")
    reviewer.get_by_role("button", name="Accept", exact=True).click()
    expect(reviewer.get_by_text("There are none.")).to_be_visible()
    expect(reviewer.get_by_text("1 accepted")).to_be_visible()
