"""What the Model page opens with: one sentence, and the figures of each held-out set, from the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.topics.manifest import BY_HAND, ModelEntry, hand_labels_first
from core.wording import join_words, number_word

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What was measured on one set of held-out articles, by the number of topics that the model was asked for."""

    name: str
    what: str
    figures: Mapping[int, Figures]

    @property
    def by_hand(self) -> bool:
        """Whether its articles were labelled one by one."""
        return self.name.startswith(BY_HAND)


def held_out_sets(entry: ModelEntry) -> list[HeldOut]:
    """Return the sets that a model was measured on, those labelled by hand first; most topics first in each."""
    found: dict[str, dict[int, Figures]] = {}
    for name in hand_labels_first(entry.metrics):
        figures = entry.metrics[name]
        topics = int(figures.get("topics", len(entry.topics)))
        found.setdefault(name.removesuffix(f"-{topics}"), {})[topics] = figures
    return [
        HeldOut(
            name, str(next(iter(by_topics.values())).get("what", name)), dict(sorted(by_topics.items(), reverse=True))
        )
        for name, by_topics in found.items()
    ]


def share_right(figures: Figures) -> float:
    """Return how often what is shown is right, where that was measured; else how often the likeliest topic is."""
    return float(figures.get("acceptable", figures["accuracy"]))


def opening_sentence(entry: ModelEntry) -> str:
    """Say how often a model is right, on how many articles and which; "" where nothing was measured.

    Of its held-out sets the first one counts that was measured with all
    topics that the model knows, one labelled by hand before all others.
    """
    sets = held_out_sets(entry)
    chosen = next((one for one in sets if len(entry.topics) in one.figures), sets[0] if sets else None)
    if chosen is None:
        return ""
    parts = [
        f"{share_right(figures):.0%} with {number_word(topics)} topics" for topics, figures in chosen.figures.items()
    ]
    n = join_words(dict.fromkeys(f"{figures['n']:,}" for figures in chosen.figures.values()))
    first = share_right(next(iter(chosen.figures.values())))
    return (
        f"{_times(first)} right: {', '.join(parts)}. Measured on {n} articles that it never saw in training: "
        f"{chosen.what}."
    )


def _times(share: float) -> str:
    """Return a share as a person says it: "About 8 in 10"; never all, never none."""
    tenths = round(share * 10)
    if tenths >= 10:
        return "More than 9 in 10"
    return "Fewer than 2 in 10" if tenths < 2 else f"About {tenths} in 10"
