"""The articles in a plane, by PCA and t-SNE."""

from __future__ import annotations

import streamlit as st

from core.charts.model import map_chart
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import label
from core.ui import keys
from core.ui.kit import charts
from core.ui.model import choices

METHODS = {"pca": "PCA", "tsne": "t-SNE"}


def maps(name: str, topics: TopicScheme) -> None:
    """Held-out articles as points; those of the topics that are asked for."""
    report = choices.choose_held_out(name, topics, keys.MAP_HELD_OUT)
    method = str(
        st.segmented_control(
            "Method",
            list(report.maps),
            default="tsne",
            required=True,
            format_func=METHODS.__getitem__,
            key=keys.MAP_METHOD,
            bind="query-params",
        )
    )
    points = report.maps[method]
    points = points[points["topic"].isin(topics.labels)]
    charts.chart(
        map_chart(points, f"{METHODS[method]}, {report.what}"),
        points.assign(topic=points["topic"].map(label), predicted=points["predicted"].map(label)),
        f"{len(points)} articles as points; articles of one topic lie together.",
        "map",
    )
    st.caption(
        "Points near each other use similar words. The axes have no meaning of their own. A cross is a wrong answer."
    )
