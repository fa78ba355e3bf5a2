"""Which articles a reader wants to see, and which not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from core.language.search_grammar import Piece, pieces


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """What a reader picked; what is left empty lets everything through.

    `least` is the lowest probability (0 to 1) of the likeliest topic. `words`
    is a search as `with_words` understands it; `new` asks for those whose column
    `new` is True.
    """

    topic: str | None = None
    papers: Collection[str] = ()
    least: float = 0.0
    words: str = ""
    new: bool = False

    @property
    def empty(self) -> bool:
        """Whether everything is let through."""
        return self.topic is None and not self.papers and self.least <= 0 and not self.words.strip() and not self.new

    def apply(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of an article frame that pass, in their order.

        Raises
        ------
        SearchError
            If the words cannot be understood.
        """
        keep = pd.Series(True, index=frame.index)
        if self.topic is not None:
            keep &= frame["topic"] == self.topic
        if self.papers:
            keep &= frame["paper"].isin(list(self.papers))
        if self.least > 0:
            keep &= frame["confidence"].fillna(0.0) >= self.least
        if self.new:
            keep &= frame["new"]
        return with_words(frame[keep], self.words)


def with_words(frame: pd.DataFrame, words: str) -> pd.DataFrame:
    """Return rows whose headline or text holds what is looked for, in any order, whatever the case.

    The syntax is that of a search in the archive: words, "phrases",
    -exclusions, OR, and word*. Here a word is also found within others, as in
    a browser, so that the star changes nothing.

    Raises
    ------
    SearchError
        If the words cannot be understood; the message says what to write instead.
    """
    wanted, excluded = _parse(words)
    if not wanted and not excluded:
        return frame
    haystack = (frame["title"].fillna("") + " " + frame["text"].fillna("")).str.casefold()
    keep = pd.Series(True, index=frame.index)
    for group in wanted:
        keep &= _holds(haystack, group)
    return frame[keep & ~_holds(haystack, excluded)]


def _holds(texts: pd.Series, terms: Iterable[str]) -> pd.Series:
    """Say of each text whether it holds any of the terms."""
    found = pd.Series(False, index=texts.index)
    for term in terms:
        found |= texts.str.contains(term, regex=False)
    return found


def _parse(typed: str) -> tuple[list[list[str]], list[str]]:
    """Split what was typed into groups of which each must be found by any of its terms, and terms that must not."""
    wanted: list[list[str]] = []
    excluded: list[str] = []
    either = False
    for piece in pieces(typed):
        if piece.is_or:
            either = bool(wanted)
            continue
        term = _term(piece)
        if not term:
            continue
        if piece.is_excluded:
            excluded.append(term)
        elif either:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        either = False
    return wanted, excluded


def _term(piece: Piece) -> str:
    if piece.is_phrase:
        return " ".join(piece.typed.casefold().split())
    return piece.typed.casefold().rstrip("*").removeprefix("-")


MAX_MUTED = 30
"""Words, topics or papers that one reader mutes; more are ignored."""
MAX_MUTED_LENGTH = 60
"""Characters of one of them; a longer one is ignored."""


@dataclass(frozen=True, slots=True)
class Muted:
    """What a reader does not want to see: headlines with these words, these topics, these papers."""

    words: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()

    def hides(self, frame: pd.DataFrame) -> pd.Series:
        """Say of each row whether it is muted; a word counts where it stands alone in the headline."""
        hidden = frame["topic"].isin(self.topics) | frame["paper"].isin(self.papers)
        if self.words:
            words = "|".join(re.escape(word.casefold()) for word in self.words)
            hidden |= frame["title"].fillna("").str.casefold().str.contains(rf"(?<!\w)(?:{words})(?!\w)")
        return hidden

    def without_papers(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of papers that are not muted."""
        return frame[~frame["paper"].isin(self.papers)]


def muted_entries(values: Iterable[object]) -> tuple[str, ...]:
    """Keep what can be muted of values from a link or a browser: short texts, each once, a bounded number."""
    texts = (" ".join(value.split()) for value in values if isinstance(value, str))
    fit = (text for text in texts if 0 < len(text) <= MAX_MUTED_LENGTH and text.isprintable())
    return tuple(dict.fromkeys(fit))[:MAX_MUTED]
