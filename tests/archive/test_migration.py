"""An archive that the first version wrote, from the sample edition, opens with all it held."""

from sqlalchemy import text

from core.archive import Archive, ArticleQuery
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
