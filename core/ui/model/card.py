"""The card of a model: what a stranger needs to know to trust it, or not."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.topics.manifest import ModelEntry
from core.topics.taxonomy import OTHER, RULES, label, topic
from core.ui import keys, resources, scheme
from core.ui.kit.tables import table
from core.wording import number_word

CARD = "MODEL_CARD.md"
KNOWS_OTHER_NEWS = f"An article about none of them is *{OTHER.label}*, which is an answer, too. "


def card(name: str) -> None:
    """Purpose, topics with their thresholds, training data, file."""
    entry = scheme.entry(name)
    st.subheader("What it does")
    st.markdown(
        f"It assigns English articles to one of {number_word(len(entry.topics))} topics: "
        f"{', '.join(label(topic) for topic in entry.topics)}. "
        f"{KNOWS_OTHER_NEWS if OTHER.name in entry.labels else ''}"
        "Below a topic's threshold it says *Unsure*. It looks at words; it does not judge truth or quality."
    )
    _topics(entry)
    st.subheader("Trained on")
    table(
        pd.DataFrame([{"Corpus": c.name, "Rows": f"{c.rows:,}", "Used": f"{c.used:,}"} for c in entry.corpora]),
        "trained_on",
        "The corpora that the model was trained on",
    )
    st.markdown(
        f"The model in use was trained on {entry.trained}. The figures above always come from the same recipe, trained "
        "without the held-out articles and their duplicates."
    )
    st.caption(f"{entry.file}, {entry.bytes / 1e6:.1f} MB, scikit-learn {entry.sklearn}, SHA-256 {entry.sha256}")
    _download()


def _topics(entry: ModelEntry) -> None:
    st.subheader("Topics and thresholds")
    rows = []
    for name in entry.labels:
        about = topic(name)
        row = {"Topic": about.label, "Includes": about.description, "IPTC Media Topic": about.iptc or ""}
        for number in reversed(entry.schemes):
            least = entry.scheme(number).thresholds.get(name)
            row[f"Unsure below, {number_word(number)} topics"] = "" if least is None else f"{least:.0%}"
        rows.append(row)
    table(pd.DataFrame(rows), "thresholds_by_topic", "What each topic includes, and its thresholds")
    with st.expander("When two topics fit"):
        st.markdown("\n".join(f"- {rule}" for rule in RULES))


def _download() -> None:
    path = resources.artifacts() / CARD
    if path.exists():
        st.download_button(
            "Download the model card",
            path.read_bytes(),
            file_name=CARD,
            mime="text/markdown",
            key=keys.CARD_DOWNLOAD,
            icon=":material/download:",
        )
