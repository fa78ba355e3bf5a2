"""A table on a page, and the same to download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.topics.taxonomy import label
from core.ui import keys
from core.ui.kit import downloads


def table(cells: pd.DataFrame, name: str, alt: str, download: pd.DataFrame | None = None) -> None:
    """Show a table with its downloads under it.

    Parameters
    ----------
    cells : DataFrame
        Markdown: what came from outside is escaped.
    name : str
        Names the table: letters, digits and underscores. Files are called after it.
    alt : str
        What the table holds, for a screen reader.
    download : DataFrame, optional
        What a download holds where that is not what is shown: plain text, numbers.
    """
    st.table(cells, hide_index=True, alt=alt)
    with st.container(horizontal=True):
        downloads.table(cells if download is None else download, name.replace("_", "-"), keys.part(name, "taken"))


def readable_mix(mix: pd.DataFrame) -> pd.DataFrame:
    """Return a mix for people: labels, and shares with their ends where there are enough articles for them."""
    known = mix["low"].notna()
    rounded = {name: mix[name].where(known).round(4) for name in ("share", "low", "high")}
    return mix.assign(topic=mix["topic"].map(label), **rounded)
