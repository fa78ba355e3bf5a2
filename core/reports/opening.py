"""The one sentence with which the Model page opens, made from the figures of the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.topics.manifest import ModelEntry, hand_labels_first
from core.wording import number_word


def opening_sentence(entry: ModelEntry) -> str:
    """Say how often a model is right, on how many articles and which; "" where nothing was measured.

    Of its held-out sets the first one that was labelled by hand counts, else
    the first one of them all, among all topics that the model knows. Right is
    what is shown where that was measured, so that no answer counts as wrong;
    else it is the likeliest topic.
    """
    chosen = _chosen(entry)
    if chosen is None:
        return ""
    share = float(chosen.get("acceptable", chosen["accuracy"]))
    place = str(chosen.get("what", "articles that it had not seen"))
    return f"Right {_times(share)}, on {chosen['n']:,} articles held out from its training: {place}."


def _chosen(entry: ModelEntry) -> Mapping[str, Any] | None:
    whole = [name for name, figures in entry.metrics.items() if figures.get("topics") == len(entry.topics)]
    names = whole or list(entry.metrics)
    return next((entry.metrics[name] for name in hand_labels_first(names)), None)


def _times(share: float) -> str:
    """Return a share as a person says it: "about eight times in ten"; never always, never not at all."""
    tenths = round(share * 10)
    if tenths >= 10:
        return "more than nine times in ten"
    if tenths < 2:
        return "less than twice in ten"
    return f"about {number_word(tenths)} times in ten"
