"""What the Model page shows: candidates, confusion, calibration, thresholds, the map."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from core import palette
from core.charts.style import height_for, title, topic_colour, topic_order
from core.topics.taxonomy import label


def candidates_chart(candidates: pd.DataFrame) -> alt.Chart:
    """Draw the accuracy of each candidate: published, ours on the test split, ours on the training data.

    Parameters
    ----------
    candidates : DataFrame
        Columns candidate, figure, accuracy (0 to 1), n.
    """
    n = int(candidates["n"].max()) if len(candidates) else 0
    figures = ["Published, test", "Ours, test", "Ours, train"]
    return (
        alt.Chart(candidates, title=title("Ways to learn the same five topics", f"n = {n} test articles"))
        .mark_point(filled=True, size=90, opacity=0.9)
        .encode(
            x=alt.X("accuracy:Q", title="Accuracy", axis=alt.Axis(format="%"), scale=alt.Scale(zero=False)),
            y=alt.Y("candidate:N", title=None, sort=None, axis=alt.Axis(labelLimit=160)),
            color=alt.Color(
                "figure:N",
                scale=alt.Scale(domain=figures, range=[palette.SECOND, palette.ACCENT, palette.MUTED]),
                legend=alt.Legend(title=None, orient="bottom", columns=1),
            ),
            shape=alt.Shape("figure:N", scale=alt.Scale(domain=figures), legend=None),
            tooltip=["candidate:N", "figure:N", alt.Tooltip("accuracy:Q", format=".1%")],
        )
        .properties(height=height_for(len(candidates["candidate"].unique()), 32))
    )


def confusion_chart(confusion: pd.DataFrame, what: str) -> alt.LayerChart:
    """Draw a confusion matrix: rows the true topic, columns the model's; each row sums to 1.

    Parameters
    ----------
    confusion : DataFrame
        Columns truth, predicted, count.
    what : str
        Which articles these are.
    """
    data = confusion.assign(truth_label=confusion["truth"].map(label), said=confusion["predicted"].map(label))
    data["share"] = data["count"] / data.groupby("truth")["count"].transform("sum").clip(lower=1)
    order = topic_order(confusion["truth"])
    base = alt.Chart(data).encode(
        x=alt.X(
            "said:N",
            title="The model says",
            sort=order,
            axis=alt.Axis(labelAngle=-40, labelLimit=90, labelOverlap=False),
        ),
        y=alt.Y("truth_label:N", title="It is", sort=order, axis=alt.Axis(labelOverlap=False)),
    )
    cells = base.mark_rect().encode(
        color=alt.Color("share:Q", scale=alt.Scale(scheme="blues", domain=[0, 1]), legend=None),
        tooltip=["truth_label:N", "said:N", "count:Q", alt.Tooltip("share:Q", format=".0%")],
    )
    numbers = base.mark_text().encode(
        text="count:Q", color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value(palette.BLACK))
    )
    return (cells + numbers).properties(
        height=380, title=title(f"Which topics it confuses: {what}", f"n = {int(data['count'].sum())}")
    )


def calibration_chart(curve: pd.DataFrame, what: str, ece: float | None = None) -> alt.LayerChart:
    """Draw a reliability diagram: how often the model is right when it says p, and the expected calibration error.

    Parameters
    ----------
    curve : DataFrame
        Columns confidence (mean of a bin), accuracy and count.
    """
    base = alt.Chart(curve)
    ideal = (
        alt.Chart(pd.DataFrame({"confidence": [0.0, 1.0], "accuracy": [0.0, 1.0]}))
        .mark_line(strokeDash=[4, 4], color=palette.MUTED)
        .encode(x="confidence:Q", y="accuracy:Q")
    )
    points = base.mark_line(point=alt.OverlayMarkDef(size=70, filled=True), color=palette.ACCENT).encode(
        x=alt.X("confidence:Q", title="Confidence", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("accuracy:Q", title="Share right", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        tooltip=[
            alt.Tooltip("confidence:Q", format=".0%"),
            alt.Tooltip("accuracy:Q", format=".0%"),
            alt.Tooltip("count:Q", title="Articles"),
        ],
    )
    return (ideal + points).properties(
        height=340,
        title=title(
            f"When it says 80%, is it right 80% of the time? {what}",
            f"n = {int(curve['count'].sum())}" + ("" if ece is None else f"; expected calibration error {ece:.3f}"),
        ),
    )


def threshold_chart(study: pd.DataFrame, n: int, chosen: Mapping[str, float] | None = None) -> alt.LayerChart:
    """Draw a threshold study: how many articles get an answer, and how many answers are right.

    Parameters
    ----------
    study : DataFrame
        Columns threshold, coverage, accuracy (all 0 to 1).
    n : int
        Articles studied.
    chosen : mapping of str to float, optional
        The threshold in use for each topic, drawn as a line.
    """
    names = {"coverage": "Articles that get an answer", "accuracy": "Answers that are right"}
    data = study.melt("threshold", list(names), "measure", "value").dropna()
    data["measure"] = data["measure"].map(names)
    lines = (
        alt.Chart(data)
        .mark_line()
        .encode(
            x=alt.X("threshold:Q", title="Threshold", axis=alt.Axis(format="%")),
            y=alt.Y("value:Q", title=None, axis=alt.Axis(format="%"), scale=alt.Scale(zero=False)),
            color=alt.Color(
                "measure:N",
                scale=alt.Scale(domain=list(names.values()), range=[palette.SECOND, palette.ACCENT]),
                legend=alt.Legend(title=None, orient="bottom", columns=1),
            ),
            tooltip=["measure:N", alt.Tooltip("threshold:Q", format=".0%"), alt.Tooltip("value:Q", format=".1%")],
        )
    )
    heading = title("Threshold, answers and accuracy", f"n = {n} articles")
    if not chosen:
        return alt.LayerChart(layer=[lines]).properties(height=340, title=heading)
    used = pd.DataFrame({"threshold": list(chosen.values()), "topic_label": [label(name) for name in chosen]})
    rules = (
        alt.Chart(used)
        .mark_rule(strokeDash=[4, 4], strokeWidth=1.5)
        .encode(
            x="threshold:Q",
            color=topic_colour(chosen, legend=False),
            tooltip=[alt.Tooltip("topic_label:N", title="In use"), alt.Tooltip("threshold:Q", format=".0%")],
        )
    )
    return (lines + rules).resolve_scale(color="independent").properties(height=340, title=heading)


def map_chart(points: pd.DataFrame, method: str) -> alt.Chart:
    """Draw the articles as points in a plane, coloured by topic: near means similar words.

    Parameters
    ----------
    points : DataFrame
        Columns x, y, topic, predicted.
    method : str
        "PCA" or "t-SNE".
    """
    data = points.assign(topic_label=points["topic"].map(label), said=points["predicted"].map(label))
    data["right"] = (points["topic"] == points["predicted"]).map({True: "right", False: "wrong"})
    return (
        alt.Chart(data, title=title(f"A map of the articles by their words ({method})", f"n = {len(data)}"))
        .mark_point(filled=True, size=34, opacity=0.75)
        .encode(
            x=alt.X("x:Q", axis=None),
            y=alt.Y("y:Q", axis=None),
            color=topic_colour(points["topic"]),
            shape=alt.Shape(
                "right:N",
                scale=alt.Scale(domain=["right", "wrong"], range=["circle", "cross"]),
                legend=alt.Legend(
                    title=None, orient="bottom", symbolFillColor=palette.NOTE, symbolStrokeColor=palette.NOTE
                ),
            ),
            tooltip=[
                alt.Tooltip("topic_label:N", title="It is"),
                alt.Tooltip("said:N", title="The model says"),
            ],
        )
        .properties(height=500)
    )
