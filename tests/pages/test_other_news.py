"""Pages with a model that knows other news."""

import pytest

from core.archive import Correction
from core.serving.models import Models
from core.settings import load_settings
from core.topics.taxonomy import OTHER, RULES, TOPICS, UNSURE
from core.types import Doubt
from core.ui import corrections, keys, resources
from tests.archive.examples import MODEL, edition, news
from tests.pages.conftest import words
from tests.support.other_news import CRIME, VACCINE, write_with_other


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_with_other(tmp_path_factory.mktemp("artifacts"))


@pytest.fixture(scope="module")
def models(folder):
    return Models(folder)


@pytest.fixture
def page(folder, models, monkeypatch, app):
    settings = load_settings({"BROADSHEET_ARTIFACTS": str(folder)})
    monkeypatch.setattr(resources, "settings", lambda: settings)
    monkeypatch.setattr(resources, "_models", lambda folder: models)

    def open_page(name):
        app.switch_page(f"pages/{name}.py").run()
        assert not app.exception
        return app

    return open_page


def classify(at, text):
    at.text_area(key="article_text").set_value(text)
    at.button(key="classify_text").click().run()
    assert not at.exception


def test_a_crime_is_other_news_with_words_for_it(page):
    at = page("classify")
    classify(at, "\n".join(CRIME))
    assert at.subheader[0].value.startswith("Other news, ")
    assert not at.warning
    assert "of the words" not in words(at) and "burglary" in words(at)
    assert at.selectbox(key="marked_topic").options[0] == "Other news"
    offered = next(menu for menu in at.menu_button if menu.key == keys.TEXT_CORRECTION).options
    assert "Other news (none of these)" not in offered and len(offered) == len(TOPICS)
    at.session_state[keys.SCHEME] = 5
    classify(at, "\n".join(VACCINE))
    assert at.subheader[0].value.startswith("Other news (Health?)")
    assert "Most like Health" in words(at)
    assert at.selectbox(key="marked_topic").options[:2] == ["Health", "Other news"]
    classify(at, "xyzzy")
    assert at.subheader[0].value == "Unsure" and at.warning


def test_the_model_of_2004_has_no_other_news(page):
    at = page("classify")
    at.session_state[keys.BESIDE_OLD_MODEL] = True
    classify(at, "\n".join(CRIME))
    assert "The model of 2004 says: " in words(at) and "The model of 2004 says: Other" not in words(at)


def test_trends_tell_other_news_from_unsure(page, archive):
    archive.save(
        edition(*(news(n, "other") for n in range(3)), news(3, "other", Doubt.TOO_SHORT), news(4, "health")), MODEL
    )
    at = page("trends")
    said = words(at)
    assert said.count("**Other news**") >= 3 and "Unsure (Other news?)" in said
    at.session_state[keys.TREND_TOPIC] = "unsure"
    at.run()
    assert "**Other news**" not in words(at) and "Unsure (Other news?)" in words(at)
    at.session_state[keys.TREND_TOPIC] = "other"
    at.session_state[keys.SCHEME] = 5
    at.run()
    assert "**Other news** (Health?)" in words(at)


def test_the_card_and_about_say_what_each_topic_holds(page):
    at = page("model")
    held = next(table.value for table in at.table if "Includes" in table.value)
    assert dict(zip(held["Topic"], held["Includes"], strict=True)) == {t.label: t.description for t in (*TOPICS, OTHER)}
    assert "one of nine topics" in words(at) and "about none of them is *Other news*" in words(at)
    at = page("about")
    assert all(f"- **{t.label}**: {t.description}" in words(at) for t in (*TOPICS, OTHER, UNSURE))
    assert all(rule in words(at) for rule in RULES)


def test_none_of_these_is_sent_from_the_dialog_and_taken_back_there(page, archive):
    at = page("classify")
    next(group for group in at.button_group if group.key == keys.INPUT_KIND).set_value("Several texts").run()
    at.text_area(key="several_text").set_value("\n".join(VACCINE) + "\n---\n" + "\n".join(CRIME))
    at.button(key="classify_several").click().run()
    assert at.table[0].value["Topic"].tolist() == ["Health", "Other news"]
    flag = at.table[0].value["Correction"][0].removeprefix("[Wrong topic?](#wrong-").removesuffix(")")
    at.session_state["flag_asked"] = flag
    at.run()
    pills = next(group for group in at.button_group if group.key == f"flag_{flag}")
    assert pills.options[-1] == "Other news (none of these)"
    pills.set_value("other").run()
    assert "Thank you: *Other news* waits for review." in words(at)
    [sent] = archive.corrections()
    assert (sent.correction.topic, sent.correction.predicted) == ("other", "health")
    at.button(key=f"flag_{flag}_undo").click().run()
    assert "waits for review" not in words(at) and archive.corrections() == []
    assert next(group for group in at.button_group if group.key == f"flag_{flag}").value in (None, [])


def draft(predicted, model):
    return Correction("", predicted, 0.5, model, "https://x.example/1", "A headline")


def test_corrections_offer_other_news_but_for_the_model_of_2004():
    assert corrections.choices(draft("sport", MODEL))[-1] == "other"
    assert (
        "other" not in corrections.choices(draft("other", MODEL))
        and len(corrections.choices(draft("other", MODEL))) == 9
    )
    old = type(MODEL)("bbc-2004", "d" * 64, ())
    assert "other" not in corrections.choices(draft("sport", old))
    assert corrections.choice_label("other") == "Other news (none of these)"
    assert corrections.choice_label("tech") == "Tech"
