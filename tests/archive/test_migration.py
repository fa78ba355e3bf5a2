"""An archive that the first version wrote, from the sample edition, opens with all it held."""

from datetime import date

from sqlalchemy import text

from core.archive import Archive, ArticleQuery
from core.archive.database.engine import Database, make_engine
from core.archive.database.opening import NEWEST, revision_of
from core.archive.exchange.tables import TABLES
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.types import Scheme
from tests.archive.examples import MODEL, edition, item


def test_a_former_archive_migrates_up_with_its_data(former):
    archive = Archive.at(former)
    with archive.database.reading() as connection:
        assert revision_of(connection) == NEWEST
        before = connection.execute(text("SELECT COUNT(*) FROM prediction WHERE live")).scalar()
        schemes = dict(connection.execute(text("SELECT scheme, SUM(n) FROM daily GROUP BY scheme")).all())
    found = archive.statistics()
    assert {name: found[name] for name in ("editions", "articles", "papers", "reports", "labels")} == {
        "editions": 1,
        "articles": 25,
        "papers": 6,
        "reports": 6,
        "labels": 0,
    }
    assert before == 24
    assert schemes == {"all": before, "core": before}
    counts = archive.live_counts()  # what was read before there was such a table is counted in it
    assert sum(count.n for count in counts) == before
    assert 0 < sum(count.confidence for count in counts) < before
    for scheme in Scheme:
        assert archive.articles(ArticleQuery(scheme=scheme)).total == before
        assert sum(count.n for count in archive.daily_counts(ArticleQuery(scheme=scheme))) == before
    exported = [row["n_topics"] for row in archive.export_rows("days")]
    assert exported == sorted(exported)
    assert set(exported) == {len(CORE_NAMES), len(ALL_NAMES)}
    assert archive.search("budget").total >= 1
    for name in TABLES:
        list(archive.export_rows(name))
    assert {row["from_feed"] for row in archive.export_rows("reports")} == {0}  # no page gave way to its feed then
    archive.close()


def test_a_former_archive_says_which_articles_were_from_the_feed(former):
    database = Database(make_engine(former))
    with database.writing() as connection:  # as a version left it that counted these apart, with no column for them
        connection.execute(text("UPDATE report SET read = 3 WHERE paper_id = 1 AND read = 5"))
        connection.execute(text("DELETE FROM entry WHERE paper_id = 2"))  # forgotten since
    database.close()
    archive = Archive.at(former)
    reports = [(row["read"], row["from_feed"]) for row in archive.export_rows("reports")]
    assert reports == [(3, 2), (5, 0), (4, 0), (5, 0), (5, 0), (0, 0)]
    archive.close()


def test_counts_of_a_former_archive_go_on_under_the_names_of_their_schemes(former):
    archive = Archive.at(former)
    archive.save(edition(item(1)), MODEL)
    for scheme in Scheme:
        assert archive.articles(ArticleQuery(scheme=scheme)).total == sum(
            count.n for count in archive.daily_counts(ArticleQuery(scheme=scheme))
        )
    with archive.database.reading() as connection:
        assert set(connection.execute(text("SELECT scheme FROM daily")).scalars()) == {"all", "core"}
    archive.close()


def test_a_former_archive_tells_other_news_from_unsure(former):
    database = Database(make_engine(former))
    with database.writing() as connection:
        statement = "SELECT id FROM article WHERE topic IS NOT NULL ORDER BY id LIMIT 4"
        one, two, three, old = connection.execute(text(statement)).scalars()
        connection.execute(text("UPDATE article SET at = -90000 WHERE id = :id"), {"id": old})
        for number, topic, five, reason in (
            (one, "other", "other", "The model knows 2 of the 9 words here: too few to tell a topic from."),
            (two, "health", "other", None),
            (three, "politics", "other", None),
            (old, "other", "other", "Tech is likeliest with 40%, below the 70% at which it is shown as fact."),
        ):
            values = {"id": number, "topic": topic, "five": five, "reason": reason}
            connection.execute(text("UPDATE article SET topic = :topic, five = :five WHERE id = :id"), values)
            same = "UPDATE prediction SET topic = :topic, five = :five, reason = :reason WHERE article_id = :id"
            connection.execute(text(same), values)
        connection.execute(text("DELETE FROM daily"))
        day = "(at - (at % 86400 + 86400) % 86400) / 86400"
        for scheme, column in ((9, "topic"), (5, "five")):
            counted = f"SELECT {scheme}, {day}, paper_id, {column}, COUNT(*) FROM article WHERE topic IS NOT NULL"
            connection.execute(text(f"INSERT INTO daily {counted} GROUP BY {day}, paper_id, {column}"))
    database.close()
    archive = Archive.at(former)
    with archive.database.reading() as connection:
        said = "SELECT topic, five, reason, detail FROM prediction WHERE article_id = :id"
        found = [tuple(connection.execute(text(said), {"id": id}).one()) for id in (one, two, three, old)]
    assert found == [
        ("unsure", "unsure", "too_short", "The model knows 2 of the 9 words here: too few to tell a topic from."),
        ("health", "other", None, None),
        ("politics", "unsure", None, None),
        ("unsure", "unsure", "low_confidence", found[3][3]),
    ]
    assert "below the 70%" in found[3][3]
    for scheme in Scheme:
        for topic in ("other", "unsure"):
            query = ArticleQuery(topic=topic, scheme=scheme)
            listed = archive.articles(query, limit=100)
            assert len(listed.articles) == listed.total == sum(count.n for count in archive.daily_counts(query))
    assert archive.articles(ArticleQuery(topic="other")).total == 0
    assert archive.daily_counts(ArticleQuery(topic="unsure"))[0].day == date(1969, 12, 30)
    archive.close()
