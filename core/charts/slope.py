"""Two days of one paper: a line a topic from the share on the first day to that on the second."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from core import palette
from core.analysis.shares.findings import pair_finding, pair_note
from core.charts.frame import MIN_END, NARROW, Frame, FramedChart, by_width, framed, pixels, words
from core.charts.style import plain, scale_end
from core.topics.taxonomy import label
from core.wording import signed_prose

HEIGHT = 320
"""Pixels from the largest share that the scale has to none."""
APART = 17
"""Pixels that two labels are apart at least."""
START = f"({NARROW} ? 128 : 220)"
"""Pixels from the left to the first day."""
STOP = f"(width - ({NARROW} ? 142 : 240))"
"""Pixels from the left to the second day."""


def slope_chart(differences: pd.DataFrame, before: str, after: str, source: str = "") -> FramedChart:
    """Draw how the share of each topic changed; lines of clear changes in colour.

    Parameters
    ----------
    differences : DataFrame
        As `core.analysis.compare.share_differences` makes it, the second day first: points are the change.
    before, after : str
        Names of the two days.
    source : str
        Where the figures come from.
    """
    table = differences.to_dict("records")
    most = scale_end(max([row[key] for row in table for key in ("share", "other_share")], default=1.0), MIN_END)
    height = max(HEIGHT, APART * len(table))
    rows: list[dict[str, Any]] = [
        {
            "y": height * (1 - row["other_share"] / most),
            "y2": height * (1 - row["share"] / most),
            "clear": bool(row["clear"]),
            "left": f"{label(row['topic'])} {row['other_share']:.0%}",
            "right": f"{row['share']:.0%} ({signed_prose(row['points'])}) {label(row['topic'])}",
            "says": f"{label(row['topic'])}: {row['other_share']:.0%} before, {row['share']:.0%} after; "
            f"{'a clear change' if row['clear'] else 'may be chance'}",
        }
        for row in table
    ]
    layers = [
        _lines(rows),
        _labels(rows, "left", _spread([row["y"] for row in rows], height), f"{START} - 10", "right"),
        _labels(rows, "right", _spread([row["y2"] for row in rows], height), f"{STOP} + 10", "left"),
        *_days(plain(before), plain(after)),
    ]
    frame = Frame(pair_finding(differences, after, before), pair_note(differences, after, before, slope=True), source)
    return framed(layers, frame, height + 10)


def _spread(places: Sequence[float], height: float) -> list[float]:
    """Move labels so far apart that none covers another, in their order, within the drawing."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    moved = list(places)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + APART)
    limit = height + 4.0
    for n in reversed(order):
        moved[n] = min(moved[n], limit)
        limit = moved[n] - APART
    return moved


def _lines(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    return (
        alt.Chart(pd.DataFrame(rows, columns=["y", "y2", "clear", "says"]))
        .mark_rule()
        .encode(
            x=alt.value(alt.ExprRef(START)),
            x2=alt.value(alt.ExprRef(STOP)),
            y=pixels("y"),
            y2="y2:Q",
            color=alt.condition("datum.clear", alt.value(palette.ACCENT), alt.value(palette.MUTED)),
            strokeWidth=alt.condition("datum.clear", alt.value(3), alt.value(1.3)),
            tooltip=[alt.Tooltip("says:N", title="Share")],
            description="says:N",
        )
    )


def _labels(rows: Sequence[dict[str, Any]], field: str, places: Sequence[float], x: str, align: str) -> alt.Chart:
    table = [{"text": row[field], "clear": row["clear"], "y": place} for row, place in zip(rows, places, strict=True)]
    return words(
        table,
        x=alt.ExprRef(x),
        align=align,
        fontSize=by_width(10.5, 13),
        fontWeight=alt.ExprRef("datum.clear ? 'bold' : 'normal'"),
        style="ink",
    )


def _days(before: str, after: str) -> list[alt.Chart]:
    """Name the days above their ends of the lines."""
    limit = by_width("width / 2 - 6", "width / 2 - 20")
    return [
        words([{"text": before, "y": -16}], align="left", x=0, fontSize=by_width(10, 13), limit=limit),
        words(
            [{"text": after, "y": -16}], align="right", x=alt.ExprRef("width"), fontSize=by_width(10, 13), limit=limit
        ),
    ]
