"""Words that set each paper apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer

from core.analysis.frame import classified
from core.language import english

MIN_ARTICLES = 2
"""Articles in which a word must stand: one article does not speak for its paper."""
MAX_SHARE = 0.9
"""Share of the articles above which a word sets nothing apart."""
MIN_Z = 1.0
"""Standardised log-odds below which a word may be there by chance."""
WORD = r"(?u)\b[^\W\d_][^\W\d_]{2,}\b"
"""Three letters at least, and no digit."""

COLUMNS = ["paper", "term", "z", "count", "elsewhere"]


def distinctive_terms(frame: pd.DataFrame, papers: list[str], top: int = 10, prior: float = 0.1) -> pd.DataFrame:
    """Return the words that each of some papers uses more than the others together.

    Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and
    Quinn 2008, Political Analysis 16, 372-403, section 3.5.1), the prior being
    the words of all these papers scaled by `prior`. A word counts once an
    article, so that one long article does not speak for its paper, and must
    stand in at least two articles.

    Returns
    -------
    DataFrame
        Columns paper, term, z (standardised log-odds), count (articles of the
        paper with the word), elsewhere (articles of the others); at most `top`
        rows a paper, those with z above 1 only, highest first.
    """
    rows = classified(frame)
    rows = rows[rows["paper"].isin(papers)]
    if rows["paper"].nunique() < 2:
        return pd.DataFrame(columns=COLUMNS)
    vectorizer = CountVectorizer(
        binary=True,
        stop_words=[*english.STOP_WORDS, *english.NEWS_WORDS],
        min_df=MIN_ARTICLES,
        max_df=MAX_SHARE,
        token_pattern=WORD,
    )
    try:
        counts = vectorizer.fit_transform(rows["title"] + " " + rows["text"])
    except ValueError:  # no word stands in two articles
        return pd.DataFrame(columns=COLUMNS)
    vocabulary = vectorizer.get_feature_names_out()
    everywhere = np.asarray(counts.sum(axis=0)).ravel()
    terms = []
    for paper in papers:
        here = np.asarray(counts[(rows["paper"] == paper).to_numpy()].sum(axis=0)).ravel()
        z = _log_odds_z(here, everywhere - here, prior * everywhere)
        for index in np.argsort(-z, kind="stable")[:top]:
            if z[index] > MIN_Z:
                counted = int(here[index]), int(everywhere[index] - here[index])
                terms.append((paper, vocabulary[index], float(z[index]), *counted))
    return pd.DataFrame(terms, columns=COLUMNS)


def _log_odds_z(here: np.ndarray, elsewhere: np.ndarray, prior: np.ndarray) -> np.ndarray:
    total = prior.sum()

    def log_odds(counts: np.ndarray) -> np.ndarray:
        return np.asarray(np.log((counts + prior) / (counts.sum() + total - counts - prior)))

    variance = 1 / (here + prior) + 1 / (elsewhere + prior)
    return np.asarray((log_odds(here) - log_odds(elsewhere)) / np.sqrt(variance))
