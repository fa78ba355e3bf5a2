"""A table on a page, and the same to download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.topics.taxonomy import label
from core.ui import keys
from core.ui.kit import downloads, look
from core.ui.kit.escape import unescape


def table(cells: pd.DataFrame, name: str, alt: str, download: pd.DataFrame | None = None) -> None:
    """Show a table with its downloads under it; on a phone each row is a card, so that nothing is cut.

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
    columns = [unescape(str(column)) for column in cells.columns]
    with st.container(key=keys.cards(name)):
        st.table(cells, hide_index=True, alt=alt)
    look.name_cells_on_phones(keys.cards(name), columns, columns[1:])
    with st.container(horizontal=True):
        downloads.table(cells if download is None else download, name.replace("_", "-"), keys.part(name, "taken"))


def readable_mix(mix: pd.DataFrame) -> pd.DataFrame:
    """Return a mix for people: labels, and shares with their ends where there are enough articles for them."""
    known = mix["low"].notna()
    rounded = {name: mix[name].where(known).round(4) for name in ("share", "low", "high")}
    return mix.assign(topic=mix["topic"].map(label), **rounded)
