"""Lessons of the archive as corpora; and the model in use, asked about the latest of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.archive import Archive, Lesson
from core.errors import TrainingError
from core.topics.model import load_model
from core.topics.names import CURRENT
from core.topics.taxonomy import ALL_NAMES, LABEL_NAMES
from core.training.data.corpora import Corpus, Row
from core.training.data.heldout import ARCHIVE_LATE, HELD_OUT, rows_sha256
from core.training.measures.evaluate import question
from core.training.promote import OPPONENT

LABELS = "archive-labels"
"""Name of the corpus of accepted corrections."""
SECTIONS = "archive-sections"
"""Name of the corpus that the publishers' sections label: a weaker source."""


def write_corpora(archive: Archive, folder: Path) -> list[Path]:
    """Write what the archive teaches as corpora of JSON lines; the files that hold anything.

    They hold texts of publishers: they stay where the archive is.

    Raises
    ------
    TrainingError
        If the archive teaches nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, lessons in ((LABELS, archive.corrected_lessons()), (SECTIONS, archive.section_lessons())):
        path = folder / f"{name}.jsonl"
        if _write(path, name, lessons):
            written.append(path)
        else:
            path.unlink()
    if not written:
        raise TrainingError(
            "The archive teaches nothing yet: it holds no accepted correction, and no article whose section "
            "says a topic."
        )
    return written


def _write(path: Path, corpus: str, lessons: Iterable[Lesson]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", errors="replace") as out:
        for lesson in lessons:
            out.write(json.dumps(to_row(corpus, lesson).to_dict(), ensure_ascii=False) + "\n")
            count += 1
    return count


def to_row(corpus: str, lesson: Lesson) -> Row:
    """Make the row of a corpus of what the archive teaches: an accepted correction is a hand label."""
    article = lesson.article
    day = article.published.date().isoformat() if article.published else ""
    row = Row(corpus, article.url or "", article.newspaper, day, article.title, article.text, lesson.topic)
    return replace(row, accepted=(lesson.topic,)) if corpus == LABELS else row


def write_opponent(champion: Path, corpora: Iterable[Corpus], out: Path) -> Path | None:
    """Keep beside a challenger what the model in use says about the archive's latest articles.

    Those are articles that the challenger's measured variant has not seen, so
    that `promote` can compare the two on them. None where there are none.
    """
    rows = [row for corpus in corpora if corpus.name == SECTIONS for row in late_rows(corpus)]
    if not rows:
        return None
    model = load_model(CURRENT, champion)
    predictions = model.predict([(row.title, row.text) for row in rows])
    flags, _ = question(LABEL_NAMES, [row.to_dict() for row in rows]).right(predictions)
    right = "".join("01"[int(flag)] for flag in flags)
    content: Mapping[str, Any] = {
        "sha256": model.entry.sha256,
        "sets": {ARCHIVE_LATE: {"rows": rows_sha256(rows), "right": right}},
    }
    path = out / "reports" / OPPONENT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content) + "\n", encoding="utf-8")
    return path


def late_rows(corpus: Corpus) -> list[Row]:
    """Return the latest articles of the archive, held out."""
    return [row for row in HELD_OUT[ARCHIVE_LATE].rows([corpus]) if row.topic in ALL_NAMES]
