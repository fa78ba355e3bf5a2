"""What all charts share: titles, topic colours, number formats."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

import altair as alt

from core.palette import THEMES
from core.text import displayed
from core.topics.taxonomy import TOPICS, label, ordered, topic

LINE = 36
"""Characters of a title's line: what a 390 px wide page shows uncut."""


LEGEND_COLUMNS = f"width < 420 ? 2 : {len(TOPICS) // 2 + 1}"
"""A legend of all topics: in two columns on a phone, in two rows where there is room."""
LEGEND_PLACE = "{bottom: {anchor: 'middle', bounds: 'full'}}"

LONGEST = 160
"""Characters of a text of the data, such as a headline, in a chart or its tooltip."""


def plain(text: str) -> str:
    """A text of the data as a chart shows it: clean, and not endless.

    Charts draw text as text, so markup needs no escaping here.
    """
    shown = displayed(str(text))
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"


def title(text: str, note: str = "") -> alt.TitleParams:
    """A chart's title, wrapped for narrow pages; `note` (n, units) stands below it."""
    return alt.TitleParams(
        text=textwrap.wrap(plain(text), LINE),
        subtitle=textwrap.wrap(plain(note), LINE + 8),
        anchor="start",
        offset=12,
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
        legend=alt.Legend(title=None, orient="bottom", columns=alt.ExprRef(LEGEND_COLUMNS), symbolType="square")
        if legend
        else None,
        sort=None,
    )


def topic_order(names: Iterable[str]) -> list[str]:
    """Labels of topics in the taxonomy's order, for sorted axes."""
    return [label(name) for name in ordered(names)]


def theme_config(theme: str) -> dict[str, Any]:
    """The configuration by which a chart's words can be read on a light or dark page."""
    ink, faint = THEMES[theme].ink, THEMES[theme].faint
    return {
        "title": {"color": ink, "subtitleColor": faint},
        "axis": {"labelColor": faint, "titleColor": faint},
        # Legends start below the axis, not below the bars: on a phone they would push the bars together.
        "legend": {"labelColor": faint, "titleColor": faint, "layout": {"expr": LEGEND_PLACE}},
        "text": {"color": faint},
    }
