"""A text cut into pieces, each with what it says for or against a topic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from core.topics.explain import Term, all_terms
from core.topics.model import TopicModel

MIN_SHARE = 0.1
"""Words below this part of the strongest word's weight are left unmarked."""

_WORD = re.compile(r"[^\W\d_]\w+")


class Piece(NamedTuple):
    """A run of text and its weight: above 0 for the topic, below 0 against it, 0 neither, None unknown to the model."""

    text: str
    weight: float | None


def highlight(model: TopicModel, title: str, text: str, topic: str) -> tuple[list[Piece], list[Piece]]:
    """Title and text in pieces, which joined give them again.

    The weight of a pair of words is shared by the two, so that the weights of
    all occurring words add up to those of all terms. Weak words are part of
    the unmarked pieces between the others.

    Raises
    ------
    KeyError
        If the model does not know the topic.
    """
    surface = sorted({match[0].lower() for part in (title, text) for match in _WORD.finditer(part)})
    cleaned = [line.split() for line in model.pipeline["clean"].transform(surface)]
    tokens = {word: parts[0] if parts else "" for word, parts in zip(surface, cleaned, strict=True)}
    by_token = _shared(all_terms(model, title, text, topic))
    vocabulary = model.pipeline["vectorize"].vocabulary_
    weights: dict[str, float | None] = {}
    least = MIN_SHARE * max((abs(weight) for weight in by_token.values()), default=0.0)
    for word, token in tokens.items():
        weight = by_token.get(token, 0.0)
        weights[word] = None if token and token not in vocabulary else weight if abs(weight) >= least else 0.0
    return _pieces(title, weights), _pieces(text, weights)


def _shared(terms: Sequence[Term]) -> dict[str, float]:
    """Weight by word: its own, and its part of every pair that it is in."""
    weights: dict[str, float] = {}
    for term, weight in terms:
        words = term.split()
        for word in words:
            weights[word] = weights.get(word, 0.0) + weight / len(words)
    return weights


def _pieces(text: str, weights: Mapping[str, float | None]) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for match in _WORD.finditer(text):
        weight = weights.get(match[0].lower(), 0.0)
        if weight == 0.0:
            continue
        if match.start() > end:
            pieces.append(Piece(text[end : match.start()], 0.0))
        pieces.append(Piece(match[0], weight))
        end = match.end()
    if end < len(text):
        pieces.append(Piece(text[end:], 0.0))
    return pieces
