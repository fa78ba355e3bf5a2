"""Classify: a text, a link, several at once and a table, and what becomes of odd ones."""

import re

import pytest

from tests.pages.conftest import words


def test_a_pasted_article_gets_its_topic(app):
    app.switch_page("pages/classify.py").run()
    app.text_area(key="article_text").set_value(
        "Rovers won the cup final after extra time. The striker scored twice, the goalkeeper saved a penalty and the "
        "manager praised his team's defence. The club's fans sang through the second half of the match in the stadium."
    )
    app.button(key="classify_text").click().run()
    assert not app.exception
    assert re.fullmatch(r"Sport, (\d\d%|more than 99%) confident", app.subheader[0].value)
    assert [metric.label for metric in app.metric] == ["Confidence", "Words the model knows", "Words"]


def test_one_example_is_classified_at_once_beside_an_empty_field(app):
    app.switch_page("pages/classify.py").run()
    assert app.text_area(key="article_text").value == ""
    assert re.fullmatch(r"Sport, (\d\d%|more than 99%) confident", app.subheader[0].value)
    said = words(app)
    assert "An example" in said and "Words for Sport: " in said and "**header**" in said
    assert not [button for button in app.menu_button if button.key == "wrong"]  # nothing of it is the visitor's
    app.text_area(key="article_text").set_value("Shares fall as the central bank raises interest rates.")
    app.button(key="classify_text").click().run()
    assert "An example" not in words(app)
    assert not app.exception


@pytest.mark.parametrize(("old", "new"), [("Several", "several_text"), ("Several texts", "several_text")])
def test_links_to_kinds_of_input_hold(app, old, new):
    app.switch_page("pages/classify.py")
    app.query_params["way"] = old
    app.run()
    assert app.text_area(key=new).value == ""


def test_the_example_is_classified(app):
    app.switch_page("pages/classify.py").run()
    next(g for g in app.button_group if g.key == "example").set_value("Ferry fares").run()
    assert app.subheader[0].value.startswith("Business, ")


@pytest.mark.parametrize(
    "text", ["", "   ", "\U0001f600 \U0001f600", "Ωμέγα και άλφα", "$x$ :red[y] <b>", "a" * 60_000]
)
def test_odd_text_is_unsure_and_never_an_error(app, text):
    app.switch_page("pages/classify.py").run()
    app.text_area(key="article_text").set_value(text)
    app.button(key="classify_text").click().run()
    assert not app.exception
    assert app.warning


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://169.254.169.254/latest/meta-data", "private"),
        ("file:///etc/passwd", "http"),
        ("javascript:alert(1)", "http"),
        ("http://10.0.0.1/", "private"),
    ],
)
def test_a_link_that_must_not_be_followed_is_refused_in_words(app, address, why):
    app.switch_page("pages/classify.py").run()
    next(group for group in app.button_group if group.key == "way").set_value("Link").run()
    app.text_input(key="article_link").set_value(address)
    app.button(key="classify_link").click().run()
    assert not app.exception
    assert why in app.error[0].value.casefold()


def choose_way(app, way):
    app.switch_page("pages/classify.py").run()
    next(group for group in app.button_group if group.key == "way").set_value(way).run()


def test_a_link_carries_a_short_text(app):
    app.switch_page("pages/classify.py")
    app.query_params["text"] = "Rovers win the cup\n\nThe striker scored twice as the club won the cup final."
    app.run()
    assert app.subheader[0].value.startswith("Sport, ")
    assert app.text_area(key="article_text").value.startswith("Rovers win")
    app.session_state["share"] = True
    app.run()
    assert "text=Rovers%20win%20the%20cup" in app.code[0].value
    assert "anyone who sees the link can read it" in words(app)


def test_a_long_text_has_no_link(app):
    app.switch_page("pages/classify.py").run()
    app.text_area(key="article_text").set_value("The club won the match in the stadium. " * 60)
    app.button(key="classify_text").click().run()
    app.session_state["share"] = True
    app.run()
    assert not app.code
    assert "for longer texts" in words(app)


def test_what_was_pasted_is_there_when_the_visitor_comes_back(app):
    app.switch_page("pages/classify.py").run()
    next(group for group in app.button_group if group.key == "example").set_value("Cup final").run()
    app.switch_page("pages/compare.py").run()
    app.switch_page("pages/classify.py").run()
    assert app.subheader[0].value.startswith("Sport, ")


def test_the_model_of_2004_stands_beside_todays(app):
    app.switch_page("pages/classify.py").run()
    next(group for group in app.button_group if group.key == "example").set_value("Cup final").run()
    app.toggle(key="old").set_value(True).run()
    assert not app.exception
    assert "The model of 2004 says: Sport" in words(app)


def test_several_articles_at_once(app):
    choose_way(app, "Several texts")
    app.text_area(key="several_text").set_value(
        "Rovers win cup final after striker scores twice in the match\n"
        "Shares fall as central bank raises interest rates and inflation worries investors\n"
        "http://10.0.0.1/private"
    )
    app.button(key="classify_several").click().run()
    assert not app.exception
    table = app.table[0].value
    assert table["Topic"].tolist()[:2] == ["Sport", "Business"]
    assert table["Topic"].tolist()[2] == "Not read"
    assert "private" in table["Why unsure"].tolist()[2]
    assert table["Correction"][2] == ""


@pytest.mark.parametrize("agreed", [False, True])
def test_one_of_several_is_corrected_and_its_text_goes_along_only_where_agreed(app, archive, agreed):
    choose_way(app, "Several texts")
    app.text_area(key="several_text").set_value(
        "Rovers win cup final\n\nThe striker scored twice in the match.\n-----\nShares fall"
    )
    app.button(key="classify_several").click().run()
    flag = app.table[0].value["Correction"][0].removeprefix("[Wrong topic?](#wrong-").removesuffix(")")
    app.session_state["flag_asked"] = flag
    app.run()
    app.checkbox(key=f"flag_{flag}_agreed").set_value(agreed).run()
    next(group for group in app.button_group if group.key == f"flag_{flag}").set_value("health").run()
    assert not app.exception
    [correction] = [sent.correction for sent in archive.corrections()]
    assert (correction.topic, correction.predicted, correction.url) == ("health", "sport", None)
    assert bool(correction.text) is bool(correction.title) is agreed


def test_a_table_comes_back_with_topics(app):
    choose_way(app, "Spreadsheet")
    rows = "headline;body;n\nRovers win;The striker scored twice in the cup final match;1\n=Shares;Profits fell;2\n"
    app.file_uploader(key="table").set_value(("some.csv", rows.encode(), "text/csv")).run()
    assert not app.exception
    result = app.dataframe[0].value
    assert result.columns.tolist()[:4] == ["headline", "body", "n", "topic"]
    assert result["topic"].tolist()[0] == "sport"
    assert (app.selectbox(key="title_column").value, app.selectbox(key="text_column").value) == ("headline", "body")
    app.file_uploader(key="table").set_value(("bad.csv", b"PK\x03\x04nothing", "text/csv")).run()
    assert "cannot be read as an XLSX workbook" in app.error[0].value.replace("\\", "")
