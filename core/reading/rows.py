"""The rows of a reading: articles as they were read, or why not; and what became of each paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.errors import FetchError
from core.language.detection import language_of
from core.reading.article.extraction import Extracted
from core.reading.article.sections import topic_of
from core.reading.feeds.discover import Discovered
from core.types import Article, ArticleRef, Newspaper, PaperReport, ReadArticle, Reason, Status
from core.urls import canonical

STOPPED = "The reading was stopped before all of this paper was read."


def version_of(ref: ArticleRef) -> str:
    """What the feed says of the article: when that changes, so has the article."""
    return f"{ref.title}\n{ref.published}"


def stopped_report(paper: Newspaper, read: int) -> PaperReport:
    """The report of a paper that was not finished."""
    status = Status.PARTIAL if read else Status.FAILED
    return PaperReport(paper.id, paper.name, status, read=read, detail=STOPPED)


def from_page(ref: ArticleRef, paper: Newspaper, found: Extracted) -> Article:
    """The article of a page that was fetched."""
    sections = (*found.sections, *([ref.section] if ref.section else []))
    article = Article(
        newspaper=paper.id,
        url=canonical(found.url),
        title=found.title or ref.title or "",
        text=found.text,
        published=found.published or ref.published,
        authors=found.authors,
        section=found.section or ref.section,
        section_topic=topic_of(sections, found.url, paper.sections),
        extractor=found.extractor,
        status=found.status,
        error=found.error,
        detail=found.detail,
        language=found.language or language_of(found.text),
    )
    if found.kind == "not_a_page":
        return replace(article, status=Status.SKIPPED, error=Reason.NOT_A_PAGE, detail=None)
    return article


def failed_row(paper: str, url: str, problem: FetchError, ref: ArticleRef | None = None) -> Article:
    """The row of an article that could not be had."""
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
    """The row of what is no article."""
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
    """The row of an article that was read in this edition already."""
    return replace(skipped_row(ref, detail), error=None)


def nothing_report(paper: Newspaper, found: Discovered) -> PaperReport:
    """The report of a paper that lists nothing."""
    if found.problems:
        return no_paper(paper, found.problems[0].reason, found.problems[0].detail)
    return no_paper(paper, Reason.NO_TEXT, "Its feeds and sitemaps list no article.")


def no_paper(paper: Newspaper, reason: Reason | None, detail: str | None) -> PaperReport:
    """The report of a paper that failed as a whole."""
    return PaperReport(paper.id, paper.name, Status.FAILED, error=reason, detail=detail)


def paper_report(paper: Newspaper, found: int, items: Sequence[ReadArticle], detail: str | None) -> PaperReport:
    """The report of a paper whose articles ended like this."""
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
        found=found,
        read=read,
        skipped=statuses.count(Status.SKIPPED),
        failed=failed,
        error=worst.error if worst else None,
        detail=detail or (worst.detail if worst else None),
    )
