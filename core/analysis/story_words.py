"""The words by which stories are found, and how much each says."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from core.language import english
from core.language.function_words import FUNCTION_WORDS
from core.language.words import is_unspaced, overlapping_pieces, without_unspaced

FREQUENCIES = Path(__file__).with_name("word_frequencies.tsv")
"""In how many of 100,000 articles each word stands; `scripts/word_frequencies.py` counts them."""
COUNTED_ARTICLES = 100_000
"""Articles of which the table of frequencies says how many hold a word."""
UNCOUNTED = 10
"""In how many articles a word stands that is not in the table of frequencies: it is rarer than all that are."""
TABLE_COUNTS_AS = 2_000
"""Articles that the table counts for beside those at hand: chosen on the development part of the real titles."""
MAX_RARITY = 5.0
"""Weight of a word that stands in one of `COUNTED_ARTICLES`; a word in all of them weighs 1."""
MIN_STEM = 4
"""Letters that stay of a word when its ending is cut off."""
MAX_PARTICLE = 3
"""Letters of a lower-case word that is left out if the table lacks it: function words of languages without a list."""

_EMPTY = english.STOP_WORDS | FUNCTION_WORDS
_WORD = re.compile(r"\b\w[\w'’]+\b")


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without stop words.

    In scripts that put no spaces between words, pieces of neighbouring characters.
    """
    if is_unspaced(text):
        return overlapping_pieces(text) + words(without_unspaced(text))
    found = [(word, word.lower()) for word in _WORD.findall(text)]
    return [low for word, low in found if low not in _EMPTY and not _is_particle(word)]


def stem(word: str) -> str:
    """Return a lower-case word without its commonest endings."""
    for ending in english.ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            return word[: -len(ending)]
    return word


def rarity(stems: list[str], articles: Any, n: int) -> Any:
    """Return how much each word says: its inverse document frequency, from 1 to `MAX_RARITY`.

    The frequency is the table's, or if that is larger the one that table and
    articles at hand give together, so that an edition of ten articles is
    judged as one of a thousand, and a word that everybody uses this week, or
    that a language unknown to the table uses always, says less.

    Parameters
    ----------
    stems : list of str
        Words without endings.
    articles : ndarray of int
        In how many of the articles at hand each stands.
    n : int
        How many articles are at hand.
    """
    table = _frequencies()
    counted = np.array([table.get(word, UNCOUNTED) for word in stems], dtype=np.float64) / COUNTED_ARTICLES
    together = (counted * TABLE_COUNTS_AS + articles) / (TABLE_COUNTS_AS + n)
    frequency = np.maximum(counted, together)
    return 1 + (MAX_RARITY - 1) * -np.log(frequency) / math.log(COUNTED_ARTICLES)


def _is_particle(word: str) -> bool:
    return len(word) <= MAX_PARTICLE and word.islower() and word not in _frequencies()


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, int]:
    lines = FREQUENCIES.read_text(encoding="utf-8").splitlines()
    return {word: int(articles) for word, articles in (line.split("\t") for line in lines)}
