"""Which articles a reader wants to see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """What a reader picked; what is left empty lets everything through.

    `least` is the lowest probability (0 to 1) of the likeliest topic. `words`
    must all stand in headline or text, in any order and case.
    """

    topic: str | None = None
    papers: Collection[str] = ()
    least: float = 0.0
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether everything is let through."""
        return self.topic is None and not self.papers and self.least <= 0 and not self.words.strip()

    def apply(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of an article frame that pass, in their order."""
        keep = pd.Series(True, index=frame.index)
        if self.topic is not None:
            keep &= frame["topic"] == self.topic
        if self.papers:
            keep &= frame["paper"].isin(list(self.papers))
        if self.least > 0:
            keep &= frame["confidence"].fillna(0.0) >= self.least
        return with_words(frame[keep], self.words)


def with_words(frame: pd.DataFrame, words: str) -> pd.DataFrame:
    """Return rows whose headline or text holds all the words, in any order, whatever the case."""
    keep = pd.Series(True, index=frame.index)
    haystack = (frame["title"].fillna("") + " " + frame["text"].fillna("")).str.casefold()
    for word in words.casefold().split():
        keep &= haystack.str.contains(word, regex=False)
    return frame[keep]
