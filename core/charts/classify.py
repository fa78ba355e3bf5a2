"""One text: its topics, and the words that decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from core import palette
from core.charts.style import height_for, title, topic_colour
from core.topics.taxonomy import label


def probabilities_frame(topics: Mapping[str, float]) -> pd.DataFrame:
    """Return topics with their probability (0 to 1), likeliest first: columns topic, topic_label, probability."""
    ranked = sorted(topics.items(), key=lambda pair: -pair[1])
    return pd.DataFrame(
        [{"topic": name, "topic_label": label(name), "probability": float(p)} for name, p in ranked],
        columns=["topic", "topic_label", "probability"],
    )


def probabilities_chart(topics: Mapping[str, float], words: int, threshold: float | None = None) -> alt.LayerChart:
    """Draw ranked bars of the model's probabilities for one text of `words` words.

    `threshold`, where given, is drawn as the line under which the answer is
    "unsure".
    """
    data = probabilities_frame(topics)
    note = f"n = 1 text of {words:,} words" + (". Dashed: below it, unsure" if threshold is not None else "")
    heading = title("How likely each topic is", note)
    base = alt.Chart(data).encode(y=alt.Y("topic_label:N", title=None, sort=None))
    bars = base.mark_bar().encode(
        x=alt.X("probability:Q", title="Probability", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        color=topic_colour(data["topic"], legend=False),
        tooltip=[alt.Tooltip("topic_label:N", title="Topic"), alt.Tooltip("probability:Q", format=".1%")],
    )
    if threshold is None:
        return alt.LayerChart(layer=[bars]).properties(height=height_for(len(data), 30), title=heading)
    line = (
        alt.Chart(pd.DataFrame({"threshold": [threshold]}))
        .mark_rule(strokeDash=[4, 4], color=palette.MUTED, strokeWidth=2)
        .encode(x="threshold:Q")
    )
    return (bars + line).properties(height=height_for(len(data), 30), title=heading)


def words_chart(words: Sequence[tuple[str, float]], topic: str) -> alt.Chart:
    """Draw words for (right) and against (left) a topic, with their weight in the model's score."""
    data = pd.DataFrame(words, columns=["word", "weight"]).sort_values("weight", ascending=False)
    data["side"] = ["for" if weight > 0 else "against" for weight in data["weight"]]
    return (
        alt.Chart(data, title=title(f"Words for and against {label(topic)}", f"n = {len(data)} strongest words"))
        .mark_bar()
        .encode(
            x=alt.X("weight:Q", title="Weight in the score"),
            y=alt.Y("word:N", title=None, sort=None),
            color=alt.Color(
                "side:N",
                scale=alt.Scale(domain=["for", "against"], range=[palette.GOOD, palette.BAD]),
                legend=alt.Legend(title=None, orient="bottom"),
            ),
            tooltip=[alt.Tooltip("word:N", title="Word"), alt.Tooltip("weight:Q", title="Weight", format="+.3f")],
        )
        .properties(height=height_for(len(data), 22))
    )
