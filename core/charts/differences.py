"""Two papers topic by topic: both shares, and how far they are apart with the interval of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from core import palette
from core.analysis.shares.findings import pair_finding, pair_note
from core.charts.frame import (
    GRID,
    LEFT,
    MIN_END,
    Frame,
    FramedChart,
    by_width,
    columns,
    framed,
    names,
    pixels,
    row_name,
    words,
)
from core.charts.style import plain, scale_end
from core.topics.taxonomy import label
from core.wording import points_between, signed_prose

ROW = 26
"""Pixels of a row."""
END = 2.0
"""Where the second of two panels ends; the first begins at 0."""
SHARES = (0.03, 0.9)
"""Where the panel of shares begins and ends."""
APART = (1.05, 2.0)
"""Where the panel of differences begins and ends."""
FIGURES = 34
"""Pixels at the right for differences in figures."""

FIRST: dict[str, Any] = {"size": 70, "filled": True, "opacity": 1, "color": palette.ACCENT}
"""The dot of the first paper."""
SECOND: dict[str, Any] = {"shape": "diamond", "size": 70, "strokeWidth": 1.8, "filled": False, "color": palette.NOTE}
"""The dot of the second paper: another shape, too."""


def difference_chart(differences: pd.DataFrame, paper: str, other: str, source: str = "") -> FramedChart:
    """Draw for each topic the shares of two papers, and their difference with its interval; the clearest come first.

    Parameters
    ----------
    differences : DataFrame
        As `core.analysis.compare.share_differences` makes it.
    paper, other : str
        Names of the papers; a difference right of zero means more in `paper`.
    source : str
        Where the figures come from.
    """
    rows = sorted(differences.to_dict("records"), key=lambda row: (not row["clear"], -abs(row["points"])))
    most = scale_end(max([row[key] for row in rows for key in ("share", "other_share")], default=1.0), MIN_END)
    reach = 100 * scale_end(
        max([abs(row[key]) for row in rows for key in ("low", "high")], default=100.0) / 100, MIN_END
    )
    data = pd.DataFrame([_placed(row, n, paper, other, most, reach) for n, row in enumerate(rows)], columns=_COLUMNS)
    heights = ROW * len(rows)
    topics = [row_name(label(row["topic"]), (n + 0.5) * ROW, strong=bool(row["clear"])) for n, row in enumerate(rows)]
    zero = _at(0, -reach, reach, APART)
    layers = [
        *_guides([(SHARES[0], heights, GRID, []), (zero, heights, 1, [4, 3])]),
        *_shares(data),
        *_differences(data),
        names(topics, 1),
        *_key(paper, other, rows),
        *_scales(heights, f"{most:.0%}", f"{reach:.0f}", zero),
    ]
    frame = Frame(pair_finding(differences, paper, other), pair_note(differences, paper, other), source)
    return framed(layers, frame, heights + 18)


_COLUMNS = ("y", "one", "two", "at", "from", "to", "points", "clear", "says")


def _at(value: float, start: float, end: float, panel: tuple[float, float]) -> float:
    """Return the place of a value of a scale in a panel."""
    return panel[0] + (panel[1] - panel[0]) * (value - start) / (end - start)


def _placed(row: Mapping[Any, Any], n: int, paper: str, other: str, most: float, reach: float) -> dict[str, Any]:
    return {
        "y": (n + 0.5) * ROW,
        "one": _at(row["share"], 0, most, SHARES),
        "two": _at(row["other_share"], 0, most, SHARES),
        "at": _at(row["points"], -reach, reach, APART),
        "from": _at(row["low"], -reach, reach, APART),
        "to": _at(row["high"], -reach, reach, APART),
        "points": signed_prose(row["points"]),
        "clear": bool(row["clear"]),
        "says": (
            f"{label(row['topic'])}: {row['share']:.0%} in {plain(paper)}, {row['other_share']:.0%} in {plain(other)}; "
            f"{points_between(row['points'], row['low'], row['high'])}: {'clear' if row['clear'] else 'may be chance'}"
        ),
    }


def _x(field: str) -> alt.X:
    return columns(field, END, right=FIGURES)


def _shares(data: pd.DataFrame) -> list[alt.Chart]:
    base = alt.Chart(data).encode(y=pixels("y"), tooltip=[alt.Tooltip("says:N", title="Shares")], description="says:N")
    return [
        base.mark_rule(color=palette.MUTED, strokeWidth=2, opacity=0.6).encode(x=_x("one"), x2="two:Q"),
        base.mark_point(**SECOND).encode(x=_x("two")),
        base.mark_point(**FIRST).encode(x=_x("one")),
    ]


def _differences(data: pd.DataFrame) -> list[alt.Chart]:
    base = alt.Chart(data).encode(y=pixels("y"), tooltip=[alt.Tooltip("says:N", title="Difference")])
    colour = alt.condition("datum.clear", alt.value(palette.ACCENT), alt.value(palette.MUTED))
    return [
        base.mark_rule(strokeWidth=1.5, opacity=0.8).encode(x=_x("from"), x2="to:Q", color=colour),
        base.mark_point(size=60, strokeWidth=1.6, opacity=1).encode(
            x=_x("at"),
            stroke=colour,
            fill=alt.condition("datum.clear", alt.value(palette.ACCENT), alt.value("transparent")),
            description="says:N",
        ),
        base.mark_text(
            text=alt.ExprRef("datum.points"),
            align="right",
            x=alt.ExprRef("width"),
            fontSize=by_width(11, 13),
            fontWeight=alt.ExprRef("datum.clear ? 'bold' : 'normal'"),
            style="ink",
        ),
    ]


def _guides(lines: Sequence[tuple[float, int, float, list[int]]]) -> list[alt.Chart]:
    """Draw upright lines: their place, length, opacity and dashes."""
    return [
        alt.Chart(pd.DataFrame([{"x": x, "y": 0, "y2": length}]))
        .mark_rule(color=palette.MUTED, opacity=opacity, strokeDash=dashes)
        .encode(x=_x("x"), y=pixels("y"), y2="y2:Q")
        for x, length, opacity, dashes in lines
    ]


def _key(paper: str, other: str, rows: Sequence[Mapping[Any, Any]]) -> list[alt.Chart]:
    """Name the two dots and the two panels above them."""
    n, m = (rows[0]["n"], rows[0]["other_n"]) if rows else (0, 0)
    first = [{"text": f"{plain(paper)} (n = {n})", "y": -52}]
    second = [{"text": f"{plain(other)} (n = {m})", "y": -34}]
    heads = [
        {"text": "Share of articles", "y": -13, "x": SHARES[0]},
        {"text": "Difference in points", "y": -13, "x": APART[0]},
    ]
    limit = alt.ExprRef("width - 16")
    dots = [alt.Chart(pd.DataFrame(row)).encode(x=alt.value(6), y=pixels("y")) for row in (first, second)]
    return [
        dots[0].mark_point(**FIRST),
        dots[1].mark_point(**SECOND),
        words(first, align="left", x=16, limit=limit, fontSize=13, style="ink", fontWeight="bold"),
        words(second, align="left", x=16, limit=limit, fontSize=13, style="ink"),
        words(heads, align="left", fontSize=by_width(10, 12), limit=alt.ExprRef(f"(width - {LEFT}) / 2")).encode(
            x=_x("x")
        ),
    ]


def _scales(y: int, most: str, reach: str, zero: float) -> list[alt.Chart]:
    """Write below the panels where their scales begin and end."""
    rows = [
        {"text": "0", "x": SHARES[0], "side": "center"},
        {"text": most, "x": SHARES[1], "side": "center"},
        {"text": f"−{reach}", "x": APART[0], "side": "left"},
        {"text": "0", "x": zero, "side": "center"},
        {"text": f"+{reach}", "x": APART[1], "side": "right"},
    ]
    placed = [{**row, "y": y + 10} for row in rows]
    return [words(placed, align=alt.ExprRef("datum.side"), fontSize=by_width(9, 11)).encode(x=_x("x"))]
