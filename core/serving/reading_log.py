"""One line for each reading: how much was read, what failed, how long it took; nothing of visitors or of texts."""

from __future__ import annotations

import json
import logging
import sys
from collections import Counter
from typing import Any, Literal

from core import wording
from core.archive import ModelVersion
from core.types import Edition, Status

LOG = logging.getLogger("broadsheet.readings")
Style = Literal["json", "text", "off"]


class _Stderr(logging.StreamHandler[Any]):
    """Writes to what is stderr now, as tests and supervisors replace it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        self.stream = sys.stderr
        super().emit(record)


def log_reading(edition: Edition, version: ModelVersion, style: Style) -> None:
    """Log a reading on stderr, at level INFO; does nothing where the style is off."""
    if style == "off":
        return
    if not LOG.handlers:
        handler = _Stderr()
        handler.setFormatter(logging.Formatter("%(message)s"))
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False
    figures = figures_of(edition, version)
    LOG.info("%s", json.dumps(figures) if style == "json" else sentence(figures))


def figures_of(edition: Edition, version: ModelVersion) -> dict[str, Any]:
    """Count what became of papers and articles; of newspapers, which visitors may have added, no name."""
    papers = edition.report.papers
    articles = [item.article for item in edition.articles if item.article.url is not None]
    return {
        "event": "reading",
        "at": edition.read_at.isoformat(timespec="seconds"),
        "sample": edition.sample,
        "papers": len(papers),
        "papers_failed": sum(paper.status is Status.FAILED for paper in papers),
        "articles": len(articles),
        "by_status": dict(sorted(Counter(str(article.status) for article in articles).items())),
        "failures": dict(sorted(_failures(edition).items())),
        "from_cache": sum(paper.from_cache for paper in papers),
        "seconds": round(edition.report.seconds, 2),
        "model": version.short,
    }


def _failures(edition: Edition) -> Counter[str]:
    """Count reasons: of articles, and of papers of which nothing could be listed."""
    return Counter(str(item.article.error) for item in edition.articles if item.article.error is not None)


def sentence(figures: dict[str, Any]) -> str:
    """Say the same for people."""
    failures = ", ".join(f"{n} {reason}" for reason, n in figures["failures"].items())
    return (
        f"Read {wording.plural(figures['articles'], 'article')} of {wording.plural(figures['papers'], 'paper')} "
        f"in {figures['seconds']:.1f} s, {figures['from_cache']} from the cache, with {figures['model']}; "
        f"not read: {failures or 'nothing'}."
    )
