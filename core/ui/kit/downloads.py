"""Downloads of a page; each file is made when its button is clicked, not before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from core import wording
from core.exports.chart_page import chart_page
from core.exports.pictures import to_png, to_svg
from core.files.formats import DOWNLOADS, FORMATS, SPREADSHEETS, to_bytes
from core.files.table import frame_table
from core.ui import keys

EDITION_PAGES = ("", "compare", "trends")
"""Pages, by their addresses, whose charts are of the edition or its archive."""

Table = pd.DataFrame | Callable[[], pd.DataFrame]
"""A table, or what makes it where that is needed."""


def button(label: str, make: Callable[[], bytes | str], file_name: str, mime: str, key: str) -> None:
    """Offer one download; the page is not run again for it."""
    st.download_button(
        label, make, file_name=file_name, mime=mime, key=key, on_click="ignore", icon=":material/download:"
    )


def table(frame: Table, name: str, key: str) -> None:
    """Offer the table in the formats of spreadsheets; call it inside a horizontal container."""
    _buttons(frame, name, key, SPREADSHEETS)


def every_format(frame: Table, name: str, key: str) -> None:
    """Offer the table in every format."""
    with st.container(horizontal=True):
        _buttons(frame, name, key, DOWNLOADS)


def _buttons(frame: Table, name: str, key: str, endings: Iterable[str]) -> None:
    for ending in endings:
        entry = FORMATS[ending]
        button(
            entry.name,
            lambda ending=ending: to_bytes(frame_table(frame() if callable(frame) else frame, name), ending),  # type: ignore[misc]
            f"broadsheet-{name}.{ending}",
            entry.media_type,
            f"{key}_{ending}",
        )


def picture(spec: Callable[[], Mapping[str, Any]], numbers: pd.DataFrame, name: str, key: str) -> None:
    """Offer the chart as PNG, as SVG, and with its numbers as HTML; call it inside a horizontal container."""
    sample = _of_sample()
    button("PNG", lambda: to_png(spec()), f"broadsheet-{name}.png", "image/png", f"{key}_png")
    button("SVG", lambda: to_svg(spec()), f"broadsheet-{name}.svg", "image/svg+xml", f"{key}_svg")
    button("HTML", lambda: _page(spec(), numbers, sample), f"broadsheet-{name}.html", "text/html", f"{key}_html")


def _page(spec: Mapping[str, Any], numbers: pd.DataFrame, sample: bool) -> str:
    made = wording.moment(datetime.now(UTC))
    return chart_page(spec, numbers, source=f"Made with Broadsheet, {made}.", sample=sample)


def _of_sample() -> bool:
    """Whether this page draws the sample edition, which a file then says, too."""
    page = st.session_state.get(keys.CURRENT_PAGE, "")
    return page in EDITION_PAGES and st.query_params.get(keys.EDITION) == "sample"
