"""Parts of the Model page: the card, the candidates, the figures, the map."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.model import calibration_chart, candidates_chart, confusion_chart, map_chart, threshold_chart
from core.topics.manifest import ModelEntry, read_manifest
from core.topics.reports import SetReport, read_candidates, read_reports
from core.topics.taxonomy import label
from core.ui import components, mismatch, services

SETS = {
    "guardian-2022-late": "The Guardian, 2022 (late)",
    "bbc-2004-test": "BBC, 2004-05 (test split)",
}
MAPS = {"pca": "PCA", "tsne": "t-SNE"}
NAMES = {"current": "Today's model", "bbc-2004": "The original of 2004"}

show_mismatch = mismatch.show


def choose() -> str:
    """Which of the models the page is about."""
    known = list(read_manifest(services.settings().artifacts).models)
    first = services.settings().model
    chosen = st.segmented_control(
        "Model",
        sorted(known, key=lambda name: name != first),
        default=first,
        required=True,
        format_func=lambda name: NAMES.get(name, name),
        key="model",
        bind="query-params",
    )
    return str(chosen)


def card(name: str) -> None:
    """What a stranger needs to know to trust the model, or not."""
    entry = read_manifest(services.settings().artifacts).entry(name)
    st.markdown(
        "It tells what an article in English is about, among "
        f"{len(entry.labels)} topics: {', '.join(label(topic) for topic in entry.labels)}. Below its threshold it says "
        "*unsure*. It knows words, not truth or quality."
    )
    _measured(entry)
    st.subheader("Trained on")
    st.table(
        pd.DataFrame(
            [{"Corpus": c.name, "Rows": f"{c.rows:,}", "Used": f"{c.used:,}"} for c in entry.corpora],
        ),
        hide_index=True,
    )
    st.markdown(
        f"The model in use was trained on {entry.trained}. The figures above are always those of the same recipe "
        "trained without the held-out articles and their duplicates."
    )
    st.subheader("Thresholds and file")
    st.table(
        pd.DataFrame([{"Topic": label(t), "Unsure below": f"{p:.0%}"} for t, p in entry.thresholds.items()]),
        hide_index=True,
    )
    st.caption(f"{entry.file}, {entry.bytes / 1e6:.1f} MB, scikit-learn {entry.sklearn}, SHA-256 {entry.sha256}")


def _measured(entry: ModelEntry) -> None:
    st.subheader("How often it is right")
    st.table(
        pd.DataFrame(
            [
                {
                    "Articles it had not seen": SETS.get(held_out, held_out),
                    "Right": f"{figures['accuracy']:.1%}",
                    "95% interval": f"{figures['accuracy_low']:.1%} to {figures['accuracy_high']:.1%}",
                    "n": figures["n"],
                    "Dares to answer": f"{figures['coverage']:.1%}",
                    "Right when it does": f"{figures['accuracy_answered']:.1%}",
                }
                for held_out, figures in entry.metrics.items()
            ]
        ),
        hide_index=True,
    )


def candidates() -> None:
    """The original's six candidates and its baseline: published, and ours."""
    frame = read_candidates(services.settings().artifacts)
    figures = {"published": "Published, test", "test": "Ours, test", "train": "Ours, train"}
    long = frame.melt(["candidate", "n_test"], list(figures), "figure", "accuracy").rename(columns={"n_test": "n"})
    long["figure"] = long["figure"].map(figures)
    long["candidate"] = long["candidate"].map(_candidate)
    st.markdown(
        "The original compared six kinds of model on 300 TF-IDF features of BBC articles of 2004-05. Here they are "
        "again, each with its settings found by random and then grid search over three folds. A train accuracy far "
        "above the test accuracy is a model that learnt its articles by heart."
    )
    components.chart(
        candidates_chart(long),
        pd.DataFrame(
            {
                "Candidate": frame["candidate"].map(_candidate),
                "Published, test": ["" if pd.isna(p) else f"{p:.0%}" for p in frame["published"]],
                "Ours, test": [f"{p:.1%}" for p in frame["test"]],
                "Ours, train": [f"{p:.1%}" for p in frame["train"]],
                "Settings": [", ".join(f"{k} = {v}" for k, v in params.items()) for params in frame["params"]],
            }
        ),
        "Accuracy of each candidate. The table below holds the numbers.",
        "candidates",
    )


def _candidate(name: str) -> str:
    return "SVM" if name == "svm" else name[0].upper() + name[1:]


def figures(name: str) -> None:
    """Confusion, scores by topic, calibration, thresholds, other topics, wrong articles."""
    report, what = _choose_set(name, "set")
    n = report.evaluation["n"]
    left, right = st.columns(2, gap="large")
    with left:
        components.chart(
            confusion_chart(report.confusion, what),
            report.confusion.assign(
                truth=report.confusion["truth"].map(label), predicted=report.confusion["predicted"].map(label)
            ),
            "Confusion matrix. The table below holds the numbers.",
            "confusion",
        )
        components.chart(
            threshold_chart(report.thresholds, n),
            report.thresholds,
            "Coverage and accuracy by threshold. The table below holds the numbers.",
            "thresholds",
        )
    with right:
        components.chart(
            calibration_chart(report.calibration, what),
            report.calibration,
            "Calibration curve. The table below holds the numbers.",
            "calibration",
        )
        _scores(report)
    _outside(report)
    _wrong(report)


def _choose_set(name: str, key: str) -> tuple[SetReport, str]:
    artifacts = services.settings().artifacts
    reports = read_reports(artifacts, name, max(read_manifest(artifacts).entry(name).schemes))
    chosen = str(
        st.segmented_control(
            "Measured on",
            list(reports),
            default=next(iter(reports)),
            required=True,
            format_func=lambda held_out: SETS.get(held_out, held_out),
            key=key,
            bind="query-params",
        )
    )
    return reports[chosen], SETS.get(chosen, chosen)


def _scores(report: SetReport) -> None:
    st.markdown("**By topic**")
    st.table(
        pd.DataFrame(
            {
                "Topic": report.scores["topic"].map(label),
                "Precision": [f"{p:.0%}" for p in report.scores["precision"]],
                "Recall": [f"{r:.0%}" for r in report.scores["recall"]],
                "n": report.scores["support"],
            }
        ),
        hide_index=True,
    )


def _outside(report: SetReport) -> None:
    if report.outside.empty:
        return
    st.subheader("Articles about something else")
    st.markdown("The model has no topic for these. The right answer is *unsure*.")
    st.table(
        pd.DataFrame(
            {
                "Topic": report.outside["topic"].map(label),
                "Articles": report.outside["n"],
                "Unsure": [f"{o / n:.0%}" for o, n in zip(report.outside["other"], report.outside["n"], strict=True)],
            }
        ),
        hide_index=True,
    )


def _wrong(report: SetReport) -> None:
    st.subheader("Where it was wrong")
    if report.wrong.empty:
        st.markdown("Nowhere, in this set.")
        return
    st.markdown("The surest mistakes first. The texts belong to their publishers and are not kept here.")
    wrong = report.wrong.sort_values("confidence", ascending=False)
    st.dataframe(
        pd.DataFrame(
            {
                "Publisher's topic": wrong["topic"].map(label),
                "The model said": wrong["predicted"].map(label),
                "Shown as": wrong["shown"].map(label),
                "Confidence": [f"{c:.0%}" for c in wrong["confidence"]],
                "Section": wrong["section"],
                "Date": wrong["date"],
                "Words": wrong["words"],
            }
        ),
        hide_index=True,
        width="stretch",
        key="wrong",
    )


def maps(name: str) -> None:
    """The articles in a plane, by PCA and t-SNE."""
    report, what = _choose_set(name, "map_set")
    method = str(
        st.segmented_control(
            "Method", list(report.maps), default="tsne", required=True, format_func=MAPS.__getitem__, key="map_method"
        )
    )
    points = report.maps[method]
    components.chart(
        map_chart(points, f"{MAPS[method]}, {what}"),
        points,
        f"{len(points)} articles as points; articles of one topic lie together.",
        "map",
    )
    st.caption("Near each other means similar words. The axes mean nothing by themselves.")
