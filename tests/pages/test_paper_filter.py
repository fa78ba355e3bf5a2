"""Newspapers to choose from are narrowed by country and kind; what is chosen stays chosen."""

import pytest

from tests.pages.conftest import words


@pytest.fixture
def opened(app):
    app.session_state["choice"] = True
    app.run()
    assert not app.exception
    return app


def options(at):
    return at.multiselect(key="papers").options


def test_all_papers_are_listed_by_name_and_the_choice_is_summed_up(opened):
    assert len(options(opened)) >= 150
    assert options(opened) == sorted(options(opened), key=str.casefold)
    assert "Chosen: United Kingdom 5, Spain 1." in words(opened)


def test_a_country_and_a_kind_narrow_the_list_and_keep_the_choice(opened):
    chosen = opened.multiselect(key="papers").value
    opened.selectbox(key="paper_country").set_value("ie").run()
    irish = options(opened)
    assert irish.index("RTÉ News") < irish.index("BBC News")
    assert {"RTÉ News", "Irish Independent", "The Guardian"} <= set(irish)
    assert "The Straits Times" not in irish
    assert opened.multiselect(key="papers").value == chosen
    opened.selectbox(key="paper_kind").set_value("nonprofit").run()
    assert set(options(opened)) < set(irish)
    assert opened.multiselect(key="papers").value == chosen
    opened.selectbox(key="paper_country").set_value(None).run()
    opened.selectbox(key="paper_kind").set_value(None).run()
    assert len(options(opened)) >= 150


def test_all_papers_of_a_country_are_chosen_by_one_click(opened):
    opened.selectbox(key="paper_country").set_value("nz").run()
    button = opened.button(key="choose_matching")
    assert button.label == "Choose these 5 newspapers"
    button.click().run()
    assert not opened.exception
    assert set(opened.multiselect(key="papers").value) == {
        "rnz",
        "stuff",
        "nz-herald",
        "otago-daily-times",
        "newsroom-nz",
    }
    assert "5 papers, 5 articles each" in opened.expander[0].label


def test_too_many_to_choose_at_once_are_counted(opened):
    opened.selectbox(key="paper_kind").set_value("private").run()
    assert not [button for button in opened.button if button.key == "choose_matching"]
    assert "Pick from the list below." in words(opened)


def test_a_filter_that_leaves_nothing_says_so(opened):
    opened.selectbox(key="paper_country").set_value("bt").run()
    opened.selectbox(key="paper_kind").set_value("nonprofit").run()
    assert "No newspaper matches." in words(opened)
