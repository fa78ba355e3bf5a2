"""What the training data holds, as the original explored it: counts, lengths, marking words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import wording
from core.charts.training_data import counts_chart, lengths_chart
from core.reports.frames import read_data
from core.topics.taxonomy import label, ordered
from core.ui import keys, resources
from core.ui.kit import charts, phrases
from core.ui.kit.escape import escape
from core.ui.kit.tables import table
from core.ui.model import choices

NOT_WRITTEN = "The training data has not been explored yet: run `python -m core train`."


def data() -> None:
    """Show counts by corpus, publisher and topic; lengths by topic; the words that mark each topic."""
    report = choices.read_if_written(lambda: read_data(resources.artifacts()), NOT_WRITTEN)
    if report is None or report.counts.empty:
        return
    st.markdown(
        "Today's model learns from these. The corpora belong to their publishers and are not shipped; *words*, *names* "
        "and *invented* are Broadsheet's own lines, written to teach what the corpora are too old or too narrow for."
    )
    counts = report.counts
    charts.chart(
        counts_chart(counts),
        _wide(counts),
        "Articles in each corpus, by topic. The table below holds the numbers.",
        "data_counts",
    )
    _lengths(counts)
    _labels(report.labels)
    st.subheader("Words that mark each topic")
    st.markdown("Words and pairs of words with the highest chi-squared, among those more frequent in the topic.")
    marking = [(label(name), words) for name, words in report.marking.items()]
    table(
        pd.DataFrame([{"Topic": name, "Words": ", ".join(map(escape, words))} for name, words in marking]),
        "marking_words",
        "Words that mark each topic",
        pd.DataFrame([{"Topic": name, "Words": ", ".join(words)} for name, words in marking]),
    )


def _labels(agreement: dict[str, pd.DataFrame]) -> None:
    """Show how often publishers' sections agree with the hand labels, by topic and by publisher."""
    if not any(len(frame) for frame in agreement.values()):
        return
    st.subheader("How far a section can be trusted")
    st.markdown(
        "Articles that have both the topic of their section and a hand label by the codebook: how often the section is "
        "the label's best topic, and how often it is among those that a fair editor would accept."
    )
    for kind, heading in (("topics", "Section"), ("publishers", "Publisher"), ("control", "Labelled twice")):
        frame = agreement.get(kind, pd.DataFrame())
        if frame.empty:
            continue
        names = [label(name) for name in frame["name"]] if kind == "topics" else list(frame["name"])
        cells = pd.DataFrame(
            {
                heading: names,
                "Articles": frame["n"],
                "Best": [phrases.exact_percent(share) for share in frame["best"]],
                "Accepted": [phrases.exact_percent(share) for share in frame["accepted"]],
                "95% interval": [
                    wording.interval(low, high, ".1%") for low, high in zip(frame["low"], frame["high"], strict=True)
                ],
            }
        )
        table(cells, f"label_agreement_{kind}", f"Agreement of sections and hand labels by {heading.lower()}")


def _wide(counts: pd.DataFrame) -> pd.DataFrame:
    """One row for each corpus and publisher, a column for each topic."""
    wide = counts.pivot_table(index=["corpus", "publisher"], columns="topic", values="n", aggfunc="sum", fill_value=0)
    wide = wide[ordered(wide.columns)].rename(columns=label)
    return wide.reset_index().rename(columns={"corpus": "Corpus", "publisher": "Publisher"})


def _lengths(counts: pd.DataFrame) -> None:
    corpus = str(
        st.selectbox("Lengths of", sorted(counts["corpus"].unique()), key=keys.LENGTHS_CORPUS, bind="query-params")
    )
    rows = counts[counts["corpus"] == corpus]
    charts.chart(
        lengths_chart(rows, corpus),
        rows.assign(topic=rows["topic"].map(label)),
        "Length in words by topic: the middle half and the median. The table below holds the numbers.",
        "data_lengths",
    )
