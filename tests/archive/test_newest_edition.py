"""The newest edition comes back from the archive as it was read, and only where all of it is everybody's."""

from dataclasses import replace
from datetime import timedelta

from core.types import Article, PaperReport, ReadArticle, ReadReport, Reason, Status
from tests.archive.examples import BAY, HILL, MODEL, NEXT, NOW, WITH_OTHER, edition, item, news

OWN = replace(HILL, id="own-valley-1", name="The Valley", home="https://valley.example/")


def test_an_empty_archive_has_none(archive):
    assert archive.newest_edition((BAY, HILL), MODEL) is None


def test_what_was_read_comes_back(archive):
    failed = ReadArticle(
        Article("bay", "https://bay.example/9", status=Status.FAILED, error=Reason.BLOCKED, detail="Refused.")
    )
    read = edition(item(1), item(2, "health", HILL, section="Wellness", section_topic="health"), failed)
    archive.save(edition(item(3), read_at=NOW - timedelta(days=1)), MODEL)
    archive.save(read, MODEL)
    found = archive.newest_edition((BAY, HILL), MODEL, min_papers=2)
    assert found.read_at == NOW
    assert found.newspapers == (BAY, HILL)
    assert found.report == read.report
    assert [i.article for i in found.articles] == [i.article for i in read.articles]
    assert found.articles[2].prediction is None
    for one, other in zip(found.articles[:2], read.articles[:2], strict=True):
        assert replace(one.prediction, topics=other.prediction.topics) == other.prediction
        assert all(abs(one.prediction.topics[name] - p) < 1e-6 for name, p in other.prediction.topics.items())


def test_answers_and_doubts_come_back(archive):
    doubtful = news(2, "sport", reason="low_confidence")
    archive.save(edition(news(1, "other"), doubtful), WITH_OTHER)
    first, second = archive.newest_edition((BAY, HILL), WITH_OTHER).articles
    assert first.prediction.shown == "other"
    assert second.prediction.shown == "unsure"
    assert second.prediction.detail == "Not likely enough."


def test_a_visitors_own_paper_keeps_an_edition_from_others(archive):
    archive.save(edition(item(1), item(2, paper=HILL), read_at=NOW - timedelta(days=2)), MODEL)
    archive.save(edition(item(3), item(4, paper=OWN), papers=(BAY, OWN)), MODEL)
    without_report = replace(edition(item(5), item(6, paper=OWN), papers=(BAY, OWN)), read_at=NOW + timedelta(hours=1))
    archive.save(replace(without_report, report=ReadReport(without_report.report.papers[:1], 1.0)), MODEL)
    assert archive.newest_edition((BAY, HILL), MODEL).read_at == NOW - timedelta(days=2)
    assert archive.newest_edition((BAY, HILL, OWN), MODEL).read_at == NOW + timedelta(hours=1)
    moved = replace(BAY, home="https://elsewhere.example/")
    assert archive.newest_edition((moved, HILL), MODEL) is None


def test_it_needs_articles_of_so_many_papers_and_the_same_labels(archive):
    archive.save(edition(item(1)), MODEL)
    assert archive.newest_edition((BAY, HILL), MODEL, min_papers=1) is not None
    assert archive.newest_edition((BAY, HILL), MODEL, min_papers=2) is None
    assert archive.newest_edition((BAY, HILL), NEXT) is not None  # another version with the same topics
    assert archive.newest_edition((BAY, HILL), WITH_OTHER) is None


def test_the_sample_edition_is_none(archive):
    archive.save(edition(item(1), item(2, paper=HILL), sample=True), MODEL)
    assert archive.newest_edition((BAY, HILL), MODEL) is None


def test_an_edition_whose_articles_were_deleted_is_none(archive):
    archive.save(edition(item(1), item(2, paper=HILL)), MODEL)
    archive.forget(keep_days=1, now=NOW + timedelta(days=9))
    assert archive.newest_edition((BAY, HILL), MODEL) is None


def test_a_feed_alone_counts(archive):
    report = PaperReport("bay", "The Bay", Status.PARTIAL, found=3, from_feed=2)
    archive.save(replace(edition(item(1), papers=(BAY,)), report=ReadReport((report,), 1.0)), MODEL)
    assert archive.newest_edition((BAY,), MODEL).report.papers == (report,)
