"""The list of articles: search, filters, what is muted, what is new, what changed."""

from datetime import timedelta
from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from core.serving.shared_results import SharedResults
from core.ui import archives
from core.ui.front import article_history, article_table
from core.ui.kit import shared
from tests.archive.examples import MODEL, NOW, edition, item
from tests.pages.conftest import words

BEFORE = edition(item(1, title="Ferry sinks off Tarn", text="Two people died."), item(2), read_at=NOW)
EDITION = edition(
    item(1, title="Ferry sinks off Tarn, three dead", text="Three people died."),
    item(2),
    item(3, "politics", title="Minister resigns"),
    read_at=NOW + timedelta(hours=2),
)


def script():
    from core.ui import correction_links, scheme, state
    from core.ui.front import front_page
    from tests.pages.test_article_list import EDITION

    front_page.articles(EDITION, state.stories(EDITION, scheme.current()))
    correction_links.listen()


@pytest.fixture
def known(archive, monkeypatch):
    """The list of an edition of which the archive knows two articles, one with another headline."""
    archive.save(BEFORE, MODEL)
    archive.save(EDITION, MODEL)
    monkeypatch.setattr(archives, "may_exist", lambda: True)
    monkeypatch.setattr(archives, "version", lambda name=None: MODEL)
    return AppTest.from_function(script, default_timeout=60)


def row(at, headline):
    rows = at.table[0].value
    [found] = [row for row in rows.itertuples() if headline in row.Article]
    return found


def menu(at, headline):
    """What a click on "More" beside a headline shows."""
    at.session_state["flag_asked"] = row(at, headline).Menu.removeprefix("[More](#wrong-").removesuffix(")")
    return at.run()


def test_what_changed_is_marked_and_the_menu_shows_how(known):
    known.run()
    assert "Changed since first read" in row(known, "Ferry").Article
    assert "Changed" not in row(known, "sport headline 2").Article
    said = words(menu(known, "Ferry")).replace("\\", "")
    assert "Headline changed** after 20 Nov 2026 12:00 UTC" in said
    assert "Ferry sinks off Tarn → Ferry sinks off Tarn, three dead" in said
    assert "~~Two~~ **Three** people died." in said
    assert "changed**" not in words(menu(known, "sport headline 2"))


def test_what_was_first_seen_after_the_last_visit_is_new(known):
    known.run()
    assert not known.table[0].value["Article"].str.contains("new").any()
    assert not [box for box in known.checkbox if box.key == "new"]
    known.query_params["since"] = "2026-11-20T13:00Z"
    known.run()
    assert ":blue-badge[new]" in row(known, "Minister").Article
    assert known.table[0].value["Article"].str.contains("blue-badge").sum() == 1
    assert "1 article new since your last visit, 20 November 2026, 13:00 UTC." in words(known)
    known.checkbox(key="new").check().run()
    assert len(known.table[0].value) == 1
    assert "1 of 3 articles match." in words(known)
    known.button(key="clear").click().run()
    assert len(known.table[0].value) == 3


def test_a_lost_archive_marks_nothing_and_shows_everything(known, archive):
    archive.close()
    known.query_params["since"] = "2026-11-20T13:00Z"
    known.run()
    assert not known.exception
    assert len(known.table[0].value) == 3


def test_the_menu_mutes_a_topic_or_a_paper_and_closes(known):
    known.run()
    menu(known, "Minister")
    assert [button.label for button in known.button if "Mute" in button.label] == ["Mute The Bay", "Mute Politics"]
    known.button(key="mute_now_mute_topics").click().run()
    assert not known.exception
    assert not known.table[0].value["Article"].str.contains("Minister").any()
    assert "1 muted article is hidden." in words(known)
    assert not [button for button in known.button if "Mute" in button.label]
    known.button(key="toggle_muted").click().run()
    assert known.table[0].value["Article"].str.contains("Minister").any()
    assert "1 muted article is shown." in words(known)


def test_what_a_link_mutes_is_muted_and_what_it_cannot_mute_ignored(known):
    known.query_params["mute_words"] = ["ferry", "x" * 500]
    known.query_params["mute_topics"] = ["Politics", "Nothing"]
    known.query_params["mute_papers"] = ["A Paper of Another Edition"]
    known.run()
    assert not known.exception
    assert known.table[0].value["Article"].str.contains("sport headline 2").all()
    assert "2 muted articles are hidden." in words(known)
    assert "Up to 30 words or phrases of up to 60 characters can be muted." in words(known)
    assert known.multiselect(key="mute_topics").value == ["politics"]
    assert known.multiselect(key="mute_papers").value == ["A Paper of Another Edition"]


def test_the_filters_say_how_many_are_set(known):
    known.run()
    assert known.get("popover")[0].proto.popover.label == "Filters"
    known.slider(key="sure").set_value(50).run()
    known.multiselect(key="mute_topics").set_value(["politics"]).run()
    assert known.get("popover")[0].proto.popover.label == "Filters (2)"
    assert len(known.table[0].value) == 2


def test_a_search_that_cannot_be_understood_loses_nothing(known):
    known.run()
    known.text_input(key="words").set_value('"ferry').run()
    assert "quotation mark is missing" in words(known)
    assert len(known.table[0].value) == 3
    known.text_input(key="words").set_value('ferry -"four dead"').run()
    assert "1 of 3 articles match." in words(known)


def test_everything_may_be_muted(known):
    known.query_params["mute_papers"] = ["The Bay"]
    known.run()
    assert not known.exception
    assert "3 muted articles are hidden." in words(known)
    assert "No article" in words(known)


@pytest.fixture
def times_made(monkeypatch):
    """How many rows were made for each list, by whoever saw it first."""
    made, make = [], article_table._make

    def counting(first, read, model):
        made.append(len(first))
        return make(first, read, model)

    monkeypatch.setattr(article_table, "_make", counting)
    return made


@pytest.fixture
def visitor(known, monkeypatch):
    """Call it to open the list as another visitor does, with this in the address."""
    monkeypatch.setattr(shared, "results", cache(SharedResults))

    def opens(**address):
        at = AppTest.from_function(script, default_timeout=60)
        for key, value in address.items():
            at.query_params[key] = value
        at.run()
        assert not at.exception
        return at

    return opens


def test_a_list_without_a_visitors_own_marks_is_made_once_and_its_menus_open_for_all(visitor, times_made):
    first, second = visitor(), visitor()
    assert times_made == [3]
    assert first.table[0].value.equals(second.table[0].value)
    assert "Headline changed**" in words(menu(second, "Ferry"))
    second.button(key="mute_now_mute_papers").click().run()
    assert "3 muted articles are hidden." in words(second)
    assert len(first.run().table[0].value) == len(visitor().table[0].value) == 3
    assert times_made == [3]


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ({"since": "2026-11-20T13:00Z"}, lambda at: ":blue-badge[new]" in row(at, "Minister").Article),
        ({"mute_topics": ["Politics"]}, lambda at: len(at.table[0].value) == 2),
        ({"mute_words": ["ferry"]}, lambda at: len(at.table[0].value) == 2),
        ({"words": "minister"}, lambda at: len(at.table[0].value) == 1),
    ],
)
def test_what_one_visitor_sees_marked_muted_or_filtered_reaches_no_other(visitor, address, own):
    assert own(visitor(**address))
    plain = visitor()
    assert not own(plain)
    assert len(plain.table[0].value) == 3
    assert "new" not in "".join(plain.table[0].value["Article"])
    assert own(visitor(**address))


def test_what_the_archive_finds_changed_later_is_marked_though_the_list_was_made(visitor, times_made, monkeypatch):
    monkeypatch.setattr(article_history, "is_kept", lambda edition: False)
    early = visitor()
    assert "Changed" not in row(early, "Ferry").Article
    monkeypatch.setattr(article_history, "is_kept", lambda edition: True)
    assert "Changed since first read" in row(early.run(), "Ferry").Article
    assert times_made == [3, 3]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"words": "minister"}, {"words": "sport"}),
        ({"mute_topics": ["Politics"]}, {"mute_words": ["sport"]}),
    ],
)
def test_two_visitors_who_see_as_many_articles_see_their_own(visitor, one, other):
    first, second = visitor(**one).table[0].value, visitor(**other).table[0].value
    assert len(first) == len(second) < 3
    assert not first.equals(second)
