"""Make the rows of a reading: articles, or why they were not read, and each paper's report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import FetchError
from core.language.detection import language_of
from core.reading.article.extraction import DateSource, Extraction
from core.reading.article.sections import topic_of
from core.reading.feeds.discover import Discovery
from core.types import Article, ArticleRef, Newspaper, PaperReport, ReadArticle, Reason, Status
from core.urls import canonical

SAME_DAY = timedelta(hours=36)
"""What may lie between a day and a moment of it, in whatever zone."""
STOPPED = "The reading was stopped before all of this paper was read."


def version_of(ref: ArticleRef) -> str:
    """Make a key of what the feed says of the article: when that changes, so has the article."""
    return f"{ref.title}\n{ref.published}"


def stopped_report(paper: Newspaper, read: int) -> PaperReport:
    """Make the report of a paper that was not finished."""
    status = Status.PARTIAL if read else Status.FAILED
    return PaperReport(paper.id, paper.name, status, read=read, detail=STOPPED)


def from_page(ref: ArticleRef, paper: Newspaper, extraction: Extraction) -> Article:
    """Make the article of a page that was fetched."""
    sections = (*extraction.sections, *([ref.section] if ref.section else []))
    article = Article(
        newspaper=paper.id,
        url=canonical(extraction.url),
        title=extraction.title or ref.title or "",
        text=extraction.text,
        published=_published(ref, extraction),
        authors=extraction.authors,
        section=extraction.section or ref.section,
        section_topic=topic_of(sections, extraction.url, paper.sections),
        extractor=extraction.extractor,
        status=extraction.status,
        error=extraction.error,
        detail=extraction.detail,
        language=extraction.language or language_of(extraction.text),
    )
    if extraction.kind == "not_a_page":
        return replace(article, status=Status.SKIPPED, error=Reason.NOT_A_PAGE, detail=None)
    return article


def _published(ref: ArticleRef, extraction: Extraction) -> datetime | None:
    """Take the page's own data, then the feed's or sitemap's date, then what the page only shows.

    Where the page's date can be read with day and month either way, the
    listing's date decides.
    """
    moment, listing_date = extraction.published, ref.published
    if listing_date is None or moment is None:
        return moment or listing_date
    if extraction.date_source is not DateSource.DATA:
        return listing_date
    swapped = extraction.swapped
    is_swapped = swapped is not None and abs(swapped - listing_date) <= SAME_DAY < abs(moment - listing_date)
    return swapped if is_swapped else moment


def failed_row(paper: str, url: str, problem: FetchError, ref: ArticleRef | None = None) -> Article:
    """Make the row of an article that could not be fetched."""
    return Article(
        newspaper=paper,
        url=canonical(url),
        title=(ref.title if ref else None) or "",
        published=ref.published if ref else None,
        section=ref.section if ref else None,
        status=Status.FAILED,
        error=problem.reason,
        detail=problem.detail,
    )


def skipped_row(ref: ArticleRef, detail: str | None) -> Article:
    """Make the row of what is no article."""
    return Article(
        newspaper=ref.newspaper,
        url=canonical(ref.url),
        title=ref.title or "",
        published=ref.published,
        section=ref.section,
        status=Status.SKIPPED,
        error=Reason.NOT_A_PAGE,
        detail=detail,
    )


def repeated_row(ref: ArticleRef, detail: str) -> Article:
    """Make the row of an article that was read in this edition already."""
    return replace(skipped_row(ref, detail), error=None)


def nothing_report(paper: Newspaper, discovery: Discovery) -> PaperReport:
    """Make the report of a paper that lists nothing."""
    if discovery.problems:
        return no_paper(paper, discovery.problems[0].reason, discovery.problems[0].detail)
    return no_paper(paper, Reason.NO_TEXT, "Its feeds and sitemaps list no article.")


def no_paper(paper: Newspaper, reason: Reason | None, detail: str | None) -> PaperReport:
    """Make the report of a paper that failed as a whole."""
    return PaperReport(paper.id, paper.name, Status.FAILED, error=reason, detail=detail)


def paper_report(paper: Newspaper, count: int, items: Sequence[ReadArticle], detail: str | None) -> PaperReport:
    """Make the report of a paper whose articles are these."""
    statuses = [item.article.status for item in items]
    read = sum(item.article.was_read for item in items)
    failed = statuses.count(Status.FAILED)
    reasons = [item.article for item in items if item.article.status is Status.FAILED]
    status = Status.FAILED if not read else Status.PARTIAL if failed or detail else Status.OK
    worst = reasons[0] if reasons and not read else None
    return PaperReport(
        newspaper=paper.id,
        name=paper.name,
        status=status,
        found=count,
        read=read,
        skipped=statuses.count(Status.SKIPPED),
        failed=failed,
        error=worst.error if worst else None,
        detail=detail or (worst.detail if worst else None),
    )
