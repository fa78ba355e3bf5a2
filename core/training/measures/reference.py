"""What articles looked like when a model was trained: what drift is measured against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from core.topics.model import TopicModel
from core.training.data.corpora import Row
from core.training.measures.report import write_report

MOST = 3000
"""Articles that are looked at: enough for shares to a percentage point."""


def write_reference(model: TopicModel, rows: Sequence[Row], out: Path) -> Path:
    """Write n, the share of unknown words, the mean confidence and the mix of topics of held-out articles.

    Held-out ones, because of the articles that it was trained on a model
    knows every word.
    """
    step = max(1, len(rows) // MOST)
    chosen = rows[::step][:MOST]
    predictions = model.predict([(row.title, row.text) for row in chosen])
    n = len(predictions)
    mix = Counter(p.best for p in predictions)
    return write_report(
        f"{model.name}-reference",
        {
            "model": model.name,
            "n": n,
            "unknown": sum(1 - p.known_words for p in predictions) / n if n else 0.0,
            "confidence": sum(p.confidence for p in predictions) / n if n else 0.0,
            "mix": {topic: count / n for topic, count in sorted(mix.items())},
        },
        out,
    )
