"""Archives of several months for the tests of compaction, and everything that one can be asked."""

import io
import json
from datetime import UTC, date, datetime, timedelta
from itertools import product

from core.archive import ArticleQuery, ReviewQuery
from core.archive.exchange.tables import TABLES
from core.files.formats import EXCHANGE, FORMATS
from core.files.table import mapping_table
from core.types import Article, ReadArticle, Reason, Scheme, Status
from tests.archive.examples import BAY, HILL, MODEL, NEXT, edition, item, predicted

FIRST = datetime(2026, 1, 10, 9, tzinfo=UTC)
BEFORE = date(2026, 5, 1)
"""Four of the six months of `filled` are compacted."""
WORDS = ("ferry strike", "bridges", "interest rates", "café", "storm", "灯台が点灯", "Straße")
TYPED = (
    "ferry",
    "bridge",
    '"interest rates"',
    "storm -ferry",
    "cafe OR strike",
    "inter*",
    "灯台",
    "strasse",
    "headline",
    "ferry bridge",
    '"ferry strike" storm',
    "zebra",
)
TOPICS = ("sport", "politics", "health", "tech")


def fill(archive, articles=60, months=6):
    """Save editions over some months: changed texts, two models, failures, articles that are seen again later."""
    for number in range(articles):
        when = FIRST + timedelta(days=30 * months * number / articles)
        paper = (BAY, HILL)[number % 3 == 0]
        words, other = WORDS[number % len(WORDS)], WORDS[(number * 3 + 1) % len(WORDS)]
        title = f"{words.title()} headline {number}" if number % 4 else f"Something else {number}"
        topic = TOPICS[number % 4]
        read = item(
            number,
            topic,
            paper,
            title,
            f"{other} and {words}, said the text of day{number}.",
            when - timedelta(hours=number % 50),
            section=("News", None, "Town")[number % 3],
            section_topic=(topic, None, "world")[number % 3],
            other=number % 5 == 0,
        )
        items = [read]
        if number % 7 == 3:
            items.append(ReadArticle(Article("hill", f"https://hill.example/gone-{number}", status=Status.FAILED)))
        if number % 9 == 4:
            items.append(ReadArticle(Article("hill", None, status=Status.FAILED, error=Reason.UNREACHABLE)))
        archive.save(edition(*items, read_at=when), MODEL)
        if number % 6 == 1:
            changed = item(number, "world", paper, f"Changed {title}", f"New {words}.", when)
            archive.save(edition(changed, read_at=when + timedelta(hours=5)), MODEL)
        if number % 8 == 2:
            again = ReadArticle(read.article, predicted("business"))
            archive.save(edition(again, read_at=when + timedelta(hours=9)), NEXT)
    row = {
        "newspaper": "bay",
        "url": "https://bay.example/old",
        "title": "Storm of old",
        "text": "Ferry.",
        "date": "2026-02-03",
    }
    archive.import_rows("articles", [{**row, "first_seen": "2026-02-03", "status": "ok"}])


def queries():
    """Queries by papers, topic, days and scheme."""
    days = ((None, None), (date(2026, 2, 1), date(2026, 4, 20)), (date(2026, 5, 15), None))
    which = product(((), ("bay",)), (None, "sport", "unsure", "other"), days, Scheme)
    every = [ArticleQuery(papers, topic, since, until, scheme) for papers, topic, (since, until), scheme in which]
    return every[::7]


def answers(archive):
    """Everything that pages and commands ask, by a name."""
    urls = [f"{paper.home}{number}" for paper in (BAY, HILL) for number in range(60)]
    found = {}
    for query in queries():
        found["list", query] = [archive.articles(query, offset, 7) for offset in (0, 7)]
        found["days", query] = archive.daily_counts(query, by_paper=True)
        found["texts", query] = sorted(archive.texts(query, 20))
        found["disagreements", query] = archive.disagreements(query, 9)
    for typed, query in product(TYPED, queries()[::3]):
        found["search", typed, query] = [archive.search(typed, query, offset, 6) for offset in (0, 6)]
        found["attention", typed, query] = archive.matching_counts(typed, query)
    numbers = [article.id for article in archive.articles(ArticleQuery(), limit=200).articles][::6]
    found["versions"] = {number: archive.versions(number) for number in numbers}
    found["first seen"] = archive.first_seen(urls)
    found["changed"] = archive.changed(urls)
    found["history"] = {url: archive.history(url) for url in urls[1::9]}
    found["at"] = sorted(archive.bulk.articles_at(urls), key=lambda article: article.url)
    found["span"] = archive.span()
    days = sorted({article.at.date() for article in archive.articles(ArticleQuery(), limit=200).articles})
    found["days of a paper"] = archive.articles_of_days("bay", days, limit=2)
    found["edition"] = archive.newest_edition((BAY, HILL), MODEL)
    found["lessons"] = list(archive.section_lessons())
    found["live"] = archive.live_counts()
    kept = ("bytes", "months", "month_articles", "month_bytes", "month_index_bytes")
    found["statistics"] = {name: value for name, value in archive.statistics().items() if name not in kept}
    found["unpredicted"] = archive.count_unpredicted(NEXT) + archive.months.count_unpredicted(NEXT)
    drawn = []
    archive.reviews.draw(ReviewQuery(MODEL), 1, lambda candidates: drawn.extend(candidates) or [])
    found["candidates"] = drawn
    return found


def exported(archive, how=EXCHANGE):
    """Every table in every format, as bytes; what JSON Lines holds where a format has its own clock."""
    found = {}
    for name, ending in product(TABLES, how):
        out = io.BytesIO()
        types = {field.name: field.kind.type for field in TABLES[name].fields}
        FORMATS[ending].write(mapping_table(archive.export_rows(name), list(types), types, name), out)
        found[name, ending] = out.getvalue()
    return found


def rows(archive):
    """Every table as lines, sorted."""
    return {
        name: sorted(json.dumps(row, sort_keys=True, default=str) for row in archive.export_rows(name))
        for name in TABLES
    }
