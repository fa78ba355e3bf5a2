"""How a model does over time, over publishers and with more articles: validations, learning curve, folds, years."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from core import palette, wording
from core.charts.intervals import POINT, interval_chart
from core.charts.style import height_for, title

KINDS = ("same time", "later", "never seen")
KIND_COLOURS = (palette.GOOD, palette.ACCENT, palette.BAD)
TWO_LINES = "split(datum.label, '|')"
"""Axis label of two lines, parted by a bar."""
PERCENT = alt.Axis(format="%")
LINES_HEIGHT = 420
"""Pixels of lines with their title and axis."""
LEGEND_ROW = 30
"""Pixels of a row of the legend: a chart's height holds its legend, too."""
SET_STEP = 64
"""Pixels of a set of articles: a point for each validation or model, beside a name of two lines."""


def two_lines(what: str) -> str:
    """Break a set in words as an axis shows it: the publisher, and below it the rest."""
    first, comma, rest = what.partition(", ")
    return f"{first}|{rest}" if comma else what


def validations_chart(rows: pd.DataFrame) -> alt.LayerChart:
    """Draw the accuracy of each validation on each set, with its interval.

    Parameters
    ----------
    rows : DataFrame
        Columns kind, what, n, accuracy, accuracy_low, accuracy_high.
    """
    data = rows.assign(label=rows["what"].map(two_lines))
    order = list(dict.fromkeys(data["label"]))
    base = alt.Chart(data).encode(
        y=_sets(order, label_limit=150),
        yOffset=alt.YOffset("kind:N", sort=list(KINDS)),
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=list(KINDS), range=list(KIND_COLOURS)),
            legend=alt.Legend(title=None, orient="bottom", columns=1),
        ),
        tooltip=[
            alt.Tooltip("what:N", title="Articles"),
            alt.Tooltip("kind:N", title="Validation"),
            alt.Tooltip("accuracy:Q", format=".1%"),
            alt.Tooltip("n:Q"),
        ],
    )
    return interval_chart(base, _accuracy(), "accuracy:Q", "accuracy_high:Q").properties(
        height=height_for(len(order), SET_STEP, 230),
        title=title("How often it is right, by what it had seen", f"n = {_span(data['n'])} articles; 95% intervals"),
    )


def _sets(order: Sequence[str], label_limit: int) -> alt.Y:
    """Place sets of articles from top to bottom, each named in two lines."""
    axis = alt.Axis(labelExpr=TWO_LINES, labelLimit=label_limit, labelOverlap=False)
    return alt.Y("label:N", title=None, sort=list(order), axis=axis)


def _accuracy() -> alt.X:
    return alt.X("accuracy_low:Q", title="Accuracy", axis=PERCENT, scale=alt.Scale(zero=False))


def learning_chart(learning: pd.DataFrame) -> alt.Chart:
    """Draw the learning curve: accuracy on later articles by the number of examples learnt, a line for each set.

    Parameters
    ----------
    learning : DataFrame
        Columns train, what, n, accuracy.
    """
    sets = list(dict.fromkeys(learning["what"]))
    return (
        alt.Chart(
            learning,
            title=title(
                "More training articles, more right answers", f"Later articles, n = {_span(learning['n'])} a line"
            ),
        )
        .mark_line(point=alt.OverlayMarkDef(size=60, filled=True))
        .encode(
            x=alt.X(
                "train:Q",
                title="Training examples",
                scale=alt.Scale(type="log", nice=False),
                axis=alt.Axis(format="~s"),
            ),
            y=alt.Y("accuracy:Q", title="Accuracy", axis=PERCENT, scale=alt.Scale(zero=False)),
            color=alt.Color(
                "what:N",
                sort=sets,
                scale=alt.Scale(domain=sets, range=list(palette.SERIES[: len(sets)])),
                legend=alt.Legend(title=None, orient="bottom", columns=1, labelLimit=255),
            ),
            tooltip=[
                alt.Tooltip("what:N", title="Articles"),
                alt.Tooltip("train:Q", title="Training examples", format=","),
                alt.Tooltip("accuracy:Q", format=".1%"),
            ],
        )
        .properties(height=LINES_HEIGHT + LEGEND_ROW * len(sets))
    )


def folds_chart(folds: list[float], articles: str = "BBC 2004-05") -> alt.LayerChart:
    """Draw the accuracy of each fold, and their mean."""
    data = pd.DataFrame({"fold": range(1, len(folds) + 1), "accuracy": folds})
    axis = alt.Y("accuracy:Q", title="Accuracy", axis=PERCENT, scale=alt.Scale(zero=False))
    bars = (
        alt.Chart(data)
        .mark_point(filled=True, size=90, color=palette.ACCENT, opacity=1)
        .encode(
            x=alt.X("fold:O", title="Fold", axis=alt.Axis(labelAngle=0)),
            y=axis,
            tooltip=["fold:O", alt.Tooltip("accuracy:Q", format=".1%")],
        )
    )
    mean = alt.Chart(data).mark_rule(strokeDash=[4, 4], color=palette.NOTE).encode(y="mean(accuracy):Q")
    average = sum(folds) / len(folds)
    return (bars + mean).properties(
        height=320, title=title(f"{articles}, {len(folds)} folds: {average:.1%} on average", f"n = {len(folds)} folds")
    )


def risk_chart(study: pd.DataFrame, n: int) -> alt.LayerChart:
    """Draw the risk-coverage curve: the share of answers that are wrong, by the share of articles that get one.

    Parameters
    ----------
    study : DataFrame
        Columns threshold, coverage, accuracy (all 0 to 1).
    n : int
        Articles studied.
    """
    data = study.assign(risk=1 - study["accuracy"])
    line = (
        alt.Chart(data)
        .mark_line(point=alt.OverlayMarkDef(size=50, filled=True), color=palette.ACCENT)
        .encode(
            x=alt.X("coverage:Q", title="Articles that get an answer", axis=PERCENT, scale=alt.Scale(zero=False)),
            y=alt.Y("risk:Q", title="Answers that are wrong", axis=PERCENT),
            order="threshold:Q",
            tooltip=[
                alt.Tooltip("threshold:Q", format=".0%"),
                alt.Tooltip("coverage:Q", format=".1%"),
                alt.Tooltip("risk:Q", title="wrong", format=".1%"),
            ],
        )
    )
    return alt.LayerChart(layer=[line]).properties(
        height=340, title=title("The fewer it answers, the fewer are wrong: risk and coverage", f"n = {n} articles")
    )


MODEL_COLOURS = (palette.SECOND, palette.ACCENT, palette.TEAL, palette.PURPLE)
"""Of the models that a chart compares, today's first."""


def years_chart(years: pd.DataFrame, names: dict[str, str]) -> alt.LayerChart:
    """Draw the accuracy by year of the news, a colour for each model.

    Parameters
    ----------
    years : DataFrame
        Columns model, year, what, n, accuracy, accuracy_low, accuracy_high, unknown.
    names : dict of str to str
        Models in words, in the order of the colours.
    """
    data = years.assign(
        label=[f"{row.year} {two_lines(_without_year(str(row.what)))}" for row in years.itertuples()],
        named=years["model"].map(lambda name: names.get(name, name)),
    )
    order = list(dict.fromkeys(data.sort_values(["year", "set"])["label"]))
    present = [named for name, named in names.items() if name in set(years["model"])]
    colours = dict(zip(present, MODEL_COLOURS, strict=False))
    base = alt.Chart(data).encode(
        y=_sets(order, label_limit=160),
        color=alt.Color(
            "named:N",
            scale=alt.Scale(domain=list(colours), range=list(colours.values())),
            legend=alt.Legend(title=None, orient="bottom", columns=1),
        ),
        tooltip=[
            alt.Tooltip("named:N", title="Model"),
            alt.Tooltip("year:O", title="Year"),
            alt.Tooltip("what:N", title="Articles"),
            alt.Tooltip("accuracy:Q", format=".1%"),
            alt.Tooltip("unknown:Q", title="Unknown words", format=".0%"),
            alt.Tooltip("n:Q"),
        ],
    )
    points = {**POINT, "size": 90}
    return interval_chart(base, _accuracy(), "accuracy:Q", "accuracy_high:Q", point=points).properties(
        height=height_for(len(order), SET_STEP, 230),
        title=title("As the news moves on: accuracy by year", f"n = {_span(data['n'])} articles a point"),
    )


def _without_year(what: str) -> str:
    """Return a set in words without its last part, which says when."""
    return what.rsplit(", ", 1)[0] if what.count(", ") > 1 else what.replace(" of 2004-05", "")


def _span(counts: pd.Series) -> str:
    if counts.empty:
        return "0"
    low, high = int(counts.min()), int(counts.max())
    return f"{low:,}" if low == high else wording.interval(low, high, ",")
