"""A table on a page, and the same to take away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.ui.kit import downloads


def table(shown: pd.DataFrame, key: str, alt: str, taken: pd.DataFrame | None = None) -> None:
    """A table with its downloads under it.

    Parameters
    ----------
    shown : DataFrame
        Cells are Markdown: what came from outside is escaped.
    key : str
        Names the table: letters, digits and underscores. Files are called after it.
    alt : str
        What the table holds, for a screen reader.
    taken : DataFrame, optional
        What a download holds where that is not what is shown: plain text, numbers.
    """
    st.table(shown, hide_index=True, alt=alt)
    with st.container(horizontal=True):
        downloads.table(shown if taken is None else taken, key.replace("_", "-"), f"{key}_taken")
