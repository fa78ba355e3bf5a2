"""The same story in several papers, and what one paper has that another has not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform
from sklearn.feature_extraction.text import CountVectorizer

from core.analysis.frame import classified
from core.language import english

SIMILAR = 0.32
"""Mean cosine from which articles tell one story: chosen on the development part of the labelled stories."""

LEAD_WORDS = 60
"""Words of a text that are compared: its lead, which tells what is new."""
TITLE_WEIGHT = 2
"""How often the headline counts: it names the story, the lead tells it."""

MAX_DAYS_APART = 4
"""Articles published further apart tell different stories, however alike."""

FREQUENCIES = Path(__file__).with_name("word_frequencies.tsv")
"""In how many of 100,000 articles each word stands; `scripts/word_frequencies.py` counts them."""

MAX_BLOCK = 2_000
"""Articles whose distances are held at once: 2,000 x 2,000 of 8 bytes are 32 MB."""

UNCOUNTED = 10
"""In how many articles a word stands that is not in the table of frequencies: it is rarer than all that are."""
COUNTED_ARTICLES = 100_000
"""Articles of which the table of frequencies says how many hold a word."""
MAX_RARITY = 5.0
"""Weight of a word that stands in one of these articles; a word in all of them weighs 1."""

WEAKEST_SHARE = 1 / 4
"""Of `similar`: pairs with a smaller cosine count as unlike, which hardly moves a mean and keeps the matrix sparse."""
STEP = 0.05
"""By how much the threshold rises where too many articles hang together to be compared at once."""
LAST_STEP = 0.95
"""Threshold from which a group is taken as it is, however large: its articles are all but equal."""
MIN_STEM = 4
"""Letters that stay of a word when its ending is cut off."""

_WORD = re.compile(r"\b\w[\w'’]+\b")


def with_stories(frame: pd.DataFrame, similar: float = SIMILAR) -> pd.DataFrame:
    """Return the classified rows with a column `story`: equal numbers tell one story.

    Articles are compared by headline and first words, weighted by how rare
    each word is in newspapers (TF-IDF with document frequencies counted once,
    so that an edition of ten articles is judged as one of a thousand), and
    joined by average linkage as long as the mean cosine is at least
    `similar`. Those published more than `MAX_DAYS_APART` days apart are not compared.
    """
    rows = classified(frame).reset_index(drop=True)
    leads = [(str(title or ""), str(text or "")) for title, text in zip(rows["title"], rows["text"], strict=True)]
    when = [moment.timestamp() if pd.notna(moment) else math.nan for moment in rows["published"]]
    return rows.assign(story=cluster(leads, when, similar))


def cluster(
    articles: Iterable[tuple[str, str]], when: Iterable[float] | None = None, similar: float = SIMILAR
) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the story of each (title, text) as a number: equal numbers tell one story.

    Parameters
    ----------
    articles : iterable of (str, str)
        Titles and texts; of a text the first `LEAD_WORDS` words count.
    when : iterable of float, optional
        Seconds of publication for each; NaN where unknown.
    similar : float
        Mean cosine from which two groups are one.
    """
    leads = [f"{f'{title} ' * TITLE_WEIGHT}{' '.join(text.split()[:LEAD_WORDS])}" for title, text in articles]
    n = len(leads)
    if n == 0:
        return np.zeros(0, dtype=np.int64)
    likeness = _likeness(leads, similar)
    if when is not None:
        likeness = _near_in_time(likeness, np.array(list(when), dtype=np.float64))
    labels = np.zeros(n, dtype=np.int64)
    following = 0
    for members in _components(likeness, similar):
        own = _average_linkage(likeness, members, similar)
        labels[members] = own + following
        following += int(own.max()) + 1
    return labels


def _likeness(leads: list[str], similar: float) -> sparse.csr_matrix:
    """Return the cosines of all pairs; those that are far from `similar` are left out."""
    counter = CountVectorizer(analyzer=_words)
    try:
        counts = counter.fit_transform(leads).astype(np.float64).tocsr()
    except ValueError:  # no word in any of them
        return sparse.csr_matrix((len(leads), len(leads)))
    counts.data = 1 + np.log(counts.data)
    rarity = np.array([_rarity(word) for word in counter.get_feature_names_out()])
    weighted = counts @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    vectors = (sparse.diags(1 / np.where(lengths == 0, 1, lengths)) @ weighted).tocsr()
    blocks = []
    for start in range(0, vectors.shape[0], MAX_BLOCK):  # the product of many articles at once would fill the memory
        block = (vectors[start : start + MAX_BLOCK] @ vectors.T).tocsr()
        block.data[block.data < similar * WEAKEST_SHARE] = 0
        block.eliminate_zeros()
        blocks.append(block)
    return sparse.vstack(blocks).tocsr()


def _near_in_time(likeness: sparse.csr_matrix, when: np.ndarray) -> sparse.csr_matrix:
    pairs = likeness.tocoo()
    apart = np.abs(when[pairs.row] - when[pairs.col]) > MAX_DAYS_APART * 86_400  # never for NaN
    keep = ~apart
    return sparse.csr_matrix((pairs.data[keep], (pairs.row[keep], pairs.col[keep])), shape=likeness.shape)


def _components(likeness: sparse.csr_matrix, threshold: float) -> Iterable[np.ndarray]:
    """Divide the articles into groups that may belong together; where too many do, those that are more alike."""
    linked = likeness.copy()
    linked.data = (linked.data >= threshold).astype(np.int8)
    linked.eliminate_zeros()
    _, labels = connected_components(linked, directed=False)
    order = np.argsort(labels, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if len(members) <= MAX_BLOCK or threshold >= LAST_STEP:
            yield members
        else:
            part = likeness[members][:, members]
            yield from (members[inner] for inner in _components(part.tocsr(), threshold + STEP))


def _average_linkage(likeness: sparse.csr_matrix, members: np.ndarray, similar: float) -> np.ndarray:
    """Return numbers from 0 for the members. Exact: what average linkage joins has one pair at least so alike."""
    if len(members) == 1:
        return np.zeros(1, dtype=np.int64)
    distance = np.clip(1 - likeness[members][:, members].toarray(), 0, 1)
    distance = (distance + distance.T) / 2
    np.fill_diagonal(distance, 0)
    merged = linkage(squareform(distance, checks=False), "average")
    return np.asarray(fcluster(merged, 1 - similar, "distance"), dtype=np.int64) - 1


def _words(text: str) -> list[str]:
    """Return the words of a text without endings; stop words are left out."""
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in english.STOP_WORDS]


def stem(word: str) -> str:
    """Return a lower-case word without its commonest endings."""
    for ending in english.ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, int]:
    lines = FREQUENCIES.read_text(encoding="utf-8").splitlines()
    return {word: int(articles) for word, articles in (line.split("\t") for line in lines)}


def _rarity(word: str) -> float:
    """Return the inverse document frequency of a word in newspapers, from 1 to `MAX_RARITY`."""
    articles = _frequencies().get(word, UNCOUNTED)
    return 1 + (MAX_RARITY - 1) * math.log(COUNTED_ARTICLES / articles) / math.log(COUNTED_ARTICLES)


def shared_stories(frame: pd.DataFrame, papers: list[str] | None = None) -> list[pd.DataFrame]:
    """Return stories told by at least two of the papers, most papers first.

    Parameters
    ----------
    frame : DataFrame
        With the column `story`, as `with_stories` makes it.
    papers : list of str, optional
        Names to keep; all papers without it.

    Returns
    -------
    list of DataFrame
        One frame a story, its rows the articles.
    """
    rows = frame if papers is None else frame[frame["paper"].isin(papers)]
    groups = [group for _, group in rows.groupby("story", sort=False) if group["paper"].nunique() > 1]
    return sorted(groups, key=lambda group: (-group["paper"].nunique(), -len(group)))


def only_in(frame: pd.DataFrame, paper: str, others: Iterable[str]) -> pd.DataFrame:
    """Return articles of `paper` whose story was not found among the read articles of the others."""
    stories = set(frame.loc[frame["paper"].isin([name for name in others if name != paper]), "story"])
    return frame[(frame["paper"] == paper) & ~frame["story"].isin(stories)]


def missing_from(frame: pd.DataFrame, paper: str, others: Iterable[str], at_least: int = 2) -> list[pd.DataFrame]:
    """Return stories that at least so many of the others tell, and that were not found among the paper's articles.

    Most papers first; each a frame whose rows are the others' articles.
    """
    rows = frame[frame["paper"].isin([name for name in others if name != paper])]
    stories = set(frame.loc[frame["paper"] == paper, "story"])
    groups = [group for story, group in rows.groupby("story", sort=False) if story not in stories]
    groups = [group for group in groups if group["paper"].nunique() >= at_least]
    return sorted(groups, key=lambda group: (-group["paper"].nunique(), -len(group)))


def also_in(frame: pd.DataFrame) -> pd.Series:
    """Return for each row of a frame with the column `story` the other papers that tell its story, as a tuple."""
    papers: dict[Any, tuple[str, ...]] = {
        story: tuple(dict.fromkeys(names)) for story, names in frame.groupby("story", sort=False)["paper"]
    }
    pairs = zip(frame["story"], frame["paper"], strict=True)
    others = [tuple(paper for paper in papers[story] if paper != own) for story, own in pairs]
    return pd.Series(others, index=frame.index, dtype="object")
