"""Compacted months: every query answers as before, and what happens later happens as if nothing had been moved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.archive import Archive, ArticleQuery, Correction, Drawn, ReviewQuery
from core.archive.database.sqlite import Sqlite
from core.archive.exchange.imports import IMPORTS
from core.archive.writing.retention import _shrink
from core.types import ReadArticle
from tests.archive.examples import BAY, HILL, MODEL, NEXT, edition, item, predicted
from tests.archive.months import BEFORE, FIRST, TYPED, answers, exported, fill, rows

LATER = FIRST + timedelta(days=200)


@pytest.fixture
def filled(address, tmp_path):
    archive = Archive.at(address, tmp_path / "months")
    fill(archive)
    yield archive
    archive.close()


@pytest.fixture
def twin(filled, request):
    """The same in another database of the same kind, where nothing is ever compacted."""
    on_sqlite = isinstance(filled.database.dialect, Sqlite)
    other = Archive.at("sqlite://" if on_sqlite else request.getfixturevalue("new_database")())
    fill(other)
    yield other
    other.close()


def tables(archive):
    """How many articles stand in the table itself."""
    with archive.database.reading() as connection:
        return connection.exec_driver_sql("SELECT COUNT(*) FROM article").scalar()


def test_every_query_and_every_export_is_the_same_after_compaction(filled):
    before, files = answers(filled), exported(filled)
    there = tables(filled)
    done = list(filled.months.compact(BEFORE))
    assert [month.month for month in done] == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert tables(filled) == there - sum(month.articles for month in done) < there / 2
    after = answers(filled)
    for name, answer in before.items():
        assert after[name] == answer, name
    assert exported(filled) == files
    found = filled.statistics()
    assert (found["months"], found["month_articles"]) == (4, there - tables(filled))
    assert filled.months.check(contents=True) == []


def test_what_is_restored_is_what_was_compacted(filled):
    before, there = rows(filled), tables(filled)
    moved = sum(month.articles for month in filled.months.compact(BEFORE))
    assert sum(filled.months.restore()) == moved
    assert (rows(filled), tables(filled), filled.statistics()["months"]) == (before, there, 0)
    assert filled.search("ferry").total > 0


def changed_later(archive):
    """Old articles are read again: one unchanged, one changed, one by another model, one unreadable; and a new one."""
    again, changed, other = (item(number, paper=BAY).article for number in (1, 2, 4))
    archive.save(
        edition(
            ReadArticle(replace(again, title="Another headline"), predicted("sport")),
            ReadArticle(replace(changed, text="A ferry, later."), predicted("health")),
            item(77, "tech", HILL, "New strike", published=LATER),
            read_at=LATER,
        ),
        MODEL,
    )
    archive.save(edition(ReadArticle(other, predicted("world")), read_at=LATER + timedelta(hours=1)), NEXT)
    correction = Correction("tech", "sport", 0.8, MODEL, url="https://bay.example/5", title="A title")
    archive.send_correction(correction, "visitor", LATER)
    archive.reviews.draw(ReviewQuery(MODEL), 7, lambda found: [Drawn(found[3].article, "1", 9, 1)])


def test_what_happens_to_old_articles_later_is_as_if_they_had_never_been_moved(filled, twin):
    list(filled.months.compact(BEFORE))
    there = tables(filled)
    for archive in (filled, twin):
        changed_later(archive)
    assert there + 2 <= tables(filled) <= there + 7
    kept = {"labels", "review_items"}  # their tokens are random
    same = lambda archive: {name: lines for name, lines in rows(archive).items() if name not in kept}  # noqa: E731
    assert same(filled) == same(twin)
    assert [filled.search(typed) for typed in TYPED] == [twin.search(typed) for typed in TYPED]
    list(filled.months.compact(BEFORE))
    assert same(filled) == same(twin)


def test_what_is_forgotten_by_age_is_the_same_and_leaves_the_files(filled, twin, tmp_path):
    list(filled.months.compact(BEFORE))
    now = FIRST + timedelta(days=130)
    assert filled.forget(keep_days=60, now=now) == twin.forget(keep_days=60, now=now) > 10
    assert rows(filled) == rows(twin)
    assert 0 < filled.statistics()["months"] < 4
    assert len(list((tmp_path / "months").iterdir())) == 2 * filled.statistics()["months"]
    filled.forget(keep_days=1, now=FIRST + timedelta(days=900))
    assert filled.statistics()["articles"] == filled.statistics()["months"] == 0
    assert filled.daily_counts(ArticleQuery()) == []


def test_whole_files_are_forgotten_by_size_the_oldest_first(filled):
    list(filled.months.compact(BEFORE))
    found = filled.statistics()
    size = found["bytes"] + found["month_bytes"] + found["month_index_bytes"]
    assert _shrink(filled.database, size - 1) > 0
    left = filled.statistics()
    assert left["months"] < 4
    assert filled.span()[1] > date(2026, 5, 1)


def test_a_backup_that_is_imported_again_doubles_nothing_and_moves_nothing(filled):
    before = {name: list(filled.export_rows(name)) for name in IMPORTS}
    list(filled.months.compact(BEFORE))
    there = tables(filled)
    for name, lines in before.items():
        assert filled.import_rows(name, lines).new == 0
    assert tables(filled) == there
    assert {name: list(filled.export_rows(name)) for name in IMPORTS} == before


def test_files_are_predicted_again_with_the_counts(filled, twin):
    list(filled.months.compact(BEFORE))
    said = lambda texts: [predicted("tech" if "ferry" in text.lower() else "sport") for _, text in texts]  # noqa: E731
    waiting = filled.months.count_unpredicted(NEXT)
    assert waiting + filled.count_unpredicted(NEXT) == twin.count_unpredicted(NEXT)
    new = sum(filled.months.repredict(file, NEXT, said) for file in filled.months.files())
    assert new == waiting > 0
    assert sum(filled.months.repredict(file, NEXT, said) for file in filled.months.files()) == 0
    for archive in (filled, twin):
        for batch in archive.unpredicted(NEXT, 100):
            texts = [(incoming.article.title, incoming.article.text) for incoming in batch]
            archive.store_predictions(batch, said(texts), NEXT)
    whole = lambda archive: [  # noqa: E731
        {**row, "made_at": ""} for name in ("articles", "predictions", "days") for row in archive.export_rows(name)
    ]
    assert whole(filled) == whole(twin)
    assert filled.months.check(contents=True) == []
    assert filled.articles(ArticleQuery(topic="tech")).total == twin.articles(ArticleQuery(topic="tech")).total


def test_the_sample_and_an_archive_in_memory_are_not_compacted(tmp_path):
    archive = Archive.at(f"sqlite:///{tmp_path / 'sample.sqlite'}")
    archive.save(edition(item(1, published=FIRST), sample=True), MODEL)
    assert list(archive.months.compact(BEFORE)) == []
    archive.close()


SOME = ["ferry", "ferries", "strike", "Bridge", "rates", "interest", "naïve", "灯台", "x1"]
texts = st.lists(
    st.tuples(
        st.lists(
            st.sampled_from("ferry ferries strike Bridge rates interest naïve 灯台 x1".split()), min_size=1, max_size=4
        ),
        st.integers(0, 120),
        st.sampled_from(["sport", "health"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(given_texts=texts, typed=st.sampled_from(TYPED), before=st.sampled_from([BEFORE, date(2026, 2, 1)]))
def test_any_articles_are_found_counted_and_exported_as_before(tmp_path_factory, given_texts, typed, before):
    folder = tmp_path_factory.mktemp("any")
    archive = Archive.at(f"sqlite:///{folder / 'archive.sqlite'}")
    items = [
        item(number, topic, (BAY, HILL)[day % 2], " ".join(words), " ".join(words[::-1]), FIRST + timedelta(days=day))
        for number, (words, day, topic) in enumerate(given_texts)
    ]
    archive.save(edition(*items, read_at=LATER), MODEL)
    ask = lambda: (  # noqa: E731
        archive.search(typed, limit=5),
        archive.matching_counts(typed),
        archive.daily_counts(ArticleQuery()),
        archive.articles(ArticleQuery(topic="sport"), 1, 5),
        rows(archive),
    )
    answered = ask()
    list(archive.months.compact(before))
    assert ask() == answered
    archive.close()
