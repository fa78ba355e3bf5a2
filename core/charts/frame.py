"""The frame of every chart of shares: the finding above it, what it rests on, and the source below.

A framed chart draws all its words itself, without axes, so that the drawing is as wide as its page
and knows it: the room for names, the size of letters and the breaks of lines follow from that width,
the same on a page, in a picture and in a report.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from core.charts.style import plain
from core.text import displayable

NARROW = "width < 560"
"""Whether the drawing is on a phone, in Vega's language."""
NAMES_NARROW = 92
"""Pixels at the left of the drawing for names of rows, on a phone."""
NAMES_WIDE = 190
"""The same elsewhere."""
LEFT = f"({NARROW} ? {NAMES_NARROW} : {NAMES_WIDE})"
MAX_NAME_LINE = 15
"""Characters of a line of a row's name on a phone, where it has two lines."""
WIDTHS = (300, 340, 380, 440, 520, 620, 740, 880, 1040, 1200, 1400)
"""Widths at which lines are broken anew."""
TITLE_SIZE = 17
NOTE_SIZE = 13
SOURCE_SIZE = 11
LETTER = 0.43
"""Width of a letter of a page's font in parts of its size, with some room to spare."""
BOLD_LETTER = 0.45
"""The same of a bold one."""
BREADTH = "breadth"
"""Name of the parameter by which a drawing in a broader font counts as less wide: 1 on a page."""
MIN_END = 0.1
"""Where a scale of shares ends at the earliest, so that small ones look small."""
GRID = 0.35
"""Opacity of lines that only guide."""
MAX_WORDS = 600
"""Characters of a text of the frame."""
SHORTEST_LINE = 20


@dataclass(frozen=True)
class Frame:
    """Words around a chart: what is found, what it rests on, where it comes from. Plain text."""

    finding: str
    note: str = ""
    source: str = ""


class FramedChart(alt.LayerChart):
    """A chart with a frame.

    Its subtitle is an expression, which Vega takes and the schema of Vega-Lite
    leaves out: it is kept as text, and becomes an expression in the specification.
    """

    def to_dict(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the specification, as any chart does."""
        spec: dict[str, Any] = super().to_dict(*args, **kwargs)
        if "subtitle" in spec["title"]:
            spec["title"]["subtitle"] = {"expr": spec["title"]["subtitle"]}
        return spec


def by_width(narrow: object, wide: object) -> alt.ExprRef:
    """Return one value on a phone and another elsewhere; strings are expressions of Vega."""
    return alt.ExprRef(f"{NARROW} ? {narrow} : {wide}")


def _lines(text: str, size: int, letter: float = LETTER) -> str:
    """Return an expression that gives the lines of a text as the drawing's width breaks them."""
    text = text if len(text) <= MAX_WORDS else text[: MAX_WORDS - 1] + "…"
    broken = [_wrapped(text, width / (letter * size)) for width in (*WIDTHS, 4000)]
    parts = [
        f"width * {BREADTH} < {width} ? {json.dumps(lines)} : "
        for width, lines, wider in zip(WIDTHS[1:], broken, broken[1:], strict=False)
        if lines != wider
    ]
    return "".join(parts) + json.dumps(broken[-1])


def _wrapped(text: str, characters: float) -> list[str]:
    return textwrap.wrap(text, max(int(characters), SHORTEST_LINE)) or [""]


def framed(layers: Iterable[alt.Chart | alt.LayerChart], frame: Frame, height: int) -> FramedChart:
    """Put the words of a frame around layers that have no axes.

    Parameters
    ----------
    layers : iterable of Chart
        Marks whose y is in pixels from the top of the plot; what stands above and below it makes the drawing taller.
    frame : Frame
        The words.
    height : int
        Pixels of the plot alone.
    """
    note = _lines(displayable(frame.note), NOTE_SIZE) if frame.note else alt.Undefined
    heading = alt.TitleParams(
        text=alt.ExprRef(_lines(displayable(frame.finding), TITLE_SIZE, BOLD_LETTER)),
        subtitle=note,
        anchor="start",
        limit=0,
        fontSize=TITLE_SIZE,
        subtitleFontSize=NOTE_SIZE,
        subtitlePadding=5,
        offset=10,
    )
    below = [_source(displayable(frame.source))] if frame.source else []
    return FramedChart(
        layer=[*layers, *below],
        title=heading,
        usermeta={"finding": displayable(frame.finding), "note": displayable(frame.note)},
        height=height,
        params=[alt.VariableParameter(name=BREADTH, value=1)],
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        view=alt.ViewBackground(stroke=None),
    )


def _source(text: str) -> alt.Chart:
    return words(
        [{"y": 0}],
        text=alt.ExprRef(_lines(text, SOURCE_SIZE)),
        fontSize=SOURCE_SIZE,
        lineHeight=14,
        limit=0,
        baseline="top",
        align="left",
        x=0,
        y=alt.ExprRef("height + 18"),
    )


def words(rows: Sequence[Mapping[str, Any]], **mark: Any) -> alt.Chart:
    """Write the field `text` of rows, unless the mark says what, at `x` of the mark and the pixel `y` of a row."""
    chart = alt.Chart(pd.DataFrame(rows)).mark_text(**{"text": alt.ExprRef("datum.text"), **mark})
    return chart if "y" in mark else chart.encode(y=pixels("y"))


def pixels(field: str) -> alt.Y:
    """Return the channel of a field that holds pixels from the top of the plot."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def columns(field: str, n: float, right: int = 0, start: float = 0) -> alt.X:
    """Return the channel of a field that goes from the names of rows (`start`) to the right end of the drawing (n)."""
    scale = alt.Scale(domain=[start, n], range=[alt.ExprRef(LEFT), alt.ExprRef(f"width - {right}")], nice=False)
    return alt.X(f"{field}:Q", scale=scale, axis=None)


def row_name(name: str, y: float, *, strong: bool = False, paper: str = "", **more: str) -> dict[str, Any]:
    """Return the name of a row for `names`, `why` where it has no figures; `paper` is what a click on it selects."""
    return {"name": name, "y": y, "strong": strong, "paper": paper, "topic": "", **more}


def names(rows: Sequence[Mapping[str, Any]], most_lines: int = 2) -> alt.Chart:
    """Write the names of rows at the left: fields name, y, strong and whatever a click on one selects."""
    lines = [_name_lines(row["name"], most_lines) for row in rows]
    table = pd.DataFrame(rows).assign(short=["\n".join(parts) for parts in lines], lines=[len(one) for one in lines])
    return (
        alt.Chart(table)
        .mark_text(
            align="left",
            x=0,
            text=by_width("datum.short", "datum.name"),
            lineBreak="\n",
            lineHeight=12,
            fontSize=by_width(11, 13),
            dy=by_width("datum.lines > 1 ? -6 : 0", 0),
            limit=alt.ExprRef(f"{LEFT} - 6"),
            fontWeight=alt.ExprRef("datum.strong ? 'bold' : 'normal'"),
            style="ink",
        )
        .encode(y=pixels("y"), tooltip=[alt.Tooltip("name:N", title="Paper")])
    )


def _name_lines(name: str, most: int) -> list[str]:
    return textwrap.wrap(name, MAX_NAME_LINE, max_lines=most, placeholder="…") if most > 1 else [name]


def rows_without_figures(reasons: Mapping[str, str], top: float, step: float) -> list[alt.Chart]:
    """Draw rows from the pixel `top` on that have no figures: name of the paper, and why; nothing without any."""
    rows = [
        row_name(plain(name), top + (n + 0.5) * step, why=plain(why)) for n, (name, why) in enumerate(reasons.items())
    ]
    return [names(rows), _reasons(rows)] if rows else []


def _reasons(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    short = [textwrap.wrap(row["why"], 40, max_lines=2, placeholder="…") for row in rows]
    table = pd.DataFrame(rows).assign(short=["\n".join(parts) for parts in short], lines=[len(one) for one in short])
    return (
        alt.Chart(table)
        .mark_text(
            align="left",
            x=alt.ExprRef(LEFT),
            text=by_width("datum.short", "datum.why"),
            lineBreak="\n",
            lineHeight=12,
            fontSize=by_width(10, 12),
            fontStyle="italic",
            dy=by_width("datum.lines > 1 ? -6 : 0", 0),
            limit=alt.ExprRef(f"width - {LEFT} - 4"),
        )
        .encode(
            y=pixels("y"),
            tooltip=[alt.Tooltip("name:N", title="Paper"), alt.Tooltip("why:N", title="Why")],
        )
    )


def click() -> alt.Parameter:
    """Return the parameter that a click on a topic of a paper sets."""
    return alt.selection_point(name=SELECTION, fields=["topic", "paper"])


SELECTION = "topic_click"
"""Name of the selection parameter that a click sets: its topic, and its paper where it is one paper's."""
ALL_PAPERS = "All papers"
"""The row of all papers together; clicks in it have no paper."""
