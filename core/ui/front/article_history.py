"""What the archive says of an edition's articles: since when it knows them, and how they changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.archive import ArticleState
from core.errors import BroadsheetError
from core.serving.saver import Outcome
from core.types import Edition
from core.ui import archives
from core.ui.kit import shared


def is_kept(edition: Edition) -> bool:
    """Say whether the archive has the edition, so that it can be asked: it never has the sample."""
    if edition.sample or not archives.may_exist():
        return False
    saving = archives.saver().saving(edition)
    return saving is None or saving.outcome is Outcome.SAVED


def changed(edition: Edition, urls: Sequence[str]) -> frozenset[str]:
    """Return those of the addresses whose headline or text changed; looked up once, as soon as the edition is kept."""
    if not is_kept(edition):
        return frozenset()
    try:
        return shared.results().get(edition, "changed", lambda: archives.archive().changed(urls))
    except BroadsheetError:  # the page says elsewhere that the archive is lost
        return frozenset()


def first_seen(edition: Edition, urls: Sequence[str]) -> dict[str, datetime]:
    """Return when the articles at these addresses were first seen, of those that the archive knows."""
    if not is_kept(edition):
        return {}
    try:
        return archives.archive().first_seen(urls)
    except BroadsheetError:
        return {}


def states(url: str) -> list[ArticleState]:
    """Return the headlines and texts that an article had, oldest first; empty where the archive cannot say."""
    try:
        return archives.archive().history(url)
    except BroadsheetError:
        return []
