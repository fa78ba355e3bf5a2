"""Days of a paper to compare: of memory and of the archive."""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
import streamlit as st

from core.archive import Archive
from core.errors import ArchiveError
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.ui import archives, readings
from core.ui.compare import paper_days
from tests.archive.examples import BAY, HILL, MODEL, NOW, edition, item

NINE = TopicScheme(ALL_NAMES, dict.fromkeys(ALL_NAMES, 0.3))
FIVE = TopicScheme(CORE_NAMES, dict.fromkeys(CORE_NAMES, 0.3))
TODAY = NOW.date()
LONG = " ".join(f"word{n}" for n in range(300))


@pytest.fixture
def archive(monkeypatch, tmp_path):
    """An archive on disk with four days of The Bay and of a paper that nobody reads now."""
    opened = Archive.at(f"sqlite:///{tmp_path / 'archive.sqlite'}")
    for day in range(1, 5):
        when = NOW - timedelta(days=day)
        items = [item(f"{day}-{n}", ("sport", "health")[n % 2], published=when, text=LONG) for n in range(3)]
        items.append(item(f"{day}", paper=HILL, published=when))
        opened.save(edition(*items, read_at=when), MODEL)
    monkeypatch.setattr(archives, "archive", lambda: opened)
    monkeypatch.setattr(readings, "shared", lambda: SimpleNamespace(editions=lambda sample: []))
    paper_days.archive_answers.clear()
    yield opened
    paper_days.archive_answers.clear()
    opened.close()


@pytest.fixture
def shown():
    """What was read today: two articles of today, and one of yesterday that is in the archive, too."""
    yesterday = NOW - timedelta(days=1)
    return edition(item("a", text=LONG), item("b"), item("1-0", "politics", published=yesterday), papers=(BAY,))


def test_days_are_those_of_memory_and_archive(archive, shown):
    found = paper_days.days(shown, NINE)
    assert found.names == {"bay": "The Bay", "hill": "Hill & Dale"}
    assert list(found.counts["bay"].items()) == [(TODAY, 2), *((TODAY - timedelta(days=n), 3) for n in range(1, 5))]
    assert len(found.counts["hill"]) == 4
    assert not found.archive_silent


def test_articles_are_each_once_and_cut_alike(archive, shown):
    found = paper_days.days(shown, NINE)
    chosen = [TODAY - timedelta(days=1), TODAY]
    rows = paper_days.articles(found, shown, NINE, "bay", chosen)
    assert sorted(rows["paper"]) == ["The Bay, 19 Nov 2026"] * 3 + ["The Bay, 20 Nov 2026"] * 2
    assert rows["url"].is_unique
    assert rows.set_index("url").loc["https://bay.example/1-0", "topic"] == "politics"  # memory knows better
    assert rows["text"].str.split().str.len().max() == 120
    alone = paper_days.articles(found, shown, NINE, "bay", [TODAY])
    assert alone["text"].str.split().str.len().max() == 300
    assert list(paper_days.articles(found, shown, NINE, "hill", [TODAY - timedelta(days=2)])["title"]) == [
        "sport headline 2"
    ]


def test_five_topics(archive, shown):
    found = paper_days.days(shown, FIVE)
    rows = paper_days.articles(found, shown, FIVE, "bay", [TODAY - timedelta(days=3)])
    assert list(rows["topic"]) == ["sport", "other", "sport"]
    assert list(rows["elsewhere"].fillna("")) == ["", "health", ""]
    assert [max(parts, key=parts.get) for parts in rows["parts"]] == ["sport", "other", "sport"]


def test_archived_articles_count_by_the_probabilities_that_are_kept(archive, shown):
    found = paper_days.days(shown, NINE)
    rows = paper_days.articles(found, shown, NINE, "bay", [TODAY - timedelta(days=2)])
    kept = item("2-1", "health").prediction
    parts = rows.set_index("title").loc["health headline 2-1", "parts"]
    assert parts == pytest.approx(kept.topics, abs=1e-6)


def test_papers_of_one_name_stay_apart(archive, shown):
    other = BAY.__class__("bay-2", "The Bay", "us", "en", "https://bay-2.example/")
    archive.save(edition(item(7, paper=other), papers=(other,)), MODEL)
    assert paper_days.days(shown, NINE).names["bay-2"] == "The Bay (bay-2)"


def test_a_lost_archive_is_asked_once_and_memory_is_shown(monkeypatch, archive, shown):
    asked = []

    def lost():
        asked.append(1)
        raise ArchiveError("gone")

    monkeypatch.setattr(archives, "archive", lost)
    found = paper_days.days(shown, NINE)
    assert found.archive_silent
    assert list(found.counts) == ["bay"]
    rows = paper_days.articles(found, shown, NINE, "bay", [TODAY, TODAY - timedelta(days=1)])
    assert len(rows) == 3
    assert len(asked) == 1
    assert paper_days.days(shown, NINE).archive_silent  # it rests
    st.cache_resource.clear()
    monkeypatch.setattr(archives, "archive", lambda: archive)
    assert not paper_days.days(shown, NINE).archive_silent


def test_a_slow_archive_is_not_waited_for(monkeypatch, archive, shown):
    released = threading.Event()
    monkeypatch.setattr(paper_days, "PATIENCE", 0.1)
    monkeypatch.setattr(archives, "archive", lambda: released.wait(10) and archive)
    assert paper_days.days(shown, NINE).archive_silent
    paper_days.archive_answers(False)._patience = 30.0  # whoever waited now would be seen to hang
    assert paper_days.days(shown, NINE).archive_silent
    released.set()


def test_the_sample_and_real_papers_never_meet(monkeypatch, archive, shown):
    sample = Archive.at("sqlite://")
    monkeypatch.setattr(archives, "with_sample", lambda edition: sample)
    invented = edition(item("x"), papers=(BAY,), sample=True)
    found = paper_days.days(invented, NINE)
    assert found.counts == {"bay": {TODAY: 1}}
    assert set(paper_days.days(shown, NINE).names) == {"bay", "hill"}
    sample.close()
