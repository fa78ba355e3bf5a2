"""When the visitor was here last, as the browser or the link says, and which articles are new since then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from core.types import Edition
from core.ui import keys
from core.ui.front import article_history, muting
from core.ui.kit import browser_memory

MAX_LENGTH = 40
"""Characters of a moment in a link."""


def exchange() -> None:
    """Note the visit in the browser, and exchange with it what lasts from one visit to the next."""
    asked = keys.BROWSER_ASKED in st.session_state
    browser_memory.remember(keys.BROWSER_MEMORY, not asked, muting.to_keep(), _on_found)


def _on_found() -> None:
    found = st.session_state[keys.BROWSER_MEMORY].found
    st.session_state[keys.BROWSER_ASKED] = True
    if isinstance(found, Mapping):
        st.session_state[keys.LAST_VISIT] = _moment_of_milliseconds(found.get("before"))
        muting.restore(found.get("choices"))


def last() -> datetime | None:
    """Return when the last visit ended; what the link says comes before what the browser kept."""
    return _moment_of_link(st.query_params.get(keys.SINCE, "")) or st.session_state.get(keys.LAST_VISIT)


def _moment_of_link(text: str) -> datetime | None:
    if not text or len(text) > MAX_LENGTH:
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))  # in an address a plus is a blank
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _moment_of_milliseconds(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def with_new(articles: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Return the articles with a column `new`: whether they were first seen after the last visit."""
    since = last()
    if since is None:
        return articles.assign(new=False)
    return articles.assign(new=_first_seen(articles, edition) > pd.Timestamp(since))


def _first_seen(articles: pd.DataFrame, edition: Edition) -> pd.Series:
    """Return when each article was first seen here; where the archive cannot say, when it was published or read."""
    known = pd.to_datetime(
        articles["url"].map(article_history.first_seen(edition, list(articles["url"].dropna()))), utc=True
    )
    return known.fillna(articles["published"]).fillna(pd.Timestamp(edition.read_at))
