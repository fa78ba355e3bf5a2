from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from core.archive import ArticleQuery
from core.archive.text import LEAD_WORDS
from core.errors import ArchiveError
from core.language.words import count_words
from core.types import Article, Reason, Scheme, Status
from core.types import ReadArticle as Read
from tests.archive.examples import BAY, HILL, MODEL, NEXT, NOW, edition, item, predicted

LATER = NOW + timedelta(hours=3)


def counted(archive, **which):
    return {(count.day.isoformat(), count.topic): count.n for count in archive.daily_counts(ArticleQuery(**which))}


def test_an_edition_is_kept_whole(archive):
    gone = Read(Article("hill", "https://hill.example/gone", status=Status.FAILED, error=Reason.GONE))
    dead = Read(Article("hill", None, status=Status.FAILED, error=Reason.UNREACHABLE, detail="It answered 503."))
    saved = archive.save(edition(item(1), item(2, "health", HILL, section="Wellness"), gone, dead), MODEL)
    assert (saved.new, saved.changed, saved.known) == (3, 0, 0)
    found = archive.statistics()
    assert {name: found[name] for name in ("editions", "articles", "predictions", "papers", "reports", "models")} == {
        "editions": 1,
        "articles": 3,
        "predictions": 2,
        "papers": 2,
        "reports": 2,
        "models": 1,
    }
    assert found["first"] == found["last"] == NOW.isoformat()
    page = archive.articles(ArticleQuery())
    assert page.total == 2  # the one that was gone has no topic
    health = next(article for article in page.articles if article.topic == "health")
    assert (health.paper, health.section, health.model) == ("Hill & Dale", "Wellness", "current@aaaaaaaaaaaa")
    assert health.confidence == pytest.approx(0.8)
    assert archive.papers() == {"hill": "Hill & Dale", "bay": "The Bay"}
    assert archive.span() == (NOW.date(), NOW.date())
    with archive.database.reading() as connection:
        rows = connection.execute(text("SELECT status, error FROM entry ORDER BY position")).all()
    assert [tuple(row) for row in rows][2:] == [("failed", "gone"), ("failed", "unreachable")]


def test_saving_twice_is_saving_once(archive):
    whole = edition(item(1), item(2))
    archive.save(whole, MODEL)
    assert archive.save(whole, MODEL).already
    assert archive.statistics()["articles"] == 2
    assert counted(archive) == {("2026-11-20", "sport"): 2}


def test_the_same_address_is_one_article_and_a_changed_text_a_version(archive):
    archive.save(edition(item(1, title="First", text="Old words")), MODEL)
    again = edition(item(1, title="First", text="Old words"), read_at=LATER)
    assert archive.save(again, MODEL).known == 1
    changed = item(1, "tech", title="Second", text="New words", published=NOW - timedelta(days=1))
    assert archive.save(edition(changed, read_at=LATER + timedelta(hours=1)), MODEL).changed == 1
    [article] = archive.articles(ArticleQuery()).articles
    assert (article.title, article.topic) == ("Second", "tech")
    assert [(title, body) for _, title, body in archive.versions(article.id)] == [("First", "Old words")]
    assert counted(archive) == {("2026-11-19", "tech"): 1}
    assert archive.statistics()["predictions"] == 1


def test_an_article_that_cannot_be_read_today_keeps_what_it_had(archive):
    archive.save(edition(item(1)), MODEL)
    broken = Read(Article("bay", "https://bay.example/1", status=Status.FAILED, error=Reason.BLOCKED))
    archive.save(edition(broken, read_at=LATER), MODEL)
    [article] = archive.articles(ArticleQuery()).articles
    assert (article.topic, article.status) == ("sport", "ok")
    archive.save(edition(Read(replace(broken.article, url="https://bay.example/2")), read_at=LATER), MODEL)
    archive.save(edition(item(2, "politics"), read_at=LATER + timedelta(hours=1)), MODEL)
    assert counted(archive) == {("2026-11-20", "sport"): 1, ("2026-11-20", "politics"): 1}


def test_a_new_model_adds_its_prediction_and_becomes_the_one_that_is_shown(archive):
    archive.save(edition(item(1)), MODEL)
    archive.save(edition(Read(item(1).article, predicted("world")), read_at=LATER), NEXT)
    [article] = archive.articles(ArticleQuery()).articles
    assert (article.topic, article.model) == ("world", "current@bbbbbbbbbbbb")
    assert archive.statistics()["predictions"] == 2
    assert counted(archive) == {("2026-11-20", "world"): 1}
    assert counted(archive, scheme=Scheme.CORE) == {("2026-11-20", "other"): 1}
    with archive.database.reading() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM prediction WHERE live")).scalar() == 1


@pytest.mark.parametrize(("keep", "words"), [("full", 300), ("lead", LEAD_WORDS), ("none", 0)])
def test_as_much_text_is_kept_as_the_setting_says(archive, keep, words):
    long = " ".join(f"word{number}" for number in range(300))
    archive.save(edition(item(1, text=long)), MODEL, keep)
    with archive.database.reading() as connection:
        assert len(connection.execute(text("SELECT text FROM body")).scalar().split()) == words
        assert connection.execute(text("SELECT words FROM article")).scalar() == 300


def test_keeping_more_of_a_text_later_makes_no_version(archive):
    archive.save(edition(item(1, text="one two " * 90)), MODEL, "lead")
    archive.save(edition(item(1, text="one two " * 90), read_at=LATER), MODEL, "full")
    assert archive.statistics()["versions"] == 0
    with archive.database.reading() as connection:
        assert len(connection.execute(text("SELECT text FROM body")).scalar().split()) == 180


def test_the_sample_and_real_papers_never_share_an_archive(archive):
    archive.save(edition(item(1), sample=True), MODEL)
    archive.save(edition(item(2), read_at=LATER), MODEL)
    assert [article.url for article in archive.articles(ArticleQuery()).articles] == ["https://bay.example/2"]
    with pytest.raises(ArchiveError, match="real papers"):
        archive.save(edition(item(3), sample=True), MODEL)
    assert archive.statistics()["articles"] == 1


def test_odd_text_is_kept_as_text(archive):
    odd = "nul\x00 half\ud800 mark\x02 'quote'; DROP TABLE article; -- \u202e"
    archive.save(edition(item(1, title=odd, text=odd)), MODEL)
    [article] = archive.articles(ArticleQuery()).articles
    assert article.title.startswith("nul half? mark 'quote'; DROP TABLE article")


def test_lists_are_by_paper_topic_and_days_newest_first(archive):
    moments = [NOW - timedelta(days=number) for number in range(6)]
    items = [
        item(n, "sport" if n % 2 else "health", (BAY, HILL)[n % 3 == 0], published=t) for n, t in enumerate(moments)
    ]
    archive.save(edition(*items), MODEL)
    assert [a.url[-1] for a in archive.articles(ArticleQuery()).articles] == list("012345")
    page = archive.articles(ArticleQuery(papers=("bay",), topic="sport", since=moments[4].date(), until=NOW.date()))
    assert ([a.url[-1] for a in page.articles], page.total) == (["1"], 1)
    assert archive.articles(ArticleQuery(topic="other", scheme=Scheme.CORE)).total == 3
    assert [a.url[-1] for a in archive.articles(ArticleQuery(), offset=4, limit=5).articles] == ["4", "5"]


def test_of_a_text_without_spaces_the_lead_and_the_number_of_words_are_those_of_its_script(archive):
    text = "港の新しい灯台が点灯し、町は船の帰りを待っている。" * 40
    archive.save(edition(item(1, text=text)), MODEL, "lead")
    [row] = archive.export_rows("articles")
    assert row["words"] == count_words(text) > 400
    assert text.startswith(row["text"])
    assert count_words(row["text"]) == LEAD_WORDS
