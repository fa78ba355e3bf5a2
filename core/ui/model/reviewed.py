"""Accuracy by labels of articles that were drawn at random: the first part of the view Live."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import wording
from core.archive import Archive, ReviewQueue
from core.review.estimate import Estimate, Share, estimate
from core.review.queue import period
from core.review.sentences import estimate_sentence
from core.ui import keys, resources
from core.ui.kit import look
from core.ui.kit.escape import escape
from core.ui.kit.tables import table

HEADING = "Accuracy by hand labels"
NOTHING = "No article has been labelled for this yet: the tab *Review* hands out articles drawn at random."


def show(archive: Archive) -> None:
    """Show the newest estimate of the model in use, and those before it."""
    st.subheader(HEADING)
    found = [(queue, estimate(queue)) for queue in archive.reviews.queues(resources.settings().model)]
    labelled = [(queue, figures) for queue, figures in found if figures.labelled]
    if not labelled:
        st.markdown(NOTHING)
        return
    complete = [(queue, figures) for queue, figures in labelled if figures.likeliest is not None]
    st.markdown(escape(estimate_sentence(*(complete or labelled)[0])))
    if complete:
        cells, key = _table(complete), keys.wide("reviewed")
        with st.container(key=key):
            table(cells, "reviewed", "How often the model was right, by labels of articles drawn at random")
        names = [str(name) for name in cells.columns]
        look.name_cells_on_phones(key, names, names[1:])
        st.caption(
            "Articles were drawn by the model's confidence, with known probabilities that the estimate corrects for. "
            "*Shown acceptable*: the answer that readers see is among the right topics; *Unsure* never is."
        )


def _table(rows: list[tuple[ReviewQueue, Estimate]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Articles": [f"{figures.size:,} {period(queue.query)}" for queue, figures in rows],
            "Model": [escape(figures.model) for _, figures in rows],
            "Labels": [f"{figures.labelled:,} of {figures.drawn:,}" for _, figures in rows],
            "Last label": [wording.day(figures.last) if figures.last else "" for _, figures in rows],
            "Shown acceptable": [_percent(figures.shown) for _, figures in rows],
            "Likeliest acceptable": [_percent(figures.likeliest) for _, figures in rows],
        }
    )


def _percent(share: Share | None) -> str:
    if share is None:
        return "not yet"
    return f"{share.share:.1%} ({wording.interval(share.low, share.high)})"
