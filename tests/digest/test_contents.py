from datetime import timedelta

import pytest

from core.digest.changes import find_changes
from tests.archive.examples import BAY, HILL, NOW
from tests.digest.examples import add, archive_of, contents_of, read, told, two_days


def test_the_span_ends_with_the_newest_article():
    archive = archive_of(read(1, hours=3), read(2, hours=20), read(3, hours=30), read(4, hours=60))
    contents = contents_of(archive)
    assert contents.span.until == NOW - timedelta(hours=3)
    assert sorted(contents.rows["url"]) == ["https://bay.example/1", "https://bay.example/2"]
    assert list(contents.before["url"]) == ["https://bay.example/3"]
    assert len(contents_of(archive, days=7).rows) == 4


def test_an_article_that_is_dated_ahead_is_not_news_yet():
    archive = archive_of(read(1, hours=2), read(2, hours=-20))
    assert contents_of(archive, now=NOW).span.until == NOW - timedelta(hours=2)
    assert list(contents_of(archive, now=NOW).rows["url"]) == ["https://bay.example/1"]


def test_a_story_names_its_headlines_from_the_first_one_on():
    archive = archive_of(told(1, HILL, 2.0), told(2, BAY, 5.0), read(3, hours=1))
    (story,) = contents_of(archive).stories
    assert [(headline.paper, headline.url) for headline in story.headlines] == [
        ("The Bay", "https://bay.example/2"),
        ("Hill & Dale", "https://hill.example/1"),
    ]
    assert (story.papers, story.topic) == (2, "world")
    assert story.updated == NOW - timedelta(hours=2)


def test_a_headline_that_was_changed_updates_its_story():
    archive = archive_of(told(1, HILL, 6.0), told(2, BAY, 5.0))
    later = NOW + timedelta(minutes=30)
    add(archive, told(1, HILL, 6.0, title="Ferry strands fifty passengers off Cape Sorrel"), read_at=later)
    (story,) = contents_of(archive).stories
    assert story.title == "Ferry strands fifty passengers off Cape Sorrel"
    assert story.updated == NOW  # when the former headline was seen last


def test_five_topics_are_those_of_the_pages():
    archive = archive_of(*(read(number, "health", hours=1 + number / 10) for number in range(5)))
    assert set(contents_of(archive).rows["topic"]) == {"health"}
    assert set(contents_of(archive, topics=5).rows["topic"]) == {"other"}


def test_a_clear_change_is_said_of_all_and_of_each_paper():
    changes = find_changes(contents_of(archive_of(*two_days())))
    assert (changes.papers, changes.compared, changes.has_shares) == (2, 2, True)
    assert set(changes.clear) == {"The Bay", "Hill & Dale"}
    assert any(line.startswith("more sport: +") for line in changes.clear["The Bay"])
    assert any(line.startswith("less politics: −") for line in changes.clear["The Bay"])
    assert set(changes.overall.loc[changes.overall["clear"], "topic"]) >= {"sport", "politics"}


def test_only_papers_of_both_spans_are_compared():
    items = [item for item in two_days() if item.article.newspaper == "bay"]
    changes = find_changes(contents_of(archive_of(*items, *(read(n, "tech", HILL, 2) for n in range(30)))))
    assert changes.papers == 1
    assert changes.overall["n"].max() == 40


def test_without_a_span_before_nothing_is_compared():
    changes = find_changes(contents_of(archive_of(read(1), read(2))))
    assert (changes.papers, changes.has_shares, len(changes.overall)) == (0, False, 0)


@pytest.mark.parametrize("days", [1, 7])
def test_few_articles_give_counts(days):
    changes = find_changes(contents_of(archive_of(read(1), read(2, hours=25 * days)), days))
    assert (changes.papers, changes.has_shares, changes.clear) == (1, False, {})
