"""What all charts share: titles, topic colours, number formats."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import altair as alt

from core.palette import THEMES
from core.text import displayable
from core.topics.taxonomy import SHOWN_NAMES, label, ordered, topic

MAX_TITLE_LINE = 36
"""Characters of a title's line: what a 390 px wide page shows uncut."""

LEGEND_COLUMNS = f"width < 420 ? 2 : width < 560 ? 4 : {-(-len(SHOWN_NAMES) // 2)}"
"""A legend of all that is shown: in two columns on a phone, in three rows or two where there is room."""
LEGEND_PLACE = "{bottom: {anchor: 'middle', bounds: 'full'}}"

MAX_TEXT = 160
"""Characters of a text of the data, such as a headline, in a chart or its tooltip."""


class Measure(StrEnum):
    """What a bar is as long as; the value is the column of it."""

    SHARE = "share"
    COUNT = "count"

    def axis(self) -> alt.Axis:
        """Return the axis of the measure: per cent, or whole articles."""
        return alt.Axis(format="%") if self is Measure.SHARE else alt.Axis(tickMinStep=1)


def plain(text: str) -> str:
    """Return a text of the data as a chart shows it: clean, and not endless.

    Charts draw text as text, so markup needs no escaping here.
    """
    line = displayable(str(text))
    return line if len(line) <= MAX_TEXT else line[: MAX_TEXT - 1].rstrip() + "…"


def title(text: str, note: str = "") -> alt.TitleParams:
    """Return a chart's title, wrapped for narrow pages; `note` (n, units) stands below it."""
    return alt.TitleParams(
        text=textwrap.wrap(plain(text), MAX_TITLE_LINE),
        subtitle=textwrap.wrap(plain(note), MAX_TITLE_LINE + 8),
        anchor="start",
        offset=12,
    )


SCALE_ENDS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8)
"""Where a scale of shares may end, if not at all of them."""


def scale_end(largest: float, least: float = SCALE_ENDS[0]) -> float:
    """Return where a scale of shares ends: at the next round value, not below `least` and never above 100%."""
    return next((end for end in SCALE_ENDS if max(largest, least) <= end), 1.0)


def height_for(rows: int, step: int, extra: int = 170) -> int:
    """Return the pixels for a chart of so many rows, with its title, axis and legend."""
    return rows * step + extra


def topic_colour(names: Iterable[str], field: str = "topic_label", legend: bool = True) -> alt.Color:
    """Return the colour channel of a topic field, in the taxonomy's order and colours."""
    topics = ordered(names)
    return alt.Color(
        f"{field}:N",
        scale=alt.Scale(domain=[label(name) for name in topics], range=[topic(name).colour for name in topics]),
        legend=alt.Legend(title=None, orient="bottom", columns=alt.ExprRef(LEGEND_COLUMNS), symbolType="square")
        if legend
        else None,
        sort=None,
    )


def topic_order(names: Iterable[str]) -> list[str]:
    """Return labels of topics in the taxonomy's order, for sorted axes."""
    return [label(name) for name in ordered(names)]


def theme_config(theme: str) -> dict[str, Any]:
    """Return the configuration by which a chart's words can be read on a light or dark page."""
    ink, faint = THEMES[theme].ink, THEMES[theme].faint
    return {
        "title": {"color": ink, "subtitleColor": faint},
        "axis": {"labelColor": faint, "titleColor": faint},
        # Legends start below the axis, not below the bars: on a phone they would push the bars together.
        "legend": {"labelColor": faint, "titleColor": faint, "layout": {"expr": LEGEND_PLACE}},
        "text": {"color": faint},
        "style": {"ink": {"color": ink}},
    }
