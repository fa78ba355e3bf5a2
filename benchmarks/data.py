"""Articles to measure with: the corpora beside the repository, or the sample edition repeated."""

from __future__ import annotations

import gzip
import json
import re
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
RECENT = ROOT.parent / "shared" / "corpora-2026"
REAL_STORIES = ROOT.parent / "shared" / "stories-2026.jsonl.gz"
"""Titles of January 2026 with publisher, day and story, as a news service grouped them; never in the repository."""


def full_articles(n: int) -> tuple[list[dict[str, str]], str]:
    """`n` full articles as {"id", "title", "text"}, and where they come from."""
    if CORPORA.is_dir():
        articles = [*_corpus("guardian-2022"), *_corpus("bbc-2004")]
        return list(islice(cycle(articles), n)), "guardian-2022, then bbc-2004"
    articles = [_sample(path) for path in sorted((ROOT / "artifacts/sample/source").rglob("*.md"))]
    return list(islice(cycle(articles), n)), "the sample edition, repeated"


def corpora_paths() -> list[Path]:
    """Return the files of all corpora.

    Raises
    ------
    SystemExit
        If they are not there.
    """
    if not CORPORA.is_dir():
        raise SystemExit(f"The corpora are needed, and there is no folder {CORPORA}.")
    return [*sorted(CORPORA.glob("*.jsonl.gz")), *sorted(RECENT.glob("*.jsonl.gz"))]


def _corpus(name: str) -> list[dict[str, str]]:
    with gzip.open(CORPORA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [{"id": row["id"], "title": row["title"], "text": row["text"]} for row in rows]


def _sample(path: Path) -> dict[str, str]:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    title = re.search(r"^title: (.*)$", head, re.M)
    return {"id": path.stem, "title": title[1] if title else "", "text": body.strip()}
