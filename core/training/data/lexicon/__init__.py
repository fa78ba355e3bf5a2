"""Our own words, names and invented headlines for each topic: what the corpora are too old or too narrow to teach."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.topics.taxonomy import ALL_NAMES
from core.training.data.corpora import Corpus, Row, labelled
from core.training.data.duplicates import once

FOLDER = Path(__file__).parent
NAMES_TOGETHER = 4
"""Names in a row that make one example, beside each by itself."""


def read_lexicon(folder: Path = FOLDER) -> list[Corpus]:
    """Return the lexicon as three corpora: `words` and `names` are all title, `invented` has headlines with teasers."""
    return [_words(folder / "words.toml"), _names(folder / "names.toml"), _invented(folder / "headlines")]


def with_lexicon(rows: Sequence[Row], lexicon: Sequence[Corpus]) -> tuple[Row, ...]:
    """Return the rows and those of the lexicon, each once."""
    return tuple(once([*rows, *labelled(row for corpus in lexicon for row in corpus.rows)]))


def _words(path: Path) -> Corpus:
    """Each line an article that is all title."""
    content = path.read_bytes()
    topics = tomllib.loads(content.decode("utf-8"))
    rows = [_row("words", topic, number, line) for topic, lines in topics.items() for number, line in enumerate(lines)]
    return _corpus("words", content, rows)


def _names(path: Path) -> Corpus:
    """Each name an example, and each few names in a row one more."""
    content = path.read_bytes()
    topics = tomllib.loads(content.decode("utf-8"))
    rows = []
    for topic, lines in topics.items():
        examples = (example for line in lines for example in _together(line))
        rows += [_row("names", topic, number, example) for number, example in enumerate(examples)]
    return _corpus("names", content, rows)


def _together(line: str) -> Iterator[str]:
    names = [name.strip() for name in line.split(",")]
    yield from names
    for start in range(0, len(names), NAMES_TOGETHER):
        yield " ".join(names[start : start + NAMES_TOGETHER])


def _invented(folder: Path) -> Corpus:
    """Each line a headline, with a teaser after " - " or without."""
    content, rows = b"", []
    for topic in ALL_NAMES:
        lines = (folder / f"{topic}.txt").read_bytes()
        content += lines
        for number, line in enumerate(lines.decode("utf-8").splitlines()):
            title, _, text = line.partition(" - ")
            rows.append(_row("invented", topic, number, title, text))
    return _corpus("invented", content, rows)


def _row(corpus: str, topic: str, number: int, title: str, text: str = "") -> Row:
    return Row(corpus, f"{topic}/{number}", "Broadsheet", "", title, text, topic)


def _corpus(name: str, content: bytes, rows: list[Row]) -> Corpus:
    return Corpus(name, hashlib.sha256(content).hexdigest(), tuple(rows))
