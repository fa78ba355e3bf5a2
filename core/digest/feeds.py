"""The feeds of a digest: one of its stories, and one for each saved search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path

from core import wording
from core.archive import Archive, ArchivedArticle, ArticleQuery
from core.digest.atom import Entry, Link, uid, write_feed
from core.digest.contents import Contents, Story, last_change
from core.digest.former import keep_ids, read_former
from core.digest.links import FEED, INDEX, app_address, search_address, search_feed
from core.topics.taxonomy import UNSURE

MAX_FOUND = 50
"""Articles of a saved search's feed, the newest of them."""
MAX_MATCHES = 1000
"""Matches among which the newest are looked for."""
RECENT = timedelta(days=60)
"""How far back a search looks before it looks at the whole archive: common words have more matches than are ranked."""
SAMPLE = " (sample edition: made-up newspapers)"


@dataclass(frozen=True, slots=True)
class Found:
    """What a saved search found: its name, what was typed, the newest articles."""

    name: str
    query: str
    articles: tuple[ArchivedArticle, ...]


def run_searches(archive: Archive, searches: Mapping[str, str], contents: Contents) -> list[Found]:
    """Find the newest articles of each saved search.

    Raises
    ------
    SearchError
        If one of them cannot be understood.
    ArchiveError
        If the archive cannot be read.
    """
    return [Found(name, query, _newest(archive, query, contents)) for name, query in searches.items()]


def _newest(archive: Archive, query: str, contents: Contents) -> tuple[ArchivedArticle, ...]:
    until = contents.span.until
    articles: tuple[ArchivedArticle, ...] = ()
    for since in ((until - RECENT).date(), None):
        asked = ArticleQuery(since=since, until=until.date(), scheme=contents.scheme.kind)
        articles = archive.search(query, asked, limit=MAX_MATCHES).articles
        if len(articles) >= MAX_FOUND:
            break
    past = [article for article in articles if article.at <= until]
    return tuple(sorted(past, key=lambda article: (article.at, article.id), reverse=True)[:MAX_FOUND])


def stories_feed(contents: Contents, folder: Path, site: str | None) -> bytes:
    """Write the feed of the stories; each keeps the id that it has in the feed of the folder."""
    span = contents.span
    kind = [str(span.days), str(len(contents.scheme.topics)), str(contents.sample)]
    entries = keep_ids([_of_story(story) for story in contents.stories], read_former(folder / FEED), span.until)
    return write_feed(
        f"Broadsheet: the news that most papers share{SAMPLE if contents.sample else ''}",
        f"The {span.name} up to {wording.moment(span.until)}.",
        feed_id=uid("broadsheet digest", app_address(site) or "", *kind),
        file=FEED,
        alternate=INDEX,
        updated=span.until,
        entries=entries,
    )


def _of_story(story: Story) -> Entry:
    return Entry(
        id=uid(story.headlines[0].url),
        title=f"{story.title} ({wording.plural(story.papers, 'paper')})",
        updated=story.updated,
        published=story.headlines[0].at,
        links=tuple(Link(headline.paper, headline.title, headline.url) for headline in story.shown),
        topic=story.topic,
        note=f"{story.more.capitalize()}." if story.more else "",
    )


def found_feed(archive: Archive, found: Found, contents: Contents, site: str | None) -> bytes:
    """Write the feed of a saved search.

    Raises
    ------
    ArchiveError
        If the archive cannot be read.
    """
    scheme = contents.scheme
    address = search_address(site, found.query, scheme.kind, len(scheme.topics), sample=contents.sample)
    return write_feed(
        f"Broadsheet: {found.name}{SAMPLE if contents.sample else ''}",
        f"Articles for the search: {found.query}",
        feed_id=uid("broadsheet search", app_address(site) or "", found.name, found.query, str(contents.sample)),
        file=search_feed(found.name),
        alternate=address or INDEX,
        updated=contents.span.until,
        entries=[_of_article(archive, article) for article in found.articles],
    )


def _of_article(archive: Archive, article: ArchivedArticle) -> Entry:
    at = article.at.astimezone(UTC)
    return Entry(
        id=uid(article.url),
        title=article.title or article.url,
        updated=last_change(archive, article.id, article.title, at),
        published=at,
        links=(Link(article.paper, article.title or article.url, article.url),),
        topic=None if article.topic == UNSURE.name else article.topic,
        note="".join(part.text for part in article.snippet),
    )
