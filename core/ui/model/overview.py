"""What the Model page opens with: how often the model is right, in a sentence and in a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import wording
from core.reports.opening import Figures, HeldOut, held_out_sets, opening_sentence, share_right
from core.topics.manifest import ModelEntry
from core.ui import admin, keys, resources, scheme
from core.ui.kit.escape import escape
from core.ui.kit.tables import table

NOTE = (
    "*Right*: how often the answer on the page is one that a fair editor would accept; *Unsure* counts as wrong. "
    "*Answered*: how often it is not *Unsure*. In brackets: 95% intervals. "
    "*Labelled by the codebook*: by a large language model that read each article and the codebook."
)


def sentence(name: str) -> None:
    """Say in one sentence how often the model is right; before it, where a promoted one could not be used."""
    if problem := resources.promoted_problem():
        sentence = "A newer model was promoted, but this server could not take it and goes on with the one it has."
        why = f" {escape(problem)}" if admin.is_admin() else ""
        st.warning(sentence + why, icon=":material/error:")
    if said := opening_sentence(scheme.entry(name)):
        st.markdown(f"**{escape(said)}**")


def measured(name: str) -> None:
    """Show how often the model is right, one row for each set of articles labelled by hand; say what others give."""
    entry = scheme.entry(name)
    sets = held_out_sets(entry)
    by_hand = [one for one in sets if one.by_hand]
    if not sets:
        return
    rows = [_row(one, entry.schemes[::-1]) for one in by_hand or sets]
    table(pd.DataFrame(rows), "figures", "How often the model is right, by held-out articles", all_figures(entry))
    others = [one for one in sets if by_hand and not one.by_hand]
    st.caption(NOTE + _by_sections(others, len(entry.topics)))


def _by_sections(sets: list[HeldOut], topics: int) -> str:
    """Say how often the model is right where the publishers' sections decide."""
    shares = [share_right(one.figures[topics]) for one in sets if topics in one.figures]
    if not shares:
        return ""
    return (
        f" Judged by the publishers' own sections, {min(shares):.0%} to {max(shares):.0%} are right "
        f"with {wording.number_word(topics)} topics, depending on the publisher: the download and *For specialists* "
        "have those sets, too."
    )


def _row(held_out: HeldOut, numbers: tuple[int, ...]) -> dict[str, str]:
    counts = dict.fromkeys(f"{figures['n']:,}" for figures in held_out.figures.values())
    row = {"Measured on": escape(held_out.what), "Articles": " or ".join(counts)}
    for heading, cell in (("Right", _right), ("Answered", _answered)):
        for number in numbers:
            figures = held_out.figures.get(number)
            row[f"{heading}, {wording.number_word(number)} topics"] = "" if figures is None else cell(figures)
    return row


def _right(figures: Figures) -> str:
    ends = "acceptable" if "acceptable_low" in figures else "accuracy"
    interval = wording.interval(figures[f"{ends}_low"], figures[f"{ends}_high"], ".0%")
    return f"{share_right(figures):.0%} ({interval})"


def _answered(figures: Figures) -> str:
    return f"{figures['coverage']:.0%}"


def show_all(name: str) -> None:
    """Show everything that was measured, for specialists."""
    st.subheader("All figures")
    frame = all_figures(scheme.entry(name))
    st.dataframe(frame, hide_index=True, width="stretch", key=keys.ALL_FIGURES, alt="All figures, by held-out articles")


def all_figures(entry: ModelEntry) -> pd.DataFrame:
    """Return all that was measured, a row for each set and number of topics."""
    return pd.DataFrame(
        [
            {
                "Measured on": held_out.what,
                "Topics": topics,
                "n": figures["n"],
                "Likeliest topic right": f"{figures['accuracy']:.1%}",
                "95% interval": wording.interval(figures["accuracy_low"], figures["accuracy_high"]),
                "Right in top 2": f"{figures['accuracy_top2']:.1%}",
                "Shown and right": f"{figures['acceptable']:.1%}" if "acceptable" in figures else "",
                "Answered": f"{figures['coverage']:.1%}",
                "Accuracy when answered": f"{figures['accuracy_answered']:.1%}",
            }
            for held_out in held_out_sets(entry)
            for topics, figures in held_out.figures.items()
        ]
    )
