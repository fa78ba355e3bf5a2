"""Count in how many articles each word stands: the table by which stories of several papers are compared.

Reads corpora such as ../shared/corpora/*.jsonl.gz and writes facts only: a
word without its ending, and in how many of 100,000 articles it stands.

    .venv/bin/python scripts/word_frequencies.py ../shared/corpora/feeds-2021.jsonl.gz
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.analysis.story_likeness import LEAD_WORDS
from core.analysis.story_words import FREQUENCIES, stem, words

RAREST = 15
"""Articles of 100,000 below which a word is left to be one of the rare."""


def main(corpora: list[str]) -> None:
    """Count and write the table."""
    counts: Counter[str] = Counter()
    n = 0
    for corpus in corpora:
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                n += 1
                lead = " ".join(row["text"].split()[:LEAD_WORDS])
                counts.update({stem(word) for word in words(f"{row['title']} {lead}")})
    table = {word: round(100_000 * count / n) for word, count in counts.items()}
    frequent = sorted((word, share) for word, share in table.items() if share >= RAREST and word.isascii())
    FREQUENCIES.write_text("".join(f"{word}\t{share}\n" for word, share in frequent), encoding="utf-8")
    print(f"{len(frequent)} words of {n} articles: {FREQUENCIES}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
