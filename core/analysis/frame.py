"""An edition, or articles of the archive, as frames: one row an article; and one row a paper's report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from core.analysis.shares.articles import parts_of
from core.language.words import count_words
from core.text import encodable
from core.topics.schemes import TopicScheme, runner_up
from core.topics.taxonomy import OTHER, UNSURE
from core.types import Edition, Prediction, ReadArticle, Status

ARTICLE_COLUMNS = (
    "newspaper",
    "paper",
    "url",
    "title",
    "text",
    "published",
    "section",
    "section_topic",
    "words",
    "topic",
    "parts",
    "best",
    "second",
    "confidence",
    "known_words",
    "unsure_because",
    "elsewhere",
    "status",
    "error",
    "detail",
    "read_at",
    "also_in",
    "copy_of",
)


def article_frame(edition: Edition, scheme: TopicScheme | None = None) -> pd.DataFrame:
    """Return all rows of an edition, those that failed included.

    Parameters
    ----------
    scheme : TopicScheme, optional
        The topics that are asked for; all that the model knows without.

    Returns
    -------
    DataFrame
        Columns `ARTICLE_COLUMNS`; `published` and `read_at` in UTC (NaT where
        unknown); `second` is the second likeliest topic where it is close to
        the likeliest; `topic` is what is shown: a topic, "other" (other news) or
        "unsure"; `parts` maps topics to the part in which the article counts for
        each (`core.analysis.shares.articles.parts_of`); `topic`, `best`,
        `confidence` and `known_words` are missing where there was no text to
        classify; `also_in` is a tuple of the names of the other papers with
        nearly the same text, `copy_of` the address of the first article with
        that text, missing in that one.
    """
    names = {paper.id: paper.name for paper in edition.newspapers}
    rows = [_row(item, _prediction(item, scheme), names, edition) for item in edition.articles]
    frame = pd.DataFrame(rows, columns=list(ARTICLE_COLUMNS))
    for column in ("published", "read_at"):
        frame[column] = pd.to_datetime(frame[column], utc=True)
    for column in ("confidence", "known_words"):
        frame[column] = frame[column].astype("float64")
    return frame


def _prediction(item: ReadArticle, scheme: TopicScheme | None) -> Prediction | None:
    if item.prediction is None or scheme is None or scheme.labels == tuple(item.prediction.topics):
        return item.prediction
    return scheme.recast(item.prediction)


def _row(
    item: ReadArticle, prediction: Prediction | None, names: dict[str, str], edition: Edition
) -> dict[str, object]:
    article = item.article
    return {
        "newspaper": article.newspaper,
        "paper": names.get(article.newspaper, article.newspaper),
        "url": article.url,
        "title": encodable(article.title),
        "text": encodable(article.text),
        "published": article.published,
        "section": None if article.section is None else encodable(article.section),
        "section_topic": article.section_topic,
        "words": count_words(article.text),
        "topic": prediction.shown if prediction else None,
        "parts": parts_of(prediction) if prediction else None,
        "best": prediction.best if prediction else None,
        "second": runner_up(prediction) if prediction else None,
        "confidence": prediction.confidence if prediction else None,
        "known_words": prediction.known_words if prediction else None,
        "unsure_because": prediction.detail if prediction and not prediction.answered else None,
        "elsewhere": prediction.elsewhere if prediction else None,
        "status": str(article.status),
        "error": str(article.error) if article.error else None,
        "detail": article.detail,
        "read_at": edition.read_at,
        "also_in": tuple(names.get(paper, paper) for paper in article.also_in),
        "copy_of": article.copy_of,
    }


def archived_frame(articles: Sequence[Any], name: str, scheme: TopicScheme) -> pd.DataFrame:
    """Return articles of the archive as `article_frame` has them, but for the second likeliest.

    Parameters
    ----------
    articles : sequence of `core.archive.ArchivedArticle`
        With texts, of which the beginning counts, and with probabilities.
    name : str
        The name of their paper.
    scheme : TopicScheme
        The topics that they were asked for by.
    """
    outside = [article.topic == OTHER.name and article.best not in (*scheme.topics, OTHER.name) for article in articles]
    table = pd.DataFrame(
        {
            "newspaper": [article.newspaper for article in articles],
            "paper": name,
            "url": [article.url for article in articles],
            "title": [article.title for article in articles],
            "text": [article.text for article in articles],
            "published": pd.to_datetime([article.at for article in articles], utc=True),
            "read_at": pd.to_datetime([article.at for article in articles], utc=True),
            "section": [article.section for article in articles],
            "section_topic": [article.section_topic for article in articles],
            "words": [article.words for article in articles],
            "topic": [article.topic for article in articles],
            "parts": [_archived_parts(article, out, scheme) for article, out in zip(articles, outside, strict=True)],
            "best": [article.best for article in articles],
            "confidence": pd.Series([article.confidence for article in articles], dtype="float64"),
            "elsewhere": [article.best if out else None for article, out in zip(articles, outside, strict=True)],
            "status": [article.status for article in articles],
            "also_in": [()] * len(articles),
        }
    )
    return table.reindex(columns=list(ARTICLE_COLUMNS))


def _archived_parts(article: Any, outside: bool, scheme: TopicScheme) -> Mapping[str, float] | None:
    """Return in which parts an article of the archive counts for which topics, as the frame has it."""
    if outside and OTHER.name not in scheme.labels:
        return {OTHER.name: 1.0}
    if article.topics is not None:
        return scheme.probabilities(article.topics)
    return None if article.topic in (None, UNSURE.name) else {str(article.topic): 1.0}


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Give the rows of any frame one by one, their columns as attributes."""
    return frame.itertuples()


def classified(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that were read and classified: what every share is computed on."""
    return frame[frame["topic"].notna() & frame["status"].isin([Status.OK, Status.PARTIAL])]


def many_editions(editions: Iterable[Edition], scheme: TopicScheme | None = None) -> pd.DataFrame:
    """Return the articles of several editions, each address once: its latest reading.

    Rows without an address (papers that failed) are left out.
    """
    frames = [article_frame(edition, scheme) for edition in editions]
    if not frames:
        return pd.DataFrame(columns=list(ARTICLE_COLUMNS))
    together = pd.concat(frames, ignore_index=True)
    together = together[together["url"].notna()].sort_values("read_at", kind="stable")
    return together.drop_duplicates("url", keep="last").reset_index(drop=True)


def report_frame(edition: Edition) -> pd.DataFrame:
    """Return one row a paper: status, what was found, read, of the feed alone, skipped, failed, seconds, why."""
    return pd.DataFrame(
        [
            {
                "paper": paper.name,
                "status": str(paper.status),
                "found": paper.found,
                "read": paper.read,
                "from_feed": paper.from_feed,
                "skipped": paper.skipped,
                "failed": paper.failed,
                "seconds": round(paper.seconds, 1),
                "error": str(paper.error) if paper.error else None,
                "why": paper.detail,
            }
            for paper in edition.report.papers
        ],
        columns=["paper", "status", "found", "read", "from_feed", "skipped", "failed", "seconds", "error", "why"],
    )
