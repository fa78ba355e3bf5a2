"""Editions made by hand for the tests of analysis, charts and pages."""

from datetime import UTC, datetime, timedelta

from core.types import (
    Article,
    Doubt,
    Edition,
    Newspaper,
    PaperReport,
    Prediction,
    ReadArticle,
    ReadReport,
    Reason,
    Status,
)

READ_AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BAY = Newspaper("bay", "The Bay", "gb", "en", "https://bay.example/", feeds=("https://bay.example/feed.xml",))
HILL = Newspaper("hill", "Hill & Dale", "gb", "en", "https://hill.example/", feeds=("https://hill.example/feed.xml",))
DEAD = Newspaper("dead", "The Dead Letter", "ie", "en", "https://dead.example/", feeds=("https://dead.example/f.xml",))


def prediction(best: str, confidence: float = 0.8, topic: str | None = None) -> Prediction:
    names = ["politics", "business", "entertainment", "sport", "tech", *(["other"] if best == "other" else [])]
    rest = (1 - confidence) / (len(names) - 1)
    topics = {name: confidence if name == best else rest for name in names}
    return Prediction(topic or best, best, confidence, topics, 0.9, None if topic is None else Doubt.LOW_CONFIDENCE)


def article(paper: Newspaper, number: int, best: str, title: str = "", text: str = "", **more) -> ReadArticle:
    read = Article(
        newspaper=paper.id,
        url=f"{paper.home}{number}",
        title=title or f"{best} headline {number}",
        text=text or f"{best} words number{number} here",
        published=READ_AT - timedelta(days=number),
        section="News",
        extractor="trafilatura",
    )
    return ReadArticle(read, prediction(best, **more))


def edition(*items: ReadArticle, papers: tuple[Newspaper, ...] = (BAY, HILL, DEAD), sample: bool = False) -> Edition:
    reports = []
    for paper in papers:
        own = [item for item in items if item.article.newspaper == paper.id]
        read = sum(item.prediction is not None for item in own)
        ok = Status.OK if read else Status.FAILED
        reports.append(
            PaperReport(
                paper.id,
                paper.name,
                ok,
                len(own),
                read,
                0,
                len(own) - read,
                1.5,
                None if read else Reason.UNREACHABLE,
                None if read else "The server answered 503.",
            )
        )
    return Edition(READ_AT, papers, items, ReadReport(tuple(reports), 2.5), "current", sample)


def small_edition() -> Edition:
    failed = Article("dead", None, status=Status.FAILED, error=Reason.UNREACHABLE, detail="The server answered 503.")
    empty = Article("bay", "https://bay.example/9", "Gallery", status=Status.FAILED, error=Reason.NO_TEXT)
    return edition(
        article(BAY, 1, "sport"),
        article(BAY, 2, "sport"),
        article(BAY, 3, "politics", confidence=0.4, topic="other"),
        article(HILL, 1, "politics"),
        article(HILL, 2, "business"),
        ReadArticle(empty),
        ReadArticle(failed),
    )
