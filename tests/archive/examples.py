"""Editions for the tests of the archive."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.archive import ModelVersion
from core.topics.taxonomy import ALL_NAMES
from core.types import Article, Doubt, Edition, Newspaper, PaperReport, Prediction, ReadArticle, ReadReport, Status

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BAY = Newspaper("bay", "The Bay", "gb", "en", "https://bay.example/", feeds=("https://bay.example/f.xml",))
HILL = Newspaper("hill", "Hill & Dale", "ie", "en", "https://hill.example/", feeds=("https://hill.example/f.xml",))


def as_five(prediction):
    """Among five topics, what is about something else is other."""
    outside = prediction.best not in ("politics", "business", "entertainment", "sport", "tech")
    return replace(prediction, topic="other") if outside else prediction


MODEL = ModelVersion("current", "a" * 64, ALL_NAMES, as_five)
WITH_OTHER = ModelVersion("current", "c" * 64, (*ALL_NAMES, "other"), as_five)
NEXT = ModelVersion("current", "b" * 64, ALL_NAMES, as_five)


def predicted(topic, confidence=0.8, other=False):
    rest = (1 - confidence) / (len(ALL_NAMES) - 1)
    topics = {name: confidence if name == topic else rest for name in ALL_NAMES}
    return Prediction(
        "other" if other else topic, topic, confidence, topics, 0.9, Doubt.LOW_CONFIDENCE if other else None
    )


def item(number, topic="sport", paper=BAY, title=None, text=None, published=NOW, section=None, **more):
    article = Article(
        newspaper=paper.id,
        url=f"{paper.home}{number}",
        title=f"{topic} headline {number}" if title is None else title,
        text=f"The {topic} text of number{number}." if text is None else text,
        published=published,
        section=section,
        section_topic=more.pop("section_topic", None),
        extractor="trafilatura",
        authors=("A. Writer",),
    )
    return ReadArticle(article, predicted(topic, **more))


def news(number, best, reason=None, **more):
    """An article of a model that knows other news; no answer, with a sentence, where there is a reason."""
    labels = WITH_OTHER.labels
    topics = {name: 0.6 if name == best else 0.4 / (len(labels) - 1) for name in labels}
    topic, detail = ("other", "Not likely enough.") if reason else (best, None)
    article = item(number, best, HILL, **more).article
    return ReadArticle(article, Prediction(topic, best, 0.6, topics, 0.9, reason, None, detail))


def edition(*items, read_at=NOW, papers=(BAY, HILL), sample=False, model="current"):
    reports = tuple(
        PaperReport(paper.id, paper.name, Status.OK, 9, sum(i.article.newspaper == paper.id for i in items))
        for paper in papers
    )
    return Edition(read_at, papers, tuple(items), ReadReport(reports, 1.5), model, sample)


def days(count, start=NOW):
    """Moments a day apart, the newest first."""
    return [start - timedelta(days=number) for number in range(count)]
