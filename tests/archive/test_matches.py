"""Attention to a search: counts by paper and day, from an archive and without one."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.archive import Archive, ArticleQuery, MatchCount, check_search, match_texts
from core.archive.words import fold
from core.errors import SearchError
from core.types import Scheme
from tests.archive.examples import BAY, HILL, MODEL, NEXT, NOW, edition, item

DAYS = [NOW - timedelta(days=number) for number in range(3)]
WORDS = ["ba", "ko", "mu", "čé"]
"""Words that have no other stem than themselves; one of them is folded."""


def article(number, paper, title, text, when):
    return item(number, "sport", paper, title, text, when)


@pytest.fixture
def filled(archive):
    archive.save(
        edition(
            article(1, BAY, "Ferry strike", "The union said so.", DAYS[0]),
            article(2, BAY, "Calm day", "Ferries run again.", DAYS[0]),
            article(3, BAY, "Calm day", "Nothing.", DAYS[0]),
            article(4, HILL, "Calm day", "Nothing.", DAYS[0]),
            article(5, BAY, "Ferry lost", "At sea.", DAYS[2]),
        ),
        MODEL,
    )
    return archive


def test_articles_and_matches_by_day_and_paper(filled):
    assert filled.matching_counts("ferry") == [
        MatchCount(DAYS[2].date(), "bay", "The Bay", 1, 1),
        MatchCount(DAYS[0].date(), "bay", "The Bay", 3, 2),
        MatchCount(DAYS[0].date(), "hill", "Hill & Dale", 1, 0),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ArticleQuery(papers=("bay",)), (4, 3)),
        (ArticleQuery(papers=("nobody",)), (0, 0)),
        (ArticleQuery(topic="sport"), (5, 3)),
        (ArticleQuery(topic="tech"), (0, 0)),
        (ArticleQuery(since=DAYS[1].date()), (4, 2)),
        (ArticleQuery(until=DAYS[1].date()), (1, 1)),
        (ArticleQuery(scheme=Scheme.CORE), (5, 3)),
    ],
)
def test_papers_topics_and_days_narrow_both_counts(filled, query, expected):
    found = filled.matching_counts("ferry", query)
    assert (sum(day.n for day in found), sum(day.count for day in found)) == expected


def test_an_archive_that_another_model_read_answers_as_it_is(filled):
    filled.save(edition(article(6, HILL, "Ferry found", "Safe.", DAYS[1]), read_at=NOW + timedelta(hours=1)), NEXT)
    assert sum(day.count for day in filled.matching_counts("ferry")) == 4
    assert filled.count_unpredicted(NEXT) == 5  # nothing was classified anew


def test_an_article_without_a_topic_is_in_neither_count(filled):
    row = {"newspaper": "bay", "url": "https://bay.example/x", "title": "Ferry", "text": "Ferry.", "status": "ok"}
    filled.import_rows("articles", [row])
    assert sum(day.n for day in filled.matching_counts("ferry")) == 5
    assert sum(day.count for day in filled.matching_counts("ferry")) == 3


def test_a_day_ends_at_midnight_in_utc(archive):
    last = datetime(1971, 1, 1, 23, 59, 59, tzinfo=UTC)
    archive.save(
        edition(article(1, BAY, "Ferry", "x", last), article(2, BAY, "Ferry", "x", last + timedelta(seconds=1))), MODEL
    )
    assert [(day.day, day.n, day.count) for day in archive.matching_counts("ferry")] == [
        (last.date(), 1, 1),
        (last.date() + timedelta(days=1), 1, 1),
    ]


def test_an_empty_archive_has_no_counts(archive):
    assert archive.matching_counts("ferry") == []


@pytest.mark.parametrize("typed", ["", "   ", '"open', "-only", "OR", "x" * 501, "a " * 41, "%%%", "😀"])
def test_a_search_that_cannot_be_understood_is_a_sentence(archive, typed):
    for ask in (archive.matching_counts, check_search, lambda typed: match_texts(typed, [("a", "b")])):
        with pytest.raises(SearchError, match=r"^[A-Z].*\.$"):
            ask(typed)


def test_many_texts_are_matched_in_their_order():
    texts = [("Ferry", "") if number % 7 == 0 else ("", "calm") for number in range(2500)]
    assert match_texts("ferries", texts) == [number % 7 == 0 for number in range(2500)]
    assert match_texts("ferry", []) == []


# Brute force: what the words of a search mean, in a few lines that share nothing with the databases.

PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
SEARCHES = st.builds(
    lambda wanted, excluded: (wanted, excluded),
    st.lists(st.lists(PHRASES, min_size=1, max_size=2), min_size=1, max_size=2),
    st.lists(PHRASES, max_size=1),
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
ARTICLES = st.lists(
    st.tuples(st.sampled_from([BAY, HILL]), st.sampled_from(DAYS), TEXTS, TEXTS), min_size=1, max_size=12
)


def typed_as(search):
    wanted, excluded = search
    groups = [" OR ".join(f'"{" ".join(phrase)}"' for phrase in group) for group in wanted]
    return " ".join([*groups, *(f'-"{" ".join(phrase)}"' for phrase in excluded)])


def holds(search, title, text):
    def has(phrase):
        folded = fold(" ".join(phrase)).split()
        parts = [fold(part).split() for part in (title, text)]
        return any(part[at : at + len(folded)] == folded for part in parts for at in range(len(part)))

    wanted, excluded = search
    return all(any(map(has, group)) for group in wanted) and not any(map(has, excluded))


@pytest.fixture(scope="module")
def two(new_database):
    """An archive of each kind, which examples fill and empty."""
    archives = [Archive.at("sqlite://"), Archive.at(new_database())]
    yield archives
    for opened in archives:
        opened.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ARTICLES, search=SEARCHES)
def test_counts_are_those_of_brute_force_in_both_archives_and_without_one(two, rows, search):
    # A headline ends with a word of its own: PostgreSQL takes a phrase that runs on into the text.
    rows = [(paper, when, f"{title} zz", text) for paper, when, title, text in rows]
    match = [holds(search, title, text) for *_, title, text in rows]
    assert match_texts(typed_as(search), [(title, text) for *_, title, text in rows]) == match
    expected = Counter((when.date(), paper.id) for (paper, when, *_), found in zip(rows, match, strict=True) if found)
    sizes = Counter((when.date(), paper.id) for paper, when, *_ in rows)
    for archive in two:
        archive.forget(keep_days=1, now=NOW + timedelta(days=4000))
        items = [article(n, paper, title, text or "-", when) for n, (paper, when, title, text) in enumerate(rows)]
        archive.save(edition(*items, read_at=NOW), MODEL)
        found = archive.matching_counts(typed_as(search))
        assert {(day.day, day.newspaper): day.n for day in found} == sizes
        assert {(day.day, day.newspaper): day.count for day in found if day.count} == expected
