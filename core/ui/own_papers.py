"""A visitor's own papers and sets: in the session, and in the page's address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st

from core.errors import CatalogueError
from core.newspapers.own import OwnPapers, from_link, to_link
from core.types import Newspaper
from core.ui import keys


def mine() -> OwnPapers:
    """Return what this visitor added, or what the link that was followed holds."""
    own: OwnPapers | None = st.session_state.get(keys.OWN_PAPERS)
    if own is None:
        try:
            own = from_link(st.query_params.get(keys.OWN_PAPERS_LINK, ""))
        except CatalogueError as problem:
            own = OwnPapers()
            say(str(problem))
        st.session_state[keys.OWN_PAPERS] = own
    return own


def replace_mine(own: OwnPapers) -> None:
    """Use these from now on, in the session and in the page's address."""
    st.session_state[keys.OWN_PAPERS] = own
    remember()


def remember() -> None:
    """Write them into the page's address, which forgets them when another page is shown."""
    word = to_link(mine())
    if word:
        st.query_params[keys.OWN_PAPERS_LINK] = word
    elif keys.OWN_PAPERS_LINK in st.query_params:
        del st.query_params[keys.OWN_PAPERS_LINK]


def say(sentence: str) -> None:
    """Show this sentence once."""
    st.session_state.setdefault(keys.OWN_PAPERS_MESSAGES, []).append(sentence)


def with_own(catalogue: Sequence[Newspaper]) -> tuple[Newspaper, ...]:
    """Return the catalogue and the visitor's papers, with names that all differ: links name papers."""
    papers: list[Newspaper] = []
    names: set[str] = set()
    listed = {paper.id for paper in catalogue}
    for paper in (*catalogue, *(paper for paper in mine().papers if paper.id not in listed)):
        name, number = paper.name, 1
        while name in names:
            number += 1
            host = (urlsplit(paper.home).hostname or "").removeprefix("www.")
            name = f"{paper.name} ({host})" if number == 2 else f"{paper.name} ({host}, {number})"
        names.add(name)
        papers.append(paper if name == paper.name else replace(paper, name=name))
    return tuple(papers)
