"""Make the rows of a reading: articles, or why they were not read, and each paper's report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from textwrap import shorten

from core.errors import FetchError
from core.language.detection import language_of
from core.reading.article.extraction import DateSource, Extraction
from core.reading.article.sections import topic_of
from core.reading.feeds.discover import Discovery
from core.text import one_line
from core.types import FEED, Article, ArticleRef, Newspaper, PaperReport, ReadArticle, Reason, Status
from core.urls import canonical

SAME_DAY = timedelta(hours=36)
"""What may lie between a day and a moment of it, in whatever zone."""
STOPPED = "The reading was stopped before all of this paper was read."

FROM_FEED = "The text is from the feed."
MIN_FEED_TEXT = 40
"""Characters from which a feed's text says more than a headline or "Read more" does."""
MAX_TEASER = 500
"""Characters that are taken of a feed's teaser where robots.txt forbids the page."""

_FEED_STANDS_IN = frozenset({Reason.BLOCKED, Reason.PAYWALLED, Reason.NO_TEXT, Reason.ROBOTS})


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


def with_feed_text(article: Article, ref: ArticleRef, paper: Newspaper) -> Article:
    """Give an article whose page is walled, blocked or empty the text of its feed, as a part of the whole.

    The code of what is wrong with the page stays. Where robots.txt forbids the
    page only the beginning of the feed's teaser is taken.
    """
    if article.status not in (Status.FAILED, Status.PARTIAL) or article.error not in _FEED_STANDS_IN:
        return article
    text = _feed_text(ref, only_teaser=article.error is Reason.ROBOTS)
    if text is None or len(text) <= len(article.text):
        return article
    sections = (ref.section,) if ref.section else ()
    return replace(
        article,
        title=ref.title or article.title,
        text=text,
        published=ref.published or article.published,
        section=article.section or ref.section,
        section_topic=article.section_topic or topic_of(sections, ref.url, paper.sections),
        extractor=FEED,
        status=Status.PARTIAL,
        detail=f"{article.why} {FROM_FEED}",
        language=language_of(text),
    )


def _feed_text(ref: ArticleRef, *, only_teaser: bool) -> str | None:
    """Return what a feed says of an article; None where that is not more than a headline."""
    if only_teaser:
        text = shorten(ref.summary or "", MAX_TEASER, placeholder=" …")
    else:
        text = max(ref.text or "", ref.summary or "", key=len)
    return text if len(text) >= MIN_FEED_TEXT and one_line(text) != one_line(ref.title or "") else None


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
    from_feed = sum(item.article.is_from_feed for item in items)
    read = sum(item.article.was_read for item in items) - from_feed
    failed = statuses.count(Status.FAILED)
    reasons = [item.article for item in items if item.article.status is Status.FAILED or item.article.is_from_feed]
    status = Status.PARTIAL if failed or from_feed or detail else Status.OK
    status = status if read or from_feed else Status.FAILED
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
        from_feed=from_feed,
    )
