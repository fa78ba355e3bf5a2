"""Panels, one a topic, with a row a paper: shares, or differences from the other papers, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from core import palette
from core.charts.frame import (
    GRID,
    LEFT,
    MIN_END,
    Frame,
    by_width,
    click,
    columns,
    framed,
    names,
    pixels,
    row_name,
    rows_without_figures,
    words,
)
from core.charts.style import plain, scale_end
from core.topics.taxonomy import ALL_NAMES, UNSURE, label
from core.wording import points_between

A_LINE = 5
"""Panels that stand side by side."""
ROW = 18
"""Pixels of a row."""
HEAD = 26
"""Pixels of a panel's name above its rows."""
FOOT = 28
"""Pixels of its scale below them."""
MARGIN = 0.07
"""Part of a panel that is empty at either side."""


def interval_panels(
    mix: pd.DataFrame,
    overall: pd.DataFrame,
    frame: Frame,
    order: Sequence[str] | None = None,
    reasons_of_others: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """Draw the share of each topic in each paper with its interval, on one scale; a rule at the share of all papers.

    Parameters
    ----------
    mix, overall : DataFrame
        As `core.analysis.mix` makes them; papers without intervals are left out.
    frame : Frame
        The words around the chart.
    order : sequence of str, optional
        The papers from top to bottom.
    reasons_of_others : mapping of str to str, optional
        Papers without shares, and why: rows without figures.
    """
    shown = mix[mix["low"].notna() & (mix["topic"] != UNSURE.name)]
    sizes = dict(zip(overall["topic"], overall["share"], strict=True))
    topics = sorted(dict.fromkeys(shown["topic"]), key=lambda name: (name not in ALL_NAMES, -sizes.get(name, 0.0)))
    most = scale_end(float(shown["high"].max()), MIN_END) if len(shown) else 1.0
    table = shown.assign(
        value=shown["share"],
        clear=True,
        says=[
            f"{row['share']:.0%}, between {row['low']:.0%} and {row['high']:.0%}" for row in shown.to_dict("records")
        ],
    )
    grid = _Grid(topics, _papers(shown, order), dict(reasons_of_others or {}), 0.0, most)
    return grid.chart(table, frame, {name: sizes[name] for name in topics if name in sizes}, f"{most:.0%}", "0")


def difference_panels(
    differences: pd.DataFrame,
    frame: Frame,
    order: Sequence[str] | None = None,
    reasons_of_others: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """Draw by how many points each paper's share differs from that of the others; hollow dots where that is not clear.

    Parameters
    ----------
    differences : DataFrame
        As `core.analysis.compare.differences_from_others` makes it. The topics with the largest clear differences
        come first.
    frame, order, reasons_of_others
        As `interval_panels` has them.
    """
    weight = differences["points"].abs() + 1000 * differences["clear"]
    largest = weight.groupby(differences["topic"], sort=False).max().to_dict()
    topics = sorted(map(str, largest), key=lambda name: -largest[name])
    ends = differences[["low", "high"]].abs().max().max() if len(differences) else 1.0
    most = scale_end(float(ends) / 100, MIN_END) * 100
    table = differences.assign(
        value=differences["points"],
        says=[
            f"{points_between(row['points'], row['low'], row['high'])}: {'clear' if row['clear'] else 'may be chance'}"
            for row in differences.to_dict("records")
        ],
    )
    grid = _Grid(topics, _papers(differences, order), dict(reasons_of_others or {}), -most, most)
    return grid.chart(table, frame, dict.fromkeys(topics, 0.0), f"+{most:.0f}", f"−{most:.0f}")


def _papers(table: pd.DataFrame, order: Sequence[str] | None) -> list[str]:
    there = list(dict.fromkeys(table["paper"]))
    return [paper for paper in order or there if paper in set(there)]


@dataclass(frozen=True)
class _Grid:
    """Where panels and their rows stand: topics in reading order, papers from top to bottom, one scale."""

    topics: Sequence[str]
    papers: Sequence[str]
    lost: Mapping[str, str]
    start: float
    end: float

    @property
    def tall(self) -> int:
        """Pixels of a line of panels."""
        return HEAD + ROW * len(self.papers) + FOOT

    @property
    def lines(self) -> int:
        """How many lines of panels there are."""
        return -(-len(self.topics) // A_LINE)

    def x(self, topic: str, value: float) -> float:
        """Return the place of a value along all columns."""
        inside = (value - self.start) / (self.end - self.start)
        return self.topics.index(topic) % A_LINE + MARGIN + (1 - 2 * MARGIN) * inside

    def top(self, topic: str) -> int:
        """Return the pixel at which the rows of a panel begin."""
        return self.topics.index(topic) // A_LINE * self.tall + HEAD

    def chart(
        self, table: pd.DataFrame, frame: Frame, rules: Mapping[str, float], last: str, first: str
    ) -> alt.LayerChart:
        """Draw all panels: rows of `table` have value, low, high, clear and says; `rules` are what to compare with."""
        data = self._placed(table)
        heights = self.lines * self.tall
        layers = [
            self._lines(dict.fromkeys(self.topics, self.start), opacity=GRID),
            self._lines(rules, strokeDash=[4, 3]),
            *self._marks(data),
            self._heads(),
            self._ends(first, last),
            names(self._names(), 1),
            *rows_without_figures(self.lost, heights, ROW * 1.5),
        ]
        return framed(layers, frame, heights + round(len(self.lost) * ROW * 1.5))

    def _placed(self, table: pd.DataFrame) -> pd.DataFrame:
        rows = [row for row in table.to_dict("records") if row["paper"] in self.papers and row["topic"] in self.topics]
        return pd.DataFrame(
            [
                {
                    "x": self.x(row["topic"], row["value"]),
                    "from": self.x(row["topic"], max(row["low"], self.start)),
                    "to": self.x(row["topic"], min(row["high"], self.end)),
                    "y": self.top(row["topic"]) + (self.papers.index(row["paper"]) + 0.5) * ROW,
                    "clear": bool(row["clear"]),
                    "paper": row["paper"],
                    "topic": row["topic"],
                    "says": f"{plain(row['paper'])}, {label(row['topic'])}: {row['says']}",
                }
                for row in rows
            ]
        )

    def _marks(self, data: pd.DataFrame) -> list[alt.Chart]:
        chosen = click()
        base = alt.Chart(data).encode(y=pixels("y"), tooltip=[alt.Tooltip("says:N", title="Share")])
        colour = alt.condition("datum.clear", alt.value(palette.ACCENT), alt.value(palette.MUTED))
        lines = base.mark_rule(strokeWidth=1.5, opacity=0.7).encode(x=columns("from", A_LINE), x2="to:Q", color=colour)
        dots = (
            base.mark_point(size=46, strokeWidth=1.6, opacity=1)
            .encode(
                x=columns("x", A_LINE),
                stroke=colour,
                fill=alt.condition("datum.clear", alt.value(palette.ACCENT), alt.value("transparent")),
                size=alt.condition(chosen, alt.value(130), alt.value(46), empty=False),
                description="says:N",
            )
            .add_params(chosen)
        )
        return [lines, dots]

    def _lines(self, values: Mapping[str, float], **mark: Any) -> alt.Chart:
        """Draw a line down a panel at a value of it."""
        rows = [
            {"x": self.x(name, value), "y": self.top(name) - 2, "y2": self.top(name) + ROW * len(self.papers) + 2}
            for name, value in values.items()
        ]
        return (
            alt.Chart(pd.DataFrame(rows, columns=["x", "y", "y2"]))
            .mark_rule(color=palette.MUTED, **mark)
            .encode(x=columns("x", A_LINE), y=pixels("y"), y2="y2:Q")
        )

    def _heads(self) -> alt.Chart:
        rows = [
            {"text": label(name), "y": self.top(name) - 10, "x": self.x(name, self.start), "topic": name, "paper": ""}
            for name in self.topics
        ]
        return words(
            rows,
            align="left",
            fontWeight=by_width("'normal'", "'bold'"),
            fontSize=by_width(9.5, 13),
            style="ink",
            limit=alt.ExprRef(f"(width - {LEFT}) / {A_LINE} - 2"),
        ).encode(x=columns("x", A_LINE))

    def _ends(self, first: str, last: str) -> alt.Chart:
        """Write below each panel where its scale begins and ends."""
        rows = [
            {"text": text, "side": side, "y": self.top(name) + ROW * len(self.papers) + 10, "x": self.x(name, value)}
            for name in self.topics
            for text, value, side in ((first, self.start, "left"), (last, self.end, "right"))
        ]
        return words(rows, fontSize=by_width(9, 11), align=alt.ExprRef("datum.side")).encode(x=columns("x", A_LINE))

    def _names(self) -> list[dict[str, object]]:
        return [
            row_name(plain(paper), line * self.tall + HEAD + (row + 0.5) * ROW, paper=paper)
            for line in range(self.lines)
            for row, paper in enumerate(self.papers)
        ]
