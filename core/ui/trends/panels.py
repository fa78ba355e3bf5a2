"""Small multiples on the Trends page: a chart a panel, side by side as the page has room, with one table."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from core import wording
from core.charts.style import Measure
from core.charts.trends import Panels
from core.ui import keys
from core.ui.kit import downloads, look
from core.ui.kit.charts import specification
from core.ui.kit.escape import escape

WIDE = 320
"""Pixels of the height of a panel that stands alone."""


def show(panels: Panels, heading: str, note: str, key: str) -> None:
    """Show panels under what they say, with their table and downloads one click away.

    Parameters
    ----------
    panels : Panels
        What is drawn; nothing is, where it is empty.
    heading : str
        What the panels show, as a finding where there is one; plain text.
    note : str
        n, and what bands mean; plain text.
    key : str
        Names the panels on the page.
    """
    theme, names = look.theme(), panels.names
    st.markdown(f"**{escape(heading)}**")
    st.caption(escape(note))
    with st.container(key=keys.part("panels" if len(names) > 1 else "panel", key)):
        for number, name in enumerate(names):
            own = panels.table[panels.table["panel"] == name]
            st.vega_lite_chart(
                spec=specification(partial(_panel, panels, name), theme),
                width="stretch",
                alt=_alt(panels, own, name),
                key=keys.part(key, number),
            )
    more = st.expander("Table and downloads", key=keys.part(key, "more"), on_change="rerun", icon=":material/table:")
    if more.open:
        with more:
            table = readable(panels)
            st.dataframe(table, hide_index=True, width="stretch", key=keys.part(key, "table"), alt=f"Table: {heading}")
            with st.container(horizontal=True):
                downloads.picture(lambda: panels.picture(heading, note).to_dict(), table, key, key)
                downloads.table(table, key, key)


def _panel(panels: Panels, name: str) -> object:
    return panels.panel(name) if len(panels.names) > 1 else panels.panel(name, WIDE)


def _alt(panels: Panels, own: pd.DataFrame, name: str) -> str:
    periods = wording.plural(len(own), panels.every.lower())
    return f"{name}, a line over {periods}: {panels.latest(own)}. The table holds the numbers."


def readable(panels: Panels) -> pd.DataFrame:
    """Return the points of panels as people read them."""
    table = panels.table
    shown = pd.DataFrame(
        {
            "Of": table["panel"],
            f"{panels.every} from": table["period"].dt.date,
            "Articles": table["count"],
            "n": table["n"],
        }
    )
    if panels.measure is Measure.SHARE:
        for column, name in (("share", "Share"), ("low", "At least"), ("high", "At most")):
            shown[name] = table[column].round(4)
    return shown
