"""One text in several papers: agency copy, found by MinHash before anything is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.types import Article, ReadArticle

SHINGLE = 5
"""Words that are compared together."""
LEAST_WORDS = 50
"""Words under which a text is not compared: notices and stubs are alike everywhere."""
ALIKE = 0.5
"""Least Jaccard likeness of two texts' shingles."""
CONTAINED = 0.8
"""Least share of the shorter text's shingles that the longer has, where one paper cut the copy."""
CANDIDATE = 0.3
"""Jaccard likeness from which LSH should propose a pair, to be compared exactly."""
PERMUTATIONS = 64
MOST_WORDS = 1500

_WORD = re.compile(r"\w+")


def with_also_in(items: Sequence[ReadArticle]) -> list[ReadArticle]:
    """The same articles in the same order, each told which other papers have nearly the same text.

    `also_in` lists the ids of those papers; `copy_of` is the address of the
    group's first article (by date, then by place), None for that one itself.
    Only texts of different papers are compared: MinHash signatures with
    locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman and Ullman,
    chapter 3) propose pairs of texts, whose shingles of five words are then
    compared exactly.
    """
    shingles = {
        number: found
        for number, item in enumerate(items)
        if item.article.was_read and (found := _shingles(item.article.text))
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
    words = _WORD.findall(text.lower())[:MOST_WORDS]
    if len(words) < LEAST_WORDS:
        return frozenset()
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def same_text(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts' shingles are those of one text, or of a text and its shortened copy."""
    common = len(one & other)
    return common >= ALIKE * len(one | other) or common >= CONTAINED * min(len(one), len(other))


def _groups(items: Sequence[ReadArticle], shingles: dict[int, frozenset[str]]) -> list[list[int]]:
    """Numbers of the articles that share a text, of at least two papers each."""
    # Imported here: it takes half a second, and commands that only extract do without.
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=CANDIDATE, num_perm=PERMUTATIONS)
    leader = {number: number for number in shingles}

    def lead(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    for number, found in shingles.items():
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([shingle.encode() for shingle in found])
        for other in index.query(signature):
            apart = items[other].article.newspaper != items[number].article.newspaper
            if apart and lead(other) != lead(number) and same_text(found, shingles[other]):
                leader[lead(number)] = lead(other)
        index.insert(number, signature)
    groups: dict[int, list[int]] = {}
    for number in shingles:
        groups.setdefault(lead(number), []).append(number)
    return [group for group in groups.values() if len(group) > 1]
