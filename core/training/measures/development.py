"""Development splits: what the settings of the current model are chosen on, without a look at the held-out articles."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from core.training.data.corpora import Corpus, Row, labelled
from core.training.data.duplicates import without
from core.training.data.heldout import free_rows
from core.training.data.lexicon import with_lexicon
from core.training.measures.validate import Trial
from core.training.recipes.current import CurrentRecipe

BY_HAND = "labelled by hand, publishers never seen"
LATE = "2021-07"
"""Teasers from here to the beginning of the held-out ones are the later articles of development."""
PUBLISHERS = frozenset(
    {
        "allAfrica",
        "Ars Technica",
        "Billboard",
        "Buenos Aires Times",
        "CNA",
        "Esquire",
        "Financial Times",
        "Investors",
        "Newsweek",
        "news.com.au",
        "Quartz",
        "Salon",
        "ScienceDaily",
        "The Daily Wire",
        "The Korea Herald",
        "The Times of Israel",
        "Variety",
        "Washington Examiner",
        "ZDNET",
    }
)
"""Publishers of January 2026 that are left out for development: of many countries and kinds, as the held-out ones."""
HOSTS = (
    "allafrica.com",
    "arstechnica.com",
    "batimes.com.ar",
    "billboard.com",
    "channelnewsasia.com",
    "dailywire.com",
    "esquire.com",
    "ft.com",
    "investors.com",
    "koreaherald.com",
    "news.com.au",
    "newsweek.com",
    "qz.com",
    "salon.com",
    "sciencedaily.com",
    "timesofisrael.com",
    "variety.com",
    "washingtonexaminer.com",
    "zdnet.com",
)
"""What older corpora call these publishers."""


def development_trials(corpora: Sequence[Corpus], lexicon: Sequence[Corpus], recipe: CurrentRecipe) -> list[Trial]:
    """Two trainings: without nineteen publishers, measured on their hand labels; and on later articles, by sections.

    No held-out article is measured on.
    """
    free = free_rows(corpora)
    return [_unseen(free, lexicon, recipe), _later(free, corpora, lexicon, recipe)]


def is_left_out(row: Row) -> bool:
    """Whether a row is of a publisher that is left out for development."""
    host = row.publisher.lower()
    return row.publisher in PUBLISHERS or any(host == name or host.endswith(f".{name}") for name in HOSTS)


def _unseen(free: Sequence[Row], lexicon: Sequence[Corpus], recipe: CurrentRecipe) -> Trial:
    left_out = [row for row in free if is_left_out(row)]
    measured = tuple(row for row in left_out if row.accepted and row.date.startswith("2026"))
    train = labelled(without(free, left_out))
    return Trial("never seen", with_lexicon(train, lexicon), {BY_HAND: measured}, recipe)


def _later(rows: Sequence[Row], corpora: Sequence[Corpus], lexicon: Sequence[Corpus], recipe: CurrentRecipe) -> Trial:
    """Plan measuring by sections; what a set is measured by is what its publisher says, as in the held-out sets."""
    own = {(row.corpus, row.id): row for corpus in corpora for row in corpus.rows}
    free = [own[row.corpus, row.id] for row in rows]
    guardian = sorted((r for r in free if r.corpus == "guardian-2022"), key=lambda row: (row.date, row.id))
    feeds = [row for row in free if row.corpus == "feeds-2021" and row.date >= LATE]
    sets = {
        "guardian-2022": guardian[len(guardian) * 2 // 3 :],
        "feeds-2021, BBC": [row for row in feeds if row.publisher == "BBC"],
        "feeds-2021, CNN": [row for row in feeds if row.publisher == "CNN"],
        "headlines-2022": _half_of_sites(free),
        "bbc-2004": [row for row in free if row.corpus == "bbc-2004" and crc32(row.id.encode()) % 5 == 0],
    }
    later = [*(row for rows in sets.values() for row in rows), *feeds]
    train = labelled(without([row for row in rows if row.corpus != "cnn-slugs-2022"], later))
    return Trial("later", with_lexicon(train, lexicon), {name: tuple(rows) for name, rows in sets.items()}, recipe)


def _half_of_sites(free: Sequence[Row]) -> list[Row]:
    return [r for r in free if r.corpus == "headlines-2022" and crc32(f"development/{r.publisher}".encode()) % 2]
