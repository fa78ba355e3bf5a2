"""Small multiples on the Trends page: a chart a panel, side by side as the page has room, with one table."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from core import wording
from core.charts.style import Measure
from core.charts.trends import Panels
from core.ui import keys
from core.ui.kit import charts, look, shared
from core.ui.kit.escape import escape

WIDE = 320
"""Pixels of the height of a panel that stands alone."""


class _Drawn(NamedTuple):
    """A panel as it is drawn, and in words."""

    spec: dict[str, Any]
    alt: str


def show(panels: Panels, heading: str, note: str, key: str, kept: bool = False) -> None:
    """Show panels under what they say, with their table and downloads one click away.

    Panels with the same content are drawn once for all visitors.

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
    kept : bool
        Whether all visitors get this very object: its content is then not compared.
    """
    theme = look.theme()
    shown = shared.results().get(panels, theme, lambda: _drawn(panels, theme)) if kept else _drawn(panels, theme)
    st.markdown(f"**{escape(heading)}**")
    st.caption(escape(note))
    with st.container(key=keys.part("panels" if len(shown) > 1 else "panel", key)):
        for number, drawn in enumerate(shown):
            st.vega_lite_chart(spec=drawn.spec, width="stretch", alt=drawn.alt, key=keys.part(key, number))
    charts.table_and_downloads(lambda: panels.picture(heading, note), lambda: readable(panels), heading, key)


def _drawn(panels: Panels, theme: str) -> list[_Drawn]:
    """Return each panel as it is drawn; those of panels with the same content are made once for all visitors."""

    def make() -> list[_Drawn]:
        return [
            _Drawn(charts.specification(partial(_panel, panels, name), theme), _alt(panels, name))
            for name in panels.names
        ]

    return shared.results().get(Panels, (charts.content(panels.table), panels.every, panels.measure, theme), make)


def _panel(panels: Panels, name: str) -> object:
    return panels.panel(name) if len(panels.names) > 1 else panels.panel(name, WIDE)


def _alt(panels: Panels, name: str) -> str:
    own = panels.table[panels.table["panel"] == name]
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
