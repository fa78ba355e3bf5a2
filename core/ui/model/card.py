"""The card of a model: what a stranger needs to know to trust it, or not."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import wording
from core.reports.opening import opening_sentence
from core.topics.manifest import ModelEntry, hand_labels_first
from core.topics.taxonomy import OTHER, RULES, label, topic
from core.ui import keys, resources, scheme
from core.ui.kit.escape import escape
from core.ui.kit.tables import table

CARD = "MODEL_CARD.md"
KNOWS_OTHER_NEWS = f"What is about none of them it calls *{OTHER.label}*, which is an answer, too. "


def opening(name: str) -> None:
    """Say in one sentence how often the model is right."""
    if sentence := opening_sentence(scheme.entry(name)):
        st.markdown(f"**{escape(sentence)}**")


def card(name: str) -> None:
    """Purpose, figures, topics with their thresholds, training data, file."""
    entry = scheme.entry(name)
    st.markdown(
        "It tells what an article in English is about, among "
        f"{len(entry.topics)} topics: {', '.join(label(topic) for topic in entry.topics)}. "
        f"{KNOWS_OTHER_NEWS if OTHER.name in entry.labels else ''}"
        "Below its threshold it says *Unsure*. It knows words, not truth or quality."
    )
    _measured(entry)
    _topics(entry)
    st.subheader("Trained on")
    table(
        pd.DataFrame([{"Corpus": c.name, "Rows": f"{c.rows:,}", "Used": f"{c.used:,}"} for c in entry.corpora]),
        "trained_on",
        "The corpora that the model was trained on",
    )
    st.markdown(
        f"The model in use was trained on {entry.trained}. The figures above are always those of the same recipe "
        "trained without the held-out articles and their duplicates."
    )
    st.caption(f"{entry.file}, {entry.bytes / 1e6:.1f} MB, scikit-learn {entry.sklearn}, SHA-256 {entry.sha256}")
    _download()


def _measured(entry: ModelEntry) -> None:
    st.subheader("How often it is right")
    table(
        pd.DataFrame(
            [
                {
                    "Articles it had not seen": str(figures.get("what", held_out)),
                    "Topics": figures.get("topics", len(entry.topics)),
                    "Right": f"{figures['accuracy']:.1%}",
                    "95% interval": wording.interval(figures["accuracy_low"], figures["accuracy_high"]),
                    "In first two": f"{figures['accuracy_top2']:.1%}",
                    "Acceptable as shown": f"{figures['acceptable']:.1%}" if "acceptable" in figures else "",
                    "n": f"{figures['n']:,}",
                    "Answered": f"{figures['coverage']:.1%}",
                    "Right when answered": f"{figures['accuracy_answered']:.1%}",
                }
                for held_out, figures in ((name, entry.metrics[name]) for name in hand_labels_first(entry.metrics))
            ]
        ),
        "figures",
        "How often the model is right, by held-out articles",
    )


def _topics(entry: ModelEntry) -> None:
    st.subheader("Topics and thresholds")
    rows = []
    for name in entry.labels:
        about = topic(name)
        row = {"Topic": about.label, "Holds": about.description, "IPTC Media Topic": about.iptc or ""}
        for number in reversed(entry.schemes):
            least = entry.scheme(number).thresholds.get(name)
            row[f"Unsure below, {number} topics"] = "" if least is None else f"{least:.0%}"
        rows.append(row)
    table(pd.DataFrame(rows), "thresholds_by_topic", "What each topic holds, and its thresholds")
    with st.expander("Where two topics might do"):
        st.markdown("\n".join(f"- {rule}" for rule in RULES))


def _download() -> None:
    path = resources.settings().artifacts / CARD
    if path.exists():
        st.download_button(
            "Download the whole card",
            path.read_bytes(),
            file_name=CARD,
            mime="text/markdown",
            key=keys.CARD_DOWNLOAD,
            icon=":material/download:",
        )
