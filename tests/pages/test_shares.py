"""Counts where few articles were read, shares with intervals where there are enough."""

import pytest
from streamlit.testing.v1 import AppTest

from core import wording
from core.analysis import compare, mix
from core.ui import keys
from core.ui.kit import shared
from tests.pages.conftest import words


@pytest.fixture
def enough(monkeypatch):
    """The sample edition has some 12 articles of each paper: here they are enough."""
    for module in (mix, compare):
        monkeypatch.setattr(module, "MIN_ARTICLES", 5)
    shared.results.clear()  # what other tests made of the edition
    yield
    shared.results.clear()


def measure(at):
    return next(group for group in at.button_group if group.key == keys.MIX_MEASURE)


def test_below_twenty_articles_of_each_paper_pages_count(sample):
    assert not [group for group in sample.button_group if group.key == keys.MIX_MEASURE]
    assert "a share needs 20 articles from a paper" in words(sample)
    assert not [button for button in sample.button if button.key == keys.READ_MORE]
    sample.switch_page("pages/compare.py").run()
    sample.session_state["tab"] = "Topics"
    sample.multiselect(key="compare").set_value(["The Harbour Post", "The Daily Lantern"]).run()
    said = words(sample).replace("\\", "")
    assert "Not enough articles to tell: 12 from The Harbour Post and 11 from The Daily Lantern" in said
    counts = sample.table[0].value
    assert counts["The Harbour Post"].str.fullmatch(r"\d+ of 12").all()
    assert not sample.exception


@pytest.mark.usefixtures("enough")
def test_with_enough_articles_pages_show_shares_and_say_what_they_are(sample):
    assert measure(sample).value == "Table"
    assert measure(sample).options == ["Table", "Intervals", "Minus the others"]
    for view in measure(sample).options:
        measure(sample).set_value(view).run()
        assert not sample.exception
    for order in sample.selectbox(key="order").options:
        sample.selectbox(key="order").select(order).run()
        assert not sample.exception
    note = next(caption for caption in sample.caption if caption.value.startswith("Shares are estimates"))
    assert note.help == wording.SHARES_HELP
    sample.switch_page("pages/compare.py").run()
    sample.session_state["tab"] = "Topics"
    sample.multiselect(key="compare").set_value(["The Harbour Post", "The Daily Lantern"]).run()
    assert "No topic differs clearly between" in words(sample) or "differs clearly" in words(sample)
    assert any(wording.DIFFERENCES_HELP in (caption.help or "") for caption in sample.caption)
    assert not sample.exception


@pytest.mark.parametrize("view", ["Share", "Count", "Topic by topic", "Intervals"])
def test_a_link_to_a_view_that_is_not_there_opens_the_table(app, view):
    app.query_params["measure"] = view
    app.button(key="sample").click().run()
    assert not app.exception
    assert not [group for group in app.button_group if group.key == keys.MIX_MEASURE]
    assert "Whole numbers are counts" in app.get("vega_lite_chart")[0].proto.spec


@pytest.mark.usefixtures("enough")
@pytest.mark.parametrize("view", ["Share", "Count", "Topic by topic"])
def test_a_link_to_a_former_view_opens_the_table(app, view):
    app.query_params["measure"] = view
    app.button(key="sample").click().run()
    assert measure(app).value == "Table"
    assert not app.exception


def offered():
    from core.ui import share_notes
    from tests.support.editions import small_edition

    share_notes.too_few(small_edition())


def test_more_articles_of_the_same_papers_are_read_at_a_click():
    at = AppTest.from_function(offered).run()
    at.button(key=keys.READ_MORE).click().run()
    assert at.session_state[keys.REQUESTED_READING] == (("bay", "hill", "dead"), 20)
    assert at.session_state[keys.LIMIT] == 20
