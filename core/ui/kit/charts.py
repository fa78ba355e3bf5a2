"""A chart on a page, with its table and its downloads."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.vega_charts import _convert_altair_to_vega_lite_spec as to_arrow_spec

from core.charts.style import theme_config
from core.ui import keys
from core.ui.kit import downloads, look, shared


class Drawn(NamedTuple):
    """What a chart is made from, where it is the same for all visitors: its specification is made once.

    `source` is an object that never changes, and is the same one for
    everybody, such as an edition; `choice` says what else the chart depends on.
    """

    source: object
    choice: Hashable


def content(table: pd.DataFrame) -> str:
    """Return all of a table as a text, to tell whether another one has the same content."""
    return table.to_csv(index=False)


class _Unchecked:
    """A chart whose specification is not validated against the schema of Vega-Lite: tests do that."""

    def __init__(self, figure: Any):
        self._figure = figure

    def to_dict(self) -> dict[str, Any]:
        return self._figure.to_dict(validate=False)  # type: ignore[no-any-return]


def specification(figure: Callable[[], Any], theme: str) -> dict[str, Any]:
    """Return the finished Vega-Lite specification of a chart, its data as Arrow bytes; nothing checks it here."""
    spec: dict[str, Any] = to_arrow_spec(_Unchecked(figure().properties(config=theme_config(theme))))  # type: ignore[arg-type]
    return spec


def chart(
    figure: Callable[[], Any] | Any,
    table: pd.DataFrame,
    alt_text: str,
    key: str,
    element: str | None = None,
    drawn: Drawn | None = None,
    more_place: DeltaGenerator | None = None,
    **options: Any,
) -> None:
    """Show a chart with words for those who do not see it, and one click away its table and its downloads.

    Parameters
    ----------
    figure : altair chart, or callable
        The chart, or what makes it where that is needed.
    table : DataFrame
        The numbers that the chart draws, for people.
    alt_text : str
        What the chart shows, for a screen reader.
    key : str
        Names the chart; `element` is the key of the drawn chart where that has to change.
    drawn : Drawn, optional
        What the chart is made from, where its specification can be shared between visitors.
    more_place : DeltaGenerator, optional
        Where table and downloads are folded; below the chart without.
    """
    make = figure if callable(figure) else lambda: figure
    theme = look.theme()
    if drawn is None:
        spec = specification(make, theme)
    else:
        name = ("chart", key, drawn.choice, theme)
        spec = shared.results().get(drawn.source, name, lambda: specification(make, theme))
    st.vega_lite_chart(
        spec=spec,
        width="stretch",
        alt=alt_text,
        key=element or key,
        **options,
    )
    table_and_downloads(make, lambda: table, alt_text, key, more_place)


def table_and_downloads(
    figure: Callable[[], Any],
    table: Callable[[], pd.DataFrame],
    alt_text: str,
    key: str,
    place: DeltaGenerator | None = None,
) -> None:
    """Fold away the table of a chart with its downloads; what they need is made once they are opened."""
    more = (place or st).expander(
        "Table and downloads", key=keys.part(key, "more"), on_change="rerun", icon=":material/table:"
    )
    if more.open:
        numbers = table()
        with more:
            st.dataframe(
                numbers, hide_index=True, width="stretch", key=keys.part(key, "table"), alt=f"Table: {alt_text}"
            )
            with st.container(horizontal=True):
                downloads.picture(lambda: figure().to_dict(), numbers, key, key)
                downloads.table(numbers, key, key)
