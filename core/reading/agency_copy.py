"""Find agency copy: nearly the same text in several papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.types import Article, ReadArticle

SHINGLE_WORDS = 5
"""Words that are compared together."""
MIN_WORDS = 50
"""Words under which a text is not compared: notices and stubs are alike everywhere."""
MIN_SIMILARITY = 0.5
"""Jaccard similarity of two texts' shingles from which they are one text."""
MIN_CONTAINMENT = 0.8
"""Share of the shorter text's shingles in the longer from which one paper has cut the copy."""
LSH_SIMILARITY = 0.3
"""Jaccard similarity from which LSH should propose a pair, to be compared exactly."""
PERMUTATIONS = 64
"""Length of a MinHash signature: proposals miss few pairs, and cost little."""
MAX_WORDS = 1500
"""Words of a text that are compared."""

_WORD = re.compile(r"\w+")


def with_also_in(items: Sequence[ReadArticle]) -> list[ReadArticle]:
    """Add to each article which other papers have nearly the same text; the order stays.

    `also_in` lists the ids of those papers; `copy_of` is the address of the
    group's first article (by date, then by place), None for that one itself.
    Only texts of different papers are compared: MinHash signatures with
    locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman and Ullman,
    chapter 3) propose pairs of texts, whose shingles of five words are then
    compared exactly.
    """
    shingles = {
        number: words
        for number, item in enumerate(items)
        if item.article.was_read and (words := _shingles(item.article.text))
    }
    if len({items[number].article.newspaper for number in shingles}) < 2:
        return list(items)
    changed = list(items)
    for group in _groups(items, shingles):
        first = min(group, key=lambda number: (_moment(items[number].article), number))
        papers = list(dict.fromkeys(items[number].article.newspaper for number in group))
        for number in group:
            article = items[number].article
            others = tuple(paper for paper in papers if paper != article.newspaper)
            source = None if number == first else items[first].article.url
            changed[number] = replace(items[number], article=replace(article, also_in=others, copy_of=source))
    return changed


def _moment(article: Article) -> float:
    return article.published.timestamp() if article.published else float("inf")


def _shingles(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())[:MAX_WORDS]
    if len(words) < MIN_WORDS:
        return frozenset()
    return frozenset(" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))


def same_text(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether two texts' shingles are those of one text, or of a text and its shortened copy."""
    common = len(first & second)
    return common >= MIN_SIMILARITY * len(first | second) or common >= MIN_CONTAINMENT * min(len(first), len(second))


def _groups(items: Sequence[ReadArticle], shingles: dict[int, frozenset[str]]) -> list[list[int]]:
    """Group the articles that share a text, by their numbers; at least two papers a group."""
    # Imported here: it takes half a second, and commands that only extract do without.
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=LSH_SIMILARITY, num_perm=PERMUTATIONS)
    leader = {number: number for number in shingles}

    def lead(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    for number, words in shingles.items():
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([shingle.encode() for shingle in words])
        for other in index.query(signature):
            apart = items[other].article.newspaper != items[number].article.newspaper
            if apart and lead(other) != lead(number) and same_text(words, shingles[other]):
                leader[lead(number)] = lead(other)
        index.insert(number, signature)
    groups: dict[int, list[int]] = {}
    for number in shingles:
        groups.setdefault(lead(number), []).append(number)
    return [group for group in groups.values() if len(group) > 1]
