"""Corpora: JSON lines with title, text and topic, read and checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import TrainingError
from core.files.streams import open_bytes
from core.topics.taxonomy import LABEL_NAMES

NEEDED = ("title", "text", "topic")


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled article of a corpus.

    `topic` is None where nothing is known of it. `accepted` holds, of an article that was labelled
    by hand, every topic that a fair editor would take, the best first, and `filed` the topic that
    its publisher's section says.
    """

    corpus: str
    id: str
    publisher: str
    date: str
    title: str
    text: str
    topic: str | None
    section: str = ""
    accepted: tuple[str, ...] = ()
    filed: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the row as a JSON line of a corpus holds it."""
        by_hand = {"accepted": list(self.accepted)} if self.accepted else {}
        return {
            "id": self.id,
            "publisher": self.publisher,
            "date": self.date,
            "title": self.title,
            "text": self.text,
            "section": self.section,
            "topic": self.topic,
            **by_hand,
        }


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus with the SHA-256 of its uncompressed bytes."""

    name: str
    sha256: str
    rows: tuple[Row, ...]


def read_corpora(paths: Iterable[Path]) -> list[Corpus]:
    """All corpora, in the order of their names, which decides nothing else.

    Raises
    ------
    TrainingError
        If a file cannot be read, or two have the same name.
    """
    corpora = sorted((read_corpus(path) for path in paths), key=lambda corpus: corpus.name)
    names = [corpus.name for corpus in corpora]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise TrainingError(f"Two corpora have the name {twice[0]!r}: give each file once, under its own name.")
    return corpora


def read_corpus(path: Path) -> Corpus:
    """One corpus; its name is the file's without `.jsonl` and `.gz`.

    Raises
    ------
    TrainingError
        If the file cannot be read; the message names the line.
    """
    name = path.name.removesuffix(".gz").removesuffix(".jsonl")
    content = _content(path)
    rows = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            rows.append(_row(name, _object(path, number, line), path, number))
    if not rows:
        raise TrainingError(f"The corpus {path} holds no articles.")
    return Corpus(name, hashlib.sha256(content).hexdigest(), tuple(rows))


def pick(corpora: Sequence[Corpus], name: str) -> Corpus:
    """Return the corpus of this name.

    Raises
    ------
    TrainingError
        If it is not among those given.
    """
    for corpus in corpora:
        if corpus.name == name:
            return corpus
    raise TrainingError(f"The corpus {name}.jsonl.gz is needed: give it with --corpus.")


def labelled(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that have a topic."""
    return [row for row in rows if row.topic in LABEL_NAMES]


def _content(path: Path) -> bytes:
    try:
        with open_bytes(str(path)) as stream:
            return stream.read()
    except (OSError, EOFError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise TrainingError(f"The corpus {path} cannot be read: {why}.") from problem
    except Exception as problem:  # zlib.error and its kin have no common base
        raise TrainingError(f"The corpus {path} is not a sound gzip file: {problem}.") from problem


def _object(path: Path, number: int, line: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as problem:
        raise TrainingError(f"Line {number} of {path} is not JSON: {problem}.") from problem
    if not isinstance(value, dict):
        raise TrainingError(f"Line {number} of {path} is not a JSON object.")
    return value


def _row(corpus: str, value: Mapping[str, Any], path: Path, number: int) -> Row:
    for key in NEEDED:
        if key not in value:
            raise TrainingError(f"Line {number} of {path} has no {key!r}.")
        if not isinstance(value[key], str | None):
            raise TrainingError(f"Line {number} of {path}: {key!r} is not a text.")
    return Row(
        corpus=corpus,
        id=str(value.get("id") or number),
        publisher=str(value.get("publisher") or ""),
        date=str(value.get("date") or ""),
        title=value["title"] or "",
        text=value["text"] or "",
        topic=value["topic"] or None,
        section=str(value.get("section") or ""),
        accepted=_accepted(value, path, number),
        filed=value.get("section_topic") or None,
    )


def _accepted(value: Mapping[str, Any], path: Path, number: int) -> tuple[str, ...]:
    """Return the topics that the hand label accepts, the best first."""
    names = value.get("accepted") or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise TrainingError(f"Line {number} of {path}: 'accepted' is not a list of topics.")
    return tuple(sorted(names, key=lambda name: name != value["topic"]))
