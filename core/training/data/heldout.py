"""The articles that no reported figure was trained or tuned on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from zlib import crc32

from sklearn.model_selection import train_test_split

from core.errors import TrainingError
from core.topics.taxonomy import CORE_NAMES
from core.training.data.corpora import Corpus, Row, pick
from core.training.data.duplicates import without
from core.training.data.january import is_held_out, later_split, unseen_split
from core.training.data.labels import with_labels

TEST_SIZE = 0.15
SPLIT_SEED = 8
LATE_SHARE = 0.4
ARCHIVE_LATE = "archive-late"
"""Name of the held-out set of the archive: the latest of its section-labelled articles."""
ARCHIVE_SHARE = 0.2
LATE = "2021-10"
"""From here on teasers and recovered headlines are held out."""


def bbc_split(corpus: Corpus) -> tuple[list[Row], list[Row]]:
    """Return the original's split of the BBC articles of 2004: 85% to train with, 15% to test."""
    train, test = train_test_split(list(corpus.rows), test_size=TEST_SIZE, random_state=SPLIT_SEED)
    return train, test


def guardian_split(corpus: Corpus) -> tuple[list[Row], list[Row]]:
    """Return the Guardian's articles of 2022 in order of date and id: the first 60%, and the rest."""
    rows = sorted(corpus.rows, key=lambda row: (row.date, row.id))
    start = len(rows) - round(LATE_SHARE * len(rows))
    return rows[:start], rows[start:]


def publisher_split(corpus: Corpus, publisher: str, start: str) -> tuple[list[Row], list[Row]]:
    """Return the rest, and what one publisher wrote on `start` (ISO date) or after it."""
    late = [row for row in corpus.rows if row.publisher == publisher and row.date >= start]
    chosen = {row.id for row in late}
    return [row for row in corpus.rows if row.id not in chosen], late


def site_split(corpus: Corpus) -> tuple[list[Row], list[Row]]:
    """Headlines of one half of the sites, and of the other: no site is on both sides."""
    halves: tuple[list[Row], list[Row]] = ([], [])
    for row in corpus.rows:
        halves[crc32(row.publisher.encode()) % 2].append(row)
    return halves


def late_split(corpus: Corpus) -> tuple[list[Row], list[Row]]:
    """Everything but the latest fifth by date, and that: later than whatever is trained on."""
    rows = sorted(corpus.rows, key=lambda row: (row.date, row.id))
    start = len(rows) - round(ARCHIVE_SHARE * len(rows))
    return rows[:start], rows[start:]


def by_hand(corpus: Corpus, split: Callable[[Corpus], tuple[list[Row], list[Row]]]) -> tuple[list[Row], list[Row]]:
    """Return both sides of a split, of the second only what our own table of labels holds, with its hand labels."""
    rest, late = split(corpus)
    return rest, [row for row in with_labels([replace(corpus, rows=tuple(late))]) if row.accepted]


_BBC_LATE = partial(publisher_split, publisher="BBC", start=LATE)
_CNN_LATE = partial(publisher_split, publisher="CNN", start=LATE)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A held-out set: the corpus it is part of, the split whose second side it is, and what it holds in words."""

    corpus: str
    split: Callable[[Corpus], tuple[list[Row], list[Row]]]
    what: str

    def rows(self, corpora: Sequence[Corpus]) -> list[Row]:
        """Its articles, of any topic or none."""
        return self.split(pick(corpora, self.corpus))[1]


HELD_OUT: Mapping[str, HeldOut] = MappingProxyType(
    {
        "guardian-2022-late": HeldOut("guardian-2022", guardian_split, "The Guardian, whole articles, summer of 2022"),
        "bbc-feeds-late": HeldOut("feeds-2021", _BBC_LATE, "BBC, headline and teaser, end of 2021"),
        "cnn-feeds-late": HeldOut("feeds-2021", _CNN_LATE, "CNN, headline and teaser, end of 2021"),
        "cnn-slugs-late": HeldOut(
            "cnn-slugs-2022",
            _CNN_LATE,
            "CNN, words in the URL, 2022 and 2023",
        ),
        "headlines-sites": HeldOut("headlines-2022", site_split, "Headlines of sites never seen, 2022"),
        ARCHIVE_LATE: HeldOut("archive-sections", late_split, "What was read last, against the publishers' sections"),
        "labels-2026-unseen": HeldOut(
            "labelled-2026", unseen_split, "January 2026, labelled by hand, publishers never seen"
        ),
        "labels-2026-later": HeldOut(
            "labelled-2026", later_split, "6 and 7 January 2026, labelled by hand, publishers seen before"
        ),
        "labels-2021-bbc": HeldOut(
            "feeds-2021",
            partial(by_hand, split=_BBC_LATE),
            "BBC, headline and teaser, labelled by the codebook, end of 2021",
        ),
        "labels-2021-cnn": HeldOut(
            "feeds-2021",
            partial(by_hand, split=_CNN_LATE),
            "CNN, headline and teaser, labelled by the codebook, end of 2021",
        ),
        "labels-2022-guardian": HeldOut(
            "guardian-2022",
            partial(by_hand, split=guardian_split),
            "The Guardian, whole articles, labelled by the codebook, summer of 2022",
        ),
        "labels-2022-sites": HeldOut(
            "headlines-2022",
            partial(by_hand, split=site_split),
            "Headlines of sites never seen, labelled by the codebook, 2022",
        ),
        "labels-2004-bbc": HeldOut(
            "bbc-2004", partial(by_hand, split=bbc_split), "BBC, whole articles, labelled by the codebook, 2004-05"
        ),
        "feeds-2026-unseen": HeldOut(
            "feeds-2026", unseen_split, "January 2026 by the publishers' sections, publishers never seen"
        ),
        "feeds-2026-later": HeldOut(
            "feeds-2026", later_split, "6 and 7 January 2026 by the publishers' sections, publishers seen before"
        ),
        "bbc-2004-test": HeldOut("bbc-2004", bbc_split, "BBC, whole articles of 2004-05 (the original's test split)"),
    }
)
"""The held-out sets by name."""


def held_out_rows(name: str, corpora: Sequence[Corpus], topics: Sequence[str] = CORE_NAMES) -> list[Row]:
    """Return the articles of a held-out set that have one of these topics.

    Raises
    ------
    TrainingError
        If there is no such set, or its corpus is not among those given.
    """
    if name not in HELD_OUT:
        raise TrainingError(f"There is no held-out set {name!r}; there are: {', '.join(HELD_OUT)}.")
    return [row for row in HELD_OUT[name].rows(corpora) if row.topic in topics]


def available_sets(corpora: Sequence[Corpus]) -> list[str]:
    """Names of the held-out sets whose corpus was given and that have an article."""
    given = {corpus.name for corpus in corpora}
    return [name for name, held_out in HELD_OUT.items() if held_out.corpus in given and held_out.rows(corpora)]


def all_held_out(corpora: Sequence[Corpus]) -> list[Row]:
    """Every article that nothing may be learnt from, whatever its topic.

    Those of every held-out set whose corpus was given, and in all corpora those of January 2026's
    held-out publishers and days.
    """
    in_sets = [row for name in available_sets(corpora) for row in HELD_OUT[name].rows(corpora)]
    return [*in_sets, *(row for corpus in corpora for row in corpus.rows if is_held_out(row))]


def free_rows(corpora: Sequence[Corpus]) -> list[Row]:
    """Return the rows that may be learnt from before the figures are known: labelled by hand where they were."""
    return without(with_labels(corpora), all_held_out(corpora))


def to_lines(rows: Iterable[Row]) -> str:
    """Rows as JSON lines, always the same for the same rows."""
    return "".join(json.dumps(row.to_dict(), ensure_ascii=False, sort_keys=True) + "\n" for row in rows)


def rows_sha256(rows: Iterable[Row]) -> str:
    """SHA-256 of the rows' JSON lines."""
    return hashlib.sha256(to_lines(rows).encode("utf-8", "surrogatepass")).hexdigest()
