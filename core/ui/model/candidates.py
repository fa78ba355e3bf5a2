"""The original's candidates and its baseline beside ours, and today's recipe on the same articles."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.model import candidates_chart
from core.reports.frames import read_candidates
from core.ui import resources
from core.ui.kit import charts, phrases
from core.ui.model import choices

FIGURES = {"published": "Published, test", "test": "Ours, test", "train": "Ours, train"}
NOT_WRITTEN = "The candidates have not been compared yet: run `python -m core train --candidates`."


def candidates() -> None:
    """Accuracy of each candidate, with the search that found its settings and the time it took."""
    frame = choices.read_if_written(lambda: read_candidates(resources.artifacts()), NOT_WRITTEN)
    if frame is None or frame.empty:
        return
    long = frame.melt(["candidate", "n_test"], list(FIGURES), "figure", "accuracy").rename(columns={"n_test": "n"})
    long["figure"] = long["figure"].map(FIGURES)
    long["candidate"] = long["candidate"].map(_candidate)
    st.markdown(
        "The original compared six kinds of model on 300 TF-IDF features of BBC articles of 2004-05. Here they are "
        "again, each with its settings found by random and then grid search over three folds, beside its baseline "
        "(always the most frequent topic) and today's recipe, given the same articles and nothing else. A train "
        "accuracy far above the test accuracy is a model that learnt its articles by heart."
    )
    charts.chart(
        candidates_chart(long),
        _candidate_table(frame),
        "Accuracy of each candidate. The table below holds the numbers.",
        "candidates",
    )
    st.caption(
        "Over folds: mean accuracy of the search that found the settings. Seconds: search and training, on two cores."
    )


def _candidate_table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Candidate": frame["candidate"].map(_candidate),
            "Published, test": [phrases.exact_percent(share, 0) for share in frame["published"]],
            "Ours, test": [phrases.exact_percent(share, 1) for share in frame["test"]],
            "Ours, train": [phrases.exact_percent(share, 1) for share in frame["train"]],
            "Over folds": [phrases.exact_percent(share, 1) for share in frame["cv"]],
            "Seconds": [f"{seconds:.1f}" for seconds in frame["seconds"]],
            "Settings tried": [f"{n}" if n else "" for n in frame["iterations"]],
            "Settings": [", ".join(f"{k} = {v}" for k, v in params.items()) for params in frame["params"]],
        }
    )


def _candidate(name: str) -> str:
    return "SVM" if name == "svm" else name[0].upper() + name[1:]
