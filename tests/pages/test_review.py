"""The tab "Review" and what the view Live shows of its labels."""

from datetime import timedelta

import pytest
from pydantic import SecretStr
from streamlit.testing.v1 import AppTest

from core.archive import ReviewLabel
from core.errors import ArchiveError
from core.topics.taxonomy import LABEL_NAMES, label
from core.ui import admin, archives, keys, resources
from tests.archive.examples import MODEL, NOW, edition, item
from tests.pages.conftest import words


def script():
    from core.ui.model import label_queue

    label_queue.show("current")


def live():
    from core.ui.model import live

    live.show()


@pytest.fixture
def with_key(archive, monkeypatch):
    """An empty archive, and a key."""
    settings = resources.settings().model_copy(update={"admin_key": SecretStr("sesame")})
    monkeypatch.setattr(resources, "settings", lambda: settings)
    monkeypatch.setattr(archives, "version", lambda name=None: MODEL)
    return archive


@pytest.fixture
def filled(with_key):
    """Forty articles of the model in use."""
    items = [item(n, confidence=0.5 + n / 100, other=n % 8 == 0, title=f"Headline {n} $x$") for n in range(40)]
    with_key.save(edition(*items, read_at=NOW - timedelta(days=1)), MODEL)
    return with_key


@pytest.fixture
def page(filled):
    """The tab after the key was given and twelve articles were drawn."""
    at = AppTest.from_function(script, default_timeout=60)
    at.session_state[keys.ADMIN] = True
    at.run()
    at.number_input(key=keys.REVIEW_N).set_value(12).run()
    at.button_group(key=keys.REVIEW_DAYS).set_value("The whole archive").run()
    return click(at, keys.DRAW_QUEUE)


def click(at, key):
    at.button(key=key).click().run()
    assert not at.exception
    return at


def say(at, name):
    return click(at, f"{keys.REVIEW_TOPIC}_{name}")


def queue(archive):
    return archive.reviews.queues()[0]


def shown(archive, at):
    """The article of the queue that the page shows."""
    return queue(archive).items[at.session_state[keys.REVIEW_AT] - 1]


def test_only_whoever_has_the_key_draws_and_labels(filled, monkeypatch):
    at = AppTest.from_function(script, default_timeout=60).run()
    assert not at.exception
    assert [button.key for button in at.button] == []
    check = admin.KeyCheck(lambda: 100.0, lambda seconds: None)
    monkeypatch.setattr(admin, "key_check", lambda: check)
    at.text_input(key=keys.ADMIN_KEY).set_value("sesame").run()
    assert [button.key for button in at.button] == [keys.DRAW_QUEUE]
    settings = resources.settings().model_copy(update={"admin_key": None})
    monkeypatch.setattr(resources, "settings", lambda: settings)
    at = AppTest.from_function(script, default_timeout=60).run()
    assert "no key has been set" in words(at)


def test_an_article_is_shown_with_the_topics_and_without_what_the_model_said(filled, page):
    [said] = [words(page)]
    article = shown(filled, page)
    assert f"[{article.title}".replace("$", "\\$") in said
    assert article.text.rstrip(".") in said.replace("\\", "")
    assert [page.button(key=f"{keys.REVIEW_TOPIC}_{name}").label for name in LABEL_NAMES] == [
        label(n) for n in LABEL_NAMES
    ]
    assert "Film, television" in said  # what a topic holds stands beside it
    assert "%" not in said
    assert page.get("progress")[0].proto.text == "0 of 12 articles labelled"


def test_a_click_labels_and_goes_on_and_undo_takes_it_back(filled, page):
    first = shown(filled, page)
    page.button_group(key=f"{keys.REVIEW_ALSO}_{first.position}").set_value(["tech"]).run()
    say(page, "sport")
    assert queue(filled).items[first.position - 1].label == ReviewLabel(first.url, "sport", ("sport", "tech"))
    second = shown(filled, page)
    assert second.url != first.url
    click(page, keys.REVIEW_UNDO)
    assert shown(filled, page).url == first.url
    assert queue(filled).labelled == 0
    say(page, "world")
    click(page, keys.REVIEW_BACK)
    assert shown(filled, page).url == first.url
    assert "Labelled as **World**" in words(page)
    say(page, "health")
    click(page, keys.REVIEW_UNDO)  # the change, not the label
    assert queue(filled).items[first.position - 1].label.best == "world"
    click(page, keys.REVIEW_SKIP)
    assert shown(filled, page).url == second.url


def test_too_many_topics_are_said_and_nothing_is_stored(filled, page):
    position = page.session_state[keys.REVIEW_AT]
    page.button_group(key=f"{keys.REVIEW_ALSO}_{position}").set_value(["tech", "world", "health"]).run()
    say(page, "sport")
    assert "3 topics at most" in page.warning[0].value
    assert page.session_state[keys.REVIEW_AT] == position
    assert queue(filled).labelled == 0


def test_a_lost_archive_is_said_and_the_article_stays(filled, page, monkeypatch):
    position = page.session_state[keys.REVIEW_AT]

    def broken(*_):
        raise ArchiveError("The disk of the archive is full: x.")

    monkeypatch.setattr("core.archive.writing.review_draws.add_labels", broken)
    say(page, "sport")
    assert "full" in page.warning[0].value
    assert page.session_state[keys.REVIEW_AT] == position
    monkeypatch.setattr(archives, "archive", broken)
    page.run()
    assert "full" in page.error[0].value


def test_a_whole_queue_gives_the_estimate_on_both_tabs_and_the_next_can_be_drawn(filled, page):
    at = AppTest.from_function(live, default_timeout=60).run()
    assert "No article has been labelled for this yet" in words(at)
    for number in range(12):
        say(page, "sport" if number else "tech")
    said = words(page).replace("\\", "")
    assert "All are labelled" in said
    assert "12 labels of 12 articles drawn at random" in said
    at = AppTest.from_function(live, default_timeout=60).run()
    assert not at.exception
    said = words(at).replace("\\", "")
    assert "40 articles in the whole archive: what is shown is acceptable for" in said
    assert "95% interval" in said
    [table] = [table.value for table in at.table if "Shown acceptable" in table.value.columns]
    assert table["Labels"].tolist() == ["12 of 12"]
    click(page, keys.REVIEW_BACK)
    assert "Labelled as" in words(page)
    click(page, keys.REVIEW_UNDO)
    say(page, "sport")
    page.number_input(key=keys.REVIEW_N).set_value(500).run()
    page.button_group(key=keys.REVIEW_DAYS).set_value("The whole archive").run()
    click(page, keys.DRAW_QUEUE)
    assert page.get("progress")[0].proto.text == "12 of 40 articles labelled"


def test_where_there_is_nothing_to_draw_that_is_said(with_key):
    at = AppTest.from_function(script, default_timeout=60)
    at.session_state[keys.ADMIN] = True
    at.run()
    click(at, keys.DRAW_QUEUE)
    assert "predicted nothing in these days" in at.warning[0].value


def test_another_session_goes_on_with_the_same_queue(filled, page):
    say(page, "sport")
    at = AppTest.from_function(script, default_timeout=60)
    at.session_state[keys.ADMIN] = True
    at.run()
    assert at.get("progress")[0].proto.text == "1 of 12 articles labelled"
    say(at, "world")
    say(page, "tech")
    assert queue(filled).labelled in (2, 3)
    assert len(list(filled.export_rows("review_labels"))) == 3
