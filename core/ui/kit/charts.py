"""A chart on a page, with its table and its downloads."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core.charts.style import theme_config
from core.ui import keys
from core.ui.kit import downloads, look


def chart(
    figure: Any, table: pd.DataFrame, alt_text: str, key: str, element: str | None = None, **options: Any
) -> None:
    """Show a chart with words for those who do not see it, and one click away its table and its downloads.

    Parameters
    ----------
    figure : altair chart
    table : DataFrame
        The numbers that the chart draws, for people.
    alt_text : str
        What the chart shows, for a screen reader.
    key : str
        Names the chart; `element` is the key of the drawn chart where that has to change.
    """
    st.altair_chart(
        figure.properties(config=theme_config(look.theme())),
        width="stretch",
        alt=alt_text,
        key=element or key,
        **options,
    )
    more = st.expander("Table and downloads", key=keys.part(key, "more"), on_change="rerun", icon=":material/table:")
    if more.open:
        with more:
            st.dataframe(table, hide_index=True, width="stretch", key=keys.part(key, "table"), alt=f"Table: {alt_text}")
            with st.container(horizontal=True):
                downloads.picture(figure.to_dict, key, key)
                downloads.table(table, key, key)
