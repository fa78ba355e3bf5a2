"""Development splits: what the settings of the current model are chosen on, without a look at the held-out articles."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from core.training.data.corpora import Corpus, Row
from core.training.data.duplicates import once, without
from core.training.data.heldout import HELD_OUT, all_held_out
from core.training.measures.validate import Trial, labelled, with_lexicon
from core.training.recipes.current import CurrentRecipe

LATE = "2021-07"
"""Teasers from here to the beginning of the held-out ones are the later articles of development."""
LEFT_OUT = ("BBC", "CNN", "The Guardian")
LEFT_OUT_CORPORA = ("feeds-2021", "guardian-2022")


def development_trials(corpora: Sequence[Corpus], lexicon: Sequence[Corpus], recipe: CurrentRecipe) -> list[Trial]:
    """Five trainings: later articles, sites never seen, and each of three publishers never seen.

    No held-out article is measured on. Those of other publishers are trained
    with where a publisher or site is left out, as the final validation does.
    """
    free = without([row for corpus in corpora for row in corpus.rows], all_held_out(corpora))
    return [
        _later(free, lexicon, recipe),
        _sites(corpora, free, lexicon, recipe),
        *(_publisher(corpora, free, publisher, lexicon, recipe) for publisher in LEFT_OUT),
    ]


def _later(free: Sequence[Row], lexicon: Sequence[Corpus], recipe: CurrentRecipe) -> Trial:
    guardian = sorted((r for r in free if r.corpus == "guardian-2022"), key=lambda row: (row.date, row.id))
    feeds = [row for row in free if row.corpus == "feeds-2021" and row.date >= LATE]
    sets = {
        "guardian-2022": guardian[len(guardian) * 2 // 3 :],
        "feeds-2021, BBC": [row for row in feeds if row.publisher == "BBC"],
        "feeds-2021, CNN": [row for row in feeds if row.publisher == "CNN"],
        "bbc-2004": [row for row in free if row.corpus == "bbc-2004" and crc32(row.id.encode()) % 5 == 0],
    }
    later = [*(row for rows in sets.values() for row in rows), *feeds, *_half_of_sites(free)]
    train = labelled(without([row for row in free if row.corpus != "cnn-slugs-2022"], later))
    return Trial("later", with_lexicon(train, lexicon), {name: tuple(rows) for name, rows in sets.items()}, recipe)


def _half_of_sites(free: Sequence[Row]) -> list[Row]:
    return [r for r in free if r.corpus == "headlines-2022" and crc32(f"development/{r.publisher}".encode()) % 2]


def _sites(corpora: Sequence[Corpus], free: Sequence[Row], lexicon: Sequence[Corpus], recipe: CurrentRecipe) -> Trial:
    measured = _half_of_sites(free)
    others = HELD_OUT["headlines-sites"].rows(corpora)
    train = without(labelled([row for corpus in corpora for row in corpus.rows]), [*others, *measured])
    return Trial("never seen", with_lexicon(train, lexicon), {"headlines-2022": tuple(measured)}, recipe)


def _publisher(
    corpora: Sequence[Corpus], free: Sequence[Row], publisher: str, lexicon: Sequence[Corpus], recipe: CurrentRecipe
) -> Trial:
    measured = [row for row in free if row.publisher == publisher and row.corpus in LEFT_OUT_CORPORA]
    sites = {row.id for row in HELD_OUT["headlines-sites"].rows(corpora)}
    others = [row for corpus in corpora for row in corpus.rows if row.publisher != publisher]
    others = [row for row in others if not (row.corpus == "headlines-2022" and row.id in sites)]
    train = once(without(labelled(others), measured))
    return Trial("never seen", with_lexicon(train, lexicon), {publisher: tuple(measured)}, recipe)
