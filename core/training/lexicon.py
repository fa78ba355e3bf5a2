"""Our own lines of words for each topic: what the corpora are too old or too narrow to teach."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

from core.training.corpora import Corpus, Row

PATH = Path(__file__).with_name("lexicon.toml")


def read_lexicon(path: Path = PATH) -> Corpus:
    """The lexicon as a corpus: each line an article that is all title."""
    content = path.read_bytes()
    topics = tomllib.loads(content.decode("utf-8"))
    rows = [
        Row("lexicon", f"{topic}/{number}", "Broadsheet", "", line, "", topic)
        for topic, lines in topics.items()
        for number, line in enumerate(lines)
    ]
    return Corpus("lexicon", hashlib.sha256(content).hexdigest(), tuple(rows))
