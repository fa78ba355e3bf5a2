"""What all charts share: titles, topic colours, number formats."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import altair as alt

from core.topics.taxonomy import label, ordered, topic

LINE = 36
"""Characters of a title's line: what a 390 px wide page shows uncut."""


NOTE = "#7a7f87"
"""Colour of a title's note: readable on light and on dark."""


def title(text: str, note: str = "") -> alt.TitleParams:
    """A chart's title, wrapped for narrow pages; `note` (n, units) stands below it."""
    return alt.TitleParams(
        text=textwrap.wrap(text, LINE),
        subtitle=textwrap.wrap(note, LINE + 8),
        anchor="start",
        offset=12,
        subtitleColor=NOTE,
    )


def height_for(rows: int, step: int, extra: int = 170) -> int:
    """Pixels for a chart of so many rows, with its title, axis and legend."""
    return rows * step + extra


def topic_colour(names: Iterable[str], field: str = "topic_label", legend: bool = True) -> alt.Color:
    """The colour channel of a topic field, in the taxonomy's order and colours."""
    shown = ordered(names)
    return alt.Color(
        f"{field}:N",
        scale=alt.Scale(domain=[label(name) for name in shown], range=[topic(name).colour for name in shown]),
        legend=alt.Legend(title=None, orient="bottom", columns=2, symbolType="square") if legend else None,
        sort=None,
    )


def topic_order(names: Iterable[str]) -> list[str]:
    """Labels of topics in the taxonomy's order, for sorted axes."""
    return [label(name) for name in ordered(names)]
