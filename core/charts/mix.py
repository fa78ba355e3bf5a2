"""Topic mix: by paper, topic by topic, and overall."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from core import palette, wording
from core.analysis.mix import has_estimates
from core.charts.style import Measure, height_for, plain, title, topic_colour
from core.topics.taxonomy import UNSURE, label, ordered, topic

SELECTION = "topic_click"
"""Name of the selection parameter that a click on a bar sets: its topic, and its paper where there is one."""

MAX_REASON_LINE = 34
"""Characters of a line that says why a paper has no bar: what a 390 px wide page shows of it."""

NAME_PIXELS = 6.2
"""Pixels of a character of a topic's name in a bar."""


def _labelled(mix: pd.DataFrame) -> pd.DataFrame:
    ranks = {name: rank for rank, name in enumerate(ordered(mix["topic"]))}
    return mix.assign(
        topic_label=mix["topic"].map(label), rank=mix["topic"].map(ranks), paper_label=mix["paper"].map(plain)
    )


def _click(*fields: str) -> alt.Parameter:
    return alt.selection_point(name=SELECTION, fields=list(fields))


def _tooltip(paper: bool, mix: pd.DataFrame) -> list[alt.Tooltip]:
    """Say what a mark is of; where shares are estimates, with their intervals."""
    ends = [("low:Q", "at least"), ("high:Q", "at most")] if has_estimates(mix) else []
    first = [alt.Tooltip("paper_label:N", title="Paper")] if paper else []
    return [
        *first,
        alt.Tooltip("topic_label:N", title="Topic"),
        alt.Tooltip("count:Q", title="Articles"),
        alt.Tooltip("share:Q", title="Share", format=".0%"),
        *(alt.Tooltip(field, title=name, format=".0%") for field, name in ends),
        alt.Tooltip("n:Q", title="of n"),
    ]


def _note(mix: pd.DataFrame) -> str:
    papers = mix.drop_duplicates("paper")
    n = int(papers["n"].sum())
    return f"n = {n} {wording.inflect(n, 'article')} of {len(papers)} {wording.inflect(len(papers), 'paper')}"


def mix_chart(
    mix: pd.DataFrame,
    measure: Measure = Measure.SHARE,
    order: Sequence[str] | None = None,
    failed: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """Draw stacked bars, one a paper: how each divides its articles over topics.

    Parameters
    ----------
    mix : DataFrame
        As `core.analysis.mix.mix_by_paper` makes it.
    measure : Measure
        Shares of each paper's articles, or their count.
    order : sequence of str, optional
        The papers from top to bottom; as they come in `mix` by default.
    failed : mapping of str to str, optional
        Papers that could not be read, with a few words on why: rows without a bar, below the others.
    """
    lost = {name: f"Not read: {plain(why)}" for name, why in (failed or {}).items() if name not in set(mix["paper"])}
    if measure is Measure.SHARE and has_estimates(mix):
        few = mix[mix["low"].isna()].drop_duplicates("paper")
        lost |= {name: f"{n} articles: too few for shares" for name, n in zip(few["paper"], few["n"], strict=True)}
        mix = mix[mix["low"].notna() & (mix["topic"] != UNSURE.name)]
    data = _labelled(mix)
    papers = [name for name in order or dict.fromkeys(data["paper"]) if name not in lost]
    click = _click("topic", "paper")
    if measure is Measure.SHARE:
        axis_title, scale = "Share of the paper's articles", alt.Scale(domain=[0, 1])
    else:
        axis_title, scale = "Articles", alt.Scale()
    rows = alt.Y(
        "paper_label:N", title=None, sort=[plain(name) for name in [*papers, *lost]], axis=alt.Axis(labelLimit=130)
    )
    bars = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X(f"{measure}:Q", title=axis_title, axis=measure.axis(), scale=scale),
            y=rows,
            color=topic_colour(mix["topic"]),
            order=alt.Order("rank:Q"),
            opacity=alt.condition(click, alt.value(1.0), alt.value(0.3)),
            tooltip=_tooltip(True, mix),
        )
        .add_params(click)
    )
    layers = [bars, _names(data, rows, measure, scale, click)]
    if lost:
        layers.append(_reasons(lost, rows))
    return alt.LayerChart(
        layer=layers,
        title=title("What each paper writes about", _note(mix)),
        height=height_for(len(papers) + len(lost), 36, 190),
    )


def _short(sentence: str) -> str:
    """Break a sentence into at most two lines that fit beside a paper's name on a phone; the tooltip has all of it."""
    return "\n".join(textwrap.wrap(sentence, MAX_REASON_LINE, max_lines=2, placeholder="…"))


def _reasons(lost: Mapping[str, str], rows: alt.Y) -> alt.Chart:
    """Write, where a paper has no bar, why."""
    sentences = list(lost.values())
    why = pd.DataFrame(
        {
            "paper_label": [plain(name) for name in lost],
            "why": sentences,
            "short": [_short(sentence) for sentence in sentences],
        }
    )
    return (
        alt.Chart(why)
        .mark_text(align="left", dx=4, fontStyle="italic", lineBreak="\n", limit=alt.expr("width - 8"))
        .encode(
            y=rows,
            x=alt.value(0),
            text="short:N",
            tooltip=[alt.Tooltip("paper_label:N", title="Paper"), alt.Tooltip("why:N", title="Why")],
        )
    )


def _names(data: pd.DataFrame, rows: alt.Y, measure: Measure, scale: alt.Scale, click: alt.Parameter) -> alt.Chart:
    """Write the topic's name in each part of a bar that has room for it, so that colour is not the only sign."""
    placed = data.sort_values("rank", kind="stable")
    ends = placed.groupby("paper", sort=False)[measure].cumsum()
    longest = 1.0 if measure is Measure.SHARE else float(placed.groupby("paper")[measure].sum().max())
    placed = placed.assign(
        middle=ends - placed[measure] / 2,
        room=placed[measure] / longest,
        ink=[palette.readable_on(topic(name).colour) for name in placed["topic"]],
    )
    words = alt.expr(f"datum.room * width > {NAME_PIXELS} * length(datum.topic_label) + 6 ? datum.topic_label : ''")
    return (
        alt.Chart(placed)
        .mark_text(fontSize=11, text=words)
        .encode(
            x=alt.X("middle:Q", scale=scale),
            y=rows,
            color=alt.Color("ink:N", scale=None),
            opacity=alt.condition(click, alt.value(1.0), alt.value(0.0)),
            tooltip=_tooltip(True, data),
        )
    )


def matrix_chart(
    mix: pd.DataFrame, order: Sequence[str] | None = None, measure: Measure = Measure.SHARE
) -> alt.LayerChart:
    """Draw small multiples, a column of bars for each topic, so that papers can be compared topic by topic.

    All bars have one scale: the width of a column is the largest share that
    any paper gives any topic.

    Parameters
    ----------
    mix : DataFrame
        As `core.analysis.mix.mix_by_paper` makes it.
    order : sequence of str, optional
        The papers from top to bottom; as they come in `mix` by default.
    measure : Measure
        Shares of each paper's articles, or their count. Papers with too few articles for shares have counts only.
    """
    if measure is Measure.SHARE and has_estimates(mix):
        mix = mix[mix["low"].notna() & (mix["topic"] != UNSURE.name)]
    data = _labelled(mix)
    papers = [name for name in order or dict.fromkeys(data["paper"]) if name in set(data["paper"])]
    names = ordered(data["topic"])
    largest = max(float(data[measure].max()), 0.01) if len(data) else 1.0
    data = data.assign(start=data["rank"] * 1.0, end=data["rank"] + 0.86 * data[measure] / largest)
    click = _click("topic", "paper")
    heads = [alt.expr(f"datum.value == {rank} ? '{label(name)}' : ''") for rank, name in enumerate(names)]
    labels = " + ".join(f"({head.expr})" for head in heads) or "''"
    rows = alt.Y("paper_label:N", title=None, sort=[plain(p) for p in papers], axis=alt.Axis(labelLimit=130))
    axis = alt.Axis(
        values=list(range(len(names))),
        labelExpr=labels,
        labelAngle=-40,
        labelAlign="left",
        orient="top",
        title=None,
        grid=True,
        ticks=False,
        domain=False,
        labelOverlap=False,
    )
    bars = (
        alt.Chart(data)
        .mark_bar(minBandSize=2)
        .encode(
            x=alt.X("start:Q", axis=axis, scale=alt.Scale(domain=[0, max(len(names), 1)], nice=False)),
            x2="end:Q",
            y=rows,
            color=topic_colour(mix["topic"], legend=False),
            opacity=alt.condition(click, alt.value(1.0), alt.value(0.3)),
            tooltip=_tooltip(True, mix),
        )
        .add_params(click)
    )
    full = f"{largest:.0%} of a paper's articles"
    full = full if measure is Measure.SHARE else wording.plural(round(largest), "article")
    note = f"{_note(mix)}. A full column is {full}"
    return alt.LayerChart(
        layer=[bars], title=title("Paper by paper, topic by topic", note), height=height_for(len(papers), 26, 190)
    )


def overall_chart(
    mix: pd.DataFrame, heading: str = "All papers together", measure: Measure = Measure.SHARE
) -> alt.LayerChart:
    """Draw a ring over all papers: the share of each topic.

    Parameters
    ----------
    mix : DataFrame
        As `core.analysis.mix.overall_mix` makes it.
    heading : str
        What all of it is.
    measure : Measure
        Whether shares or counts are written into the ring.
    """
    if measure is Measure.SHARE and has_estimates(mix):
        mix = mix[mix["topic"] != UNSURE.name]
    ranks = {name: rank for rank, name in enumerate(ordered(mix["topic"]))}
    data = mix.assign(
        topic_label=mix["topic"].map(label),
        rank=mix["topic"].map(ranks),
        ink=[palette.readable_on(topic(name).colour) for name in mix["topic"]],
    )
    n = int(data["n"].iloc[0]) if len(data) else 0
    click = _click("topic")
    base = alt.Chart(data).encode(
        theta=alt.Theta(f"{measure}:Q", stack=True),
        order=alt.Order("rank:Q"),
        color=topic_colour(mix["topic"]),
        tooltip=_tooltip(False, mix),
    )
    radius = "min(width, height) / 2"
    ring = base.mark_arc(innerRadius=alt.expr(f"{radius} * 0.6"), outerRadius=alt.expr(radius)).encode(
        opacity=alt.condition(click, alt.value(1.0), alt.value(0.3))
    )
    percent = (
        base.transform_filter("datum.share >= 0.05")
        .mark_text(radius=alt.expr(f"{radius} * 0.8"), fontSize=12, fontWeight="bold")
        .encode(
            text=alt.Text("share:Q", format=".0%") if measure is Measure.SHARE else alt.Text("count:Q"),
            color=alt.Color("ink:N", scale=None),
            opacity=alt.condition(click, alt.value(1.0), alt.value(0.0)),
        )
    )
    return (ring.add_params(click) + percent).properties(
        height=360, title=title(heading, f"n = {n} {wording.inflect(n, 'article')}")
    )
