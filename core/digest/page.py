"""The digest as a page, and its charts as pages of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from core import wording
from core.digest.changes_part import changes_part
from core.digest.contents import Contents, Span, Story
from core.digest.feeds import Found
from core.digest.links import FEED, INDEX, app_address, search_address, search_feed
from core.digest.part import origin
from core.digest.topics_part import topics_part
from core.exports.chart_page import chart_page
from core.exports.report import cell, fill
from core.text import displayable
from core.topics.taxonomy import label

NEWEST_FOUND = 5
"""Articles of a saved search that the page names; its feed has more."""


def write_pages(contents: Contents, found: Sequence[Found], site: str | None) -> dict[str, str]:
    """Write the page and its charts; return them by the names of their files, the page last.

    Parameters
    ----------
    contents : Contents
    found : sequence of Found
        What the saved searches found.
    site : str, optional
        The address of the app, which the page then links to.
    """
    parts, source, sample = (topics_part(contents), changes_part(contents)), origin(contents), contents.sample
    charts = [part.chart for part in parts if part.chart is not None]
    pages = {chart.file: chart_page(chart.spec, chart.numbers, source=source, sample=sample) for chart in charts}
    page = fill(
        "digest.html",
        heading=_heading(contents.span),
        sample=sample,
        dark=True,
        feed=FEED,
        feeds=[(FEED, "Stories"), *((search_feed(search.name), search.name) for search in found)],
        app=app_address(site, sample=sample),
        source=displayable(source),
        stories=[_story(story) for story in contents.stories],
        searches=[_search(search, contents, site) for search in found],
        **{name: value for part in parts for name, value in part.shown.items()},
    )
    return {**pages, INDEX: page}


def _heading(span: Span) -> str:
    return f"The papers {'on' if span.days == 1 else 'in the week to'} {wording.day(span.until)}"


def _story(story: Story) -> dict[str, Any]:
    return {
        "papers": wording.plural(story.papers, "paper"),
        "topic": label(story.topic) if story.topic else "",
        "headlines": [_headline(shown.paper, shown.at, shown.title, shown.url) for shown in story.shown],
        "more": story.more,
    }


def _headline(paper: str, at: datetime, title: str, url: str) -> dict[str, Any]:
    return {
        "paper": cell(paper).text,
        "at": at.isoformat(timespec="minutes"),
        "when": wording.moment(at, short=True, year=False),
        "link": cell(title or url, url),
    }


def _search(found: Found, contents: Contents, site: str | None) -> dict[str, Any]:
    scheme = contents.scheme
    newest = [_headline(one.paper, one.at, one.title, one.url) for one in found.articles[:NEWEST_FOUND]]
    return {
        "name": displayable(found.name),
        "query": displayable(found.query),
        "feed": search_feed(found.name),
        "address": search_address(site, found.query, scheme.kind, len(scheme.topics), sample=contents.sample),
        "newest": newest,
    }
