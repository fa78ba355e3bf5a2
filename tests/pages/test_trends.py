"""Trends, corrections and the notice about what was not kept, as a visitor sees them."""

import json
from datetime import timedelta

import pytest
from pydantic import SecretStr
from streamlit.testing.v1 import AppTest

from core.archive import Correction, CorrectionState
from core.errors import ArchiveError
from core.serving.saver import Outcome, Saving
from core.ui import admin, archives, resources, session
from tests.archive.examples import BAY, HILL, MODEL, NOW, edition, item
from tests.pages.conftest import ROOT, words


@pytest.fixture
def archive(archive):
    """The archive behind the pages, with ten weeks of two papers."""
    for week in range(10):
        when = NOW - timedelta(weeks=week)
        items = [
            item(
                f"{week}-{n}",
                ("sport", "politics", "health")[n % 3],
                (BAY, HILL)[n % 2],
                published=when,
                title=f"Headline {week} {n} $x$ :red[y]",
                text="Ferry strike goes on <b>" if n % 4 else "Calm.",
            )
            for n in range(24)
        ]
        archive.save(edition(*items, read_at=when), MODEL)
    return archive


@pytest.fixture
def page(app, archive):
    app.switch_page("pages/trends.py").run()
    assert not app.exception
    return app


def click(app, key):
    app.button(key=key).click().run()
    assert not app.exception


def specs_of(at):
    """The charts of the page, as Vega-Lite has them."""
    return [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]


def group(at, key):
    return next(group for group in at.button_group if group.key == key)


def test_topics_over_time_by_paper_and_period(page):
    assert "240 articles" in words(page)
    assert group(page, "every").value == "Week"
    for key, value in (("every", "Month"), ("trend_measure", "Count"), ("apart", "Separate")):
        group(page, key).set_value(value).run()
        assert not page.exception
    page.multiselect(key="trend_papers").set_value(["hill"]).run()
    assert "120 articles, Hill & Dale" in words(page).replace("\\", "")
    group(page, "trend_topic").set_value("health").run()
    assert not page.exception
    assert "40 articles" in words(page)


def test_a_link_of_before_still_shows_papers_separately(monkeypatch, archive):
    monkeypatch.chdir(ROOT)
    at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    at.query_params["apart"] = "Apart"
    at.run()
    at.switch_page("pages/trends.py").run()
    assert not at.exception
    assert group(at, "apart").value == "Separate"
    at.text_input(key="q").set_value("ferry").run()
    assert group(at, "apart").value == "Separate"
    group(at, "apart").set_value("Combined").run()
    assert group(at, "apart").value == "Combined"


def test_panels_have_one_scale_their_n_and_words_for_those_who_do_not_see_them(page):
    specs = specs_of(page)
    titles = [spec["title"]["text"] for spec in specs]
    assert {"Sport", "Politics", "Health"} <= set(titles)
    assert "Unsure" not in titles  # spread over the topics
    tops = {layer["encoding"]["y"]["scale"]["domain"][1] for spec in specs for layer in spec["layer"]}
    assert len(tops) == 1
    assert max(tops) <= 1
    assert all("%" in spec["title"]["subtitle"] for spec in specs)
    assert "most about" in words(page)


def test_periods_with_too_few_articles_have_no_share(app, archive):
    archive.save(edition(item("late", published=NOW - timedelta(weeks=11)), read_at=NOW), MODEL)
    page = app.switch_page("pages/trends.py").run()
    assert "Shares are estimates" in words(page)
    assert "Left out, with fewer than 20 articles: 1 week." in words(page)
    group(page, "apart").set_value("Separate").run()
    assert "a share needs 20 articles from a paper" in words(page)
    assert not page.exception


WEEK = {"sport": 60, "politics": 60, "tech": 60}


def read_week(archive, topics, weeks_ago, papers=(BAY, HILL)):
    when = NOW - timedelta(weeks=weeks_ago)
    items = [
        item(f"{weeks_ago}-{topic}-{n}", topic, papers[n % len(papers)], published=when)
        for topic, count in topics.items()
        for n in range(count)
    ]
    archive.save(edition(*items, read_at=when), MODEL)


@pytest.fixture
def empty(archive, monkeypatch):
    """The archive behind the pages, without what other tests have in it."""
    archive.forget(keep_days=1, now=NOW + timedelta(days=4000))
    return archive


def opened(app):
    app.switch_page("pages/trends.py").run()
    assert not app.exception
    return words(app)


def test_the_page_opens_with_what_changed_clearly_since_the_week_before(app, empty):
    read_week(empty, WEEK, 1)
    read_week(empty, {"sport": 150, "politics": 10, "tech": 20}, 0)
    said = opened(app)
    assert "More on sport, less on" in said
    assert "**Sport**" in said
    assert "points from" in said
    assert said.index("More on sport") < said.replace("\\", "").index("All papers: most about")
    assert "(n = 180)" in said
    assert "UTC" in said


def test_where_nothing_is_clear_the_page_says_so(app, empty):
    read_week(empty, WEEK, 1)
    read_week(empty, WEEK, 0)
    assert "Nothing clear changed since the week before" in opened(app)


def test_another_choice_of_papers_is_no_change(app, empty):
    read_week(empty, {"politics": 90}, 1, (BAY,))
    read_week(empty, {"sport": 90}, 0, (HILL,))
    assert "no earlier week to compare with" in opened(app)


def test_too_few_articles_of_a_week_are_said(app, empty):
    read_week(empty, {"sport": 4}, 1)
    read_week(empty, {"politics": 90}, 0)
    assert "Too few articles to compare this week with the one before" in opened(app)


def test_attention_to_a_search_by_paper_and_over_time(page):
    page.text_input(key="q").set_value("ferry").run()
    said = words(page).replace("\\", "")
    assert not page.exception
    assert "Share of articles that match, by week" in said
    assert "Left out, with fewer than 20 articles: 20 points." in said
    assert next(caption for caption in page.caption if caption.value == "Intervals allow for sampling only.").help
    specs = specs_of(page)
    heading = " ".join(specs[0]["title"]["text"])
    assert heading.startswith("“ferry” is in 75% of articles, between 69% and 80%.")
    assert {"All papers"} <= {spec["title"]["text"] for spec in specs[1:] if isinstance(spec["title"]["text"], str)}
    group(page, "every").set_value("Month").run()
    assert not page.exception
    assert "Share of articles that match, by month" in words(page).replace("\\", "")
    group(page, "trend_measure").set_value("Count").run()
    assert "Articles that match, by month" in words(page).replace("\\", "")


@pytest.mark.parametrize("typed", ["***", '"open', "-only", "OR", "a " * 41, "😀", "<script>", "'; DROP TABLE body"])
def test_a_search_is_an_answer_or_one_sentence(page, typed):
    page.text_input(key="q").set_value(typed).run()
    assert not page.exception
    assert len(page.warning) == (typed not in ("<script>", "'; DROP TABLE body"))


@pytest.mark.parametrize("typed", ["x" * 5000, "%00", "a b " * 300])
def test_an_endless_search_in_a_link_breaks_nothing(monkeypatch, archive, typed):
    monkeypatch.chdir(ROOT)
    at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    at.query_params["q"] = typed
    at.run()
    at.switch_page("pages/trends.py").run()
    assert not at.exception
    assert not at.error


def test_search_finds_marks_and_explains_bad_syntax(page):
    page.text_input(key="q").set_value("ferry -calm").run()
    assert "180 articles" in words(page)
    assert "**Ferry** strike goes on" in words(page)
    assert "\\<b\\>" in words(page)  # text stays text
    page.text_input(key="q").set_value('"open').run()
    assert not page.exception
    assert "quotation mark" in words(page)
    page.text_input(key="q").set_value("zzzyx").run()
    assert "No article matches" in words(page)


def test_search_shows_an_imported_article_without_a_topic(page, archive):
    row = {"newspaper": "bay", "url": "https://bay.example/imported", "title": "Fähre bleibt", "text": "Süß."}
    row["published"] = NOW.isoformat()
    archive.import_rows("articles", [row])
    page.text_input(key="q").set_value("fähre").run()
    assert not page.exception
    assert "Not classified yet" in words(page)


@pytest.mark.parametrize("view", ["What changed", "Rising words", "Words that rise", "Export", "Corrections"])
def test_every_view_opens_from_its_link(monkeypatch, archive, view):
    monkeypatch.chdir(ROOT)
    at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    at.query_params["view"] = view
    at.run()
    at.switch_page("pages/trends.py").run()
    assert not at.exception
    said = words(at)
    assert {
        "What changed": "compared with",
        "Rising words": "No word rises",
        "Words that rise": "No word rises",
        "Export": "240 articles of 2 papers",
        "Corrections": "train nothing before they are accepted",
    }[view] in said.replace("\\", "")


def test_a_correction_is_one_click_and_a_topic_and_can_be_undone(page, archive):
    wrong = next(menu for menu in page.menu_button if menu.key.startswith("wrong_"))
    wrong.set_value("tech").run()
    assert not page.exception
    [sent] = archive.corrections()
    assert (sent.correction.topic, sent.state, sent.correction.text) == ("tech", CorrectionState.PENDING, "")
    assert sent.correction.url.startswith("https://")
    assert "waits for review" in words(page)
    click(page, f"{wrong.key}_undo")
    assert archive.corrections() == []


def test_corrections_are_reviewed_behind_the_key(monkeypatch, archive):
    correction = Correction("world", "sport", 0.7, MODEL, url="https://bay.example/0-1", title="A $headline$")
    archive.send_correction(correction, "visitor")
    settings = resources.settings().model_copy(update={"admin_key": SecretStr("sesame")})
    monkeypatch.setattr(resources, "settings", lambda: settings)
    waits = []
    check = admin.KeyCheck(lambda: 100.0, waits.append)
    monkeypatch.setattr(admin, "key_check", lambda: check)
    monkeypatch.chdir(ROOT)
    at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    at.query_params["view"] = "Corrections"
    at.run()
    at.switch_page("pages/trends.py").run()
    assert "1 pending" in words(at)
    assert not any(button.key and button.key.startswith("Accept") for button in at.button)
    at.text_input(key="admin_key_given").set_value("guess").run()
    assert "not the key" in words(at)
    at.run()
    assert "not the key" in words(at)
    assert waits == []  # the wrong key that is still in the field was not checked again
    at.text_input(key="admin_key_given").set_value("sesame").run()
    [sent] = archive.corrections()
    assert waits == [1.0]
    assert "\\$headline\\$" in words(at)
    at.button(key=f"Accept_{sent.uid}").click().run()
    assert not at.exception
    assert [sent.correction.topic for sent in archive.corrections(CorrectionState.ACCEPTED)] == ["world"]


@pytest.mark.parametrize("agreed", [True, False])
def test_a_pasted_text_goes_along_only_where_the_visitor_agrees(monkeypatch, archive, agreed):
    def script():
        import streamlit as st

        from core.archive import Correction
        from core.ui import archives, corrections

        said = Correction("", "sport", 0.8, archives.version(), None, "My headline", "My text")
        st.markdown("Here")
        corrections.button(said, "wrong", archives.archive(), consent=True)

    monkeypatch.setattr(archives, "version", lambda name=None: MODEL)
    at = AppTest.from_function(script, default_timeout=60).run()
    at.checkbox(key="wrong_agreed").set_value(agreed).run()
    at.menu_button[0].set_value("tech").run()
    assert not at.exception
    [correction] = [sent.correction for sent in archive.corrections()]
    assert (correction.title, correction.text) == (("My headline", "My text") if agreed else ("", ""))


def test_a_flood_of_corrections_is_slowed_down_in_words(monkeypatch, archive):
    def script():
        from core.archive import Correction
        from core.ui import archives, corrections

        for number in range(8):
            said = Correction("", "sport", 0.8, archives.version(), f"https://bay.example/{number}", "Title")
            corrections.button(said, f"wrong_{number}", archives.archive())

    monkeypatch.setattr(archives, "version", lambda name=None: MODEL)
    monkeypatch.setattr(session, "fingerprint", lambda: "one visitor")
    at = AppTest.from_function(script, default_timeout=60).run()
    for _ in range(7):
        at.menu_button[0].set_value("tech").run()
    assert not at.exception
    assert "Send the next one in" in at.warning[0].value
    assert len(archive.corrections()) == 6


def test_the_sample_is_shown_from_memory_and_never_meets_the_archive(sample, archive):
    sample.switch_page("pages/trends.py").run()
    assert not sample.exception
    said = words(sample)
    assert "sample edition" in said
    assert "240 articles" not in said
    assert "The Harbour Post" in said


def test_an_archive_that_cannot_be_opened_is_a_sentence(app, monkeypatch):
    def broken():
        raise ArchiveError("The database server of the archive cannot be reached: x.")

    monkeypatch.setattr(archives, "archive", broken)
    app.switch_page("pages/trends.py").run()
    assert not app.exception
    assert "cannot be reached" in app.error[0].value


def test_a_reader_is_told_what_was_not_kept(monkeypatch):
    class Full:
        def saving(self, edition, wait=0.0):
            return Saving(Outcome.NOT_SAVED, "The disk of the archive is full: x.")

    def script():
        from core.ui import archives
        from tests.support.editions import small_edition

        archives.warn_unless_saved(small_edition())

    monkeypatch.setattr(archives, "saver", Full)
    at = AppTest.from_function(script).run()
    assert not at.exception
    assert "not saved" in at.warning[0].value
    assert "disk" in at.warning[0].value


def test_visitors_read_where_it_is_kept_and_no_names_of_settings(page, monkeypatch):
    for url, key, root, wanted in (
        (None, None, ROOT, "Kept in a file on this server."),
        (None, None, archives.CLOUD, "gone at the next restart"),
        ("postgresql://x@y/z", None, ROOT, "Kept in the database of this deployment."),
    ):
        settings = resources.settings().model_copy(
            update={"database_url": SecretStr(url) if url else None, "admin_key": key}
        )
        monkeypatch.setattr(resources, "settings", lambda settings=settings: settings)
        monkeypatch.setattr(archives, "ROOT", root)
        monkeypatch.setattr(admin, "is_admin", lambda: False)
        assert wanted in archives.storage_sentence()
        assert "BROADSHEET" not in archives.storage_sentence()
        monkeypatch.setattr(admin, "is_admin", lambda: True)
        assert ("BROADSHEET_DATABASE_URL" in archives.storage_sentence()) == (url is None)
    for view in page.session_state["view"], "Corrections":
        page.query_params["view"] = view
        page.run()
        assert "BROADSHEET" not in words(page)
