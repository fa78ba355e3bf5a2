"""Accuracy by year of the news: what becomes of a model as its articles grow old."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.intervals import wilson
from core.topics.model import TopicModel
from core.topics.taxonomy import CORE_NAMES
from core.training.data.corpora import Corpus, Row
from core.training.data.heldout import HELD_OUT, available_sets
from core.training.measures.evaluate import question

MIN_ARTICLES = 20
"""Articles of a year that a figure is given for."""
LEFT_OUT = ("headlines-sites",)
"""Sets of many sites, whose labels are readers' and not the publishers': no year of the same kind to compare with."""


def accuracy_by_year(models: Sequence[TopicModel], corpora: Sequence[Corpus]) -> list[dict[str, Any]]:
    """How often each model is right among the five core topics, by held-out set and year of the news.

    Of an article that was labelled by hand every accepted topic is right.

    Sets are kept apart, as a whole article is easier than a headline of the
    same year. The models must not have been trained on the held-out articles.

    Returns
    -------
    list of dict
        model, year, set, what (the set in words), n, accuracy with its 95%
        interval, and `unknown`: the share of an article's words that the model
        does not know, on average.
    """
    lines = []
    for name in available_sets(corpora):
        if name in LEFT_OUT:
            continue
        for year, rows in _by_year(HELD_OUT[name].rows(corpora)):
            for model in models:
                about = {"model": model.name, "year": year, "set": name, "what": HELD_OUT[name].what}
                lines.append({**about, **_figures(model, rows)})
    return sorted(lines, key=lambda line: (line["year"], line["set"], line["model"]))


def _by_year(rows: Sequence[Row]) -> list[tuple[int, list[Row]]]:
    """Rows on a core topic by the year of their date; rows without a year are left out, and years with few rows."""
    years: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.topic in CORE_NAMES and row.date[:4].isdecimal():
            years[int(row.date[:4])].append(row)
    return [(year, group) for year, group in sorted(years.items()) if len(group) >= MIN_ARTICLES]


def _figures(model: TopicModel, rows: Sequence[Row]) -> dict[str, Any]:
    asked = question(CORE_NAMES, [row.to_dict() for row in rows])
    predictions = model.predict([(row.title, row.text) for row in rows], len(CORE_NAMES))
    right = int(asked.right(predictions)[0].sum())
    low, high = wilson(right, len(rows))
    return {
        "n": len(rows),
        "accuracy": right / len(rows),
        "accuracy_low": low,
        "accuracy_high": high,
        "unknown": round(1 - float(np.mean([p.known_words for p in predictions])), 4),
    }
