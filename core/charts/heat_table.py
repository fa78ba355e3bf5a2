"""A table of papers by topics whose cells hold the figures, tinted by their size: read without a legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from core import palette
from core.charts.frame import (
    ALL_PAPERS,
    LEFT,
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
from core.charts.style import plain
from core.topics.taxonomy import ALL_NAMES, OTHER, UNSURE, label

ROW = 30
"""Pixels of a row."""
MANY = 8
"""Papers above which rows are lower."""
ROW_OF_MANY = 26
"""Pixels of a lower row."""
MAX_TINT = 0.55
"""Opacity of the tint of the largest share: words on it keep their contrast (a test measures it)."""
NO_COUNT = "–"


def heat_table(
    mix: pd.DataFrame,
    overall: pd.DataFrame,
    frame: Frame,
    order: Sequence[str] | None = None,
    failed: Mapping[str, str] | None = None,
    everything: str = ALL_PAPERS,
) -> alt.LayerChart:
    """Draw a row for all papers and one for each, a column for each topic, the share printed in each cell.

    Papers with too few articles for shares have counts in their cells, tinted
    by their part of the paper's articles.

    Parameters
    ----------
    mix : DataFrame
        As `core.analysis.mix.mix_by_paper` makes it.
    overall : DataFrame
        As `core.analysis.mix.overall_mix` makes it: the first row, but where `mix` has one paper alone.
    frame : Frame
        The words around it.
    order : sequence of str, optional
        The papers from top to bottom; as they come in `mix` by default.
    failed : mapping of str to str, optional
        Papers that could not be read, with a few words on why: rows without figures, below the others.
    everything : str
        The name of the first row.
    """
    there = list(dict.fromkeys(mix["paper"]))
    papers = [paper for paper in order or there if paper in there]
    topics = topic_columns(mix, overall)
    parts = [(everything, "", overall)] if len(overall) and len(papers) != 1 else []
    parts += [(plain(paper), paper, mix[mix["paper"] == paper]) for paper in papers]
    lost = {name: f"Could not be read: {why}" for name, why in (failed or {}).items() if name not in papers}
    step = ROW_OF_MANY if len(parts) + len(lost) > MANY + 1 else ROW
    cells = [
        cell
        for row, (name, paper, lines) in enumerate(parts)
        for cell in _cells(name, paper, lines, topics, row * step, step)
    ]
    layers = [*_table(cells, len(topics) + 1), _topic_names(topics)]
    if parts:
        heads = [
            row_name(name, (row + 0.5) * step, strong=not paper, paper=paper)
            for row, (name, paper, _) in enumerate(parts)
        ]
        layers += [names(heads), _articles(parts, len(topics), step)]
    layers += rows_without_figures(lost, len(parts) * step, step)
    return framed(layers, frame, step * (len(parts) + len(lost)))


def topic_columns(mix: pd.DataFrame, overall: pd.DataFrame) -> list[str]:
    """Return the topics from left to right: by their share over all papers, other news and what is unsure last."""
    sizes = (overall if len(overall) else mix).groupby("topic")["share"].mean()
    found = set(mix["topic"]) | set(overall["topic"])
    topics = sorted((name for name in ALL_NAMES if name in found), key=lambda name: -sizes.get(name, 0.0))
    unsure = mix.loc[(mix["topic"] == UNSURE.name) & mix["low"].isna(), "count"].sum() if "low" in mix else 0
    return [*topics, *([OTHER.name] if OTHER.name in found else []), *([UNSURE.name] if unsure else [])]


def _cells(
    name: str, paper: str, lines: pd.DataFrame, topics: Sequence[str], top: int, step: int
) -> list[dict[str, object]]:
    """Return the cells of a row: what is written, how strong the tint is, and what a screen reader says."""
    own = {row["topic"]: row for row in lines.to_dict("records")}
    estimated = bool(lines["low"].notna().any())
    most = max((round(own[t]["share"], 2) for t in topics if t in own and t in ALL_NAMES), default=0)
    cells = []
    for column, topic in enumerate(topics):
        row = own.get(topic)
        if row is None or (estimated and topic == UNSURE.name):
            continue
        text = f"{row['share']:.0%}" if estimated else str(row["count"]) if row["count"] else NO_COUNT
        said = text if estimated else f"{row['count']} of {row['n']} articles"
        between = f", between {row['low']:.0%} and {row['high']:.0%}" if estimated else ""
        cells.append(
            {
                "x": column + 0.02,
                "x2": column + 0.98,
                "y": top + 1,
                "y2": top + step - 1,
                "text": text,
                "share": row["share"],
                "largest": topic in ALL_NAMES and most > 0 and round(row["share"], 2) == most,
                "topic": topic,
                "paper": paper,
                "name": name,
                "topic_label": label(topic),
                "says": f"{name}, {label(topic)}: {said}{between}",
            }
        )
    return cells


def _table(cells: Sequence[Mapping[str, object]], n: int) -> list[alt.Chart]:
    data = pd.DataFrame(cells, columns=list(cells[0]) if cells else ["x", "x2", "y", "y2", "share", "says", "text"])
    chosen = click()
    most = max(0.25, float(data["share"].max()) if len(data) else 0)
    fields = (
        alt.Chart(data)
        .mark_rect(color=palette.TINT, cornerRadius=2)
        .encode(
            x=columns("x", n),
            x2="x2:Q",
            y=pixels("y"),
            y2="y2:Q",
            fillOpacity=alt.FillOpacity(
                "share:Q", scale=alt.Scale(domain=[0, most], range=[0.03, MAX_TINT]), legend=None
            ),
            stroke=alt.condition(chosen, alt.value(palette.TINT), alt.value("transparent"), empty=False),
            strokeWidth=alt.value(2.5),
            tooltip=[alt.Tooltip("says:N", title="Share")],
            description="says:N",
        )
        .add_params(chosen)
    )
    numbers = (
        alt.Chart(data)
        .mark_text(
            text=alt.ExprRef("datum.text"),
            fontSize=by_width("width < 330 ? 10 : 11", 14),
            fontWeight=alt.ExprRef("datum.largest ? 'bold' : 'normal'"),
            style="ink",
        )
        .transform_calculate(middle="(datum.x + datum.x2) / 2", down="(datum.y + datum.y2) / 2 + 0.5")
        .encode(x=columns("middle", n), y=pixels("down"), tooltip=[alt.Tooltip("says:N", title="Share")])
    )
    return [fields, numbers]


def _topic_names(topics: Sequence[str]) -> alt.Chart:
    """Write the topics' names above their columns: level where there is room, at an angle where there is none."""
    rows = [{"text": label(name), "topic": name, "paper": "", "x": n + 0.5} for n, name in enumerate(topics)]
    rows.append({"text": "Articles", "topic": "", "paper": "", "x": len(topics) + 0.5})
    crowded = f"(width - {LEFT}) / {len(rows)} < 84"
    return (
        alt.Chart(pd.DataFrame(rows))
        .mark_text(
            text=alt.ExprRef("datum.text"),
            y=alt.ExprRef("-7"),
            angle=alt.ExprRef(f"{crowded} ? 305 : 0"),
            align=alt.ExprRef(f"{crowded} ? 'left' : 'center'"),
            fontSize=by_width(11, 12),
            baseline=alt.ExprRef(f"{crowded} ? 'middle' : 'bottom'"),
            style="ink",
        )
        .encode(x=columns("x", len(rows)))
    )


def _articles(parts: Sequence[tuple[str, str, pd.DataFrame]], column: int, step: int) -> alt.Chart:
    """Write at the right how many articles each row rests on."""
    rows = [
        {"text": f"{int(lines['n'].iloc[0]):,}", "y": (row + 0.5) * step + 0.5, "x": column + 0.5}
        for row, (_, _, lines) in enumerate(parts)
    ]
    return words(rows, fontSize=by_width(11, 13)).encode(x=columns("x", column + 1))
