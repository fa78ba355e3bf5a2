"""Narrowing the newspapers that can be chosen: by country and by kind, and choosing all that are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

import streamlit as st

from core import wording
from core.newspapers.countries import country_name
from core.newspapers.kinds import KINDS, kind_label
from core.types import Newspaper
from core.ui import keys

MAX_AT_ONCE = 20
"""Newspapers that one click chooses; more would take long to read and be hard to compare."""


def narrowed(papers: Sequence[Newspaper], kept: Collection[str]) -> list[Newspaper]:
    """List the papers to choose from: first those that match the filters.

    Parameters
    ----------
    papers : sequence of Newspaper
        All that this visitor can read.
    kept : collection of str
        Ids that stay in the list whatever the filters say.
    """
    matching = _matching(papers)
    found = {paper.id for paper in matching}
    return [*matching, *(paper for paper in papers if paper.id in kept and paper.id not in found)]


def filters(papers: Sequence[Newspaper]) -> None:
    """Show the filters, and a button that chooses all newspapers that match them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _filter("Country", "All countries", keys.PAPER_COUNTRY, papers, _country, country_name)
        _filter("Kind", "All kinds", keys.PAPER_KIND, papers, _kind, kind_label)
    matching = _matching(papers)
    if len(matching) == len(papers):
        return
    found = f"{wording.plural(len(matching), 'newspaper')} match."
    if len(matching) > MAX_AT_ONCE:
        st.caption(f"{found} Pick from the list below.")
    elif matching:
        st.button(
            f"Choose {'this newspaper' if len(matching) == 1 else f'these {len(matching)} newspapers'}",
            on_click=_choose,
            args=([paper.id for paper in matching],),
            icon=":material/done_all:",
            key=keys.CHOOSE_MATCHING,
        )
    else:
        st.caption("No newspaper matches. Clear one of the two.")


def summary(papers: Sequence[Newspaper], chosen: Sequence[str]) -> None:
    """Say how the chosen newspapers divide by country and kind."""
    of_these = [paper for paper in papers if paper.id in chosen]
    if not of_these:
        return
    countries = Counter(country_name(paper.country) for paper in of_these)
    kinds = Counter(kind_label(paper.kind).lower() for paper in of_these)
    st.caption(f"Chosen: {_counted(countries)}. Kind: {_counted(kinds)}.")


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.most_common())


def _country(paper: Newspaper) -> str:
    return paper.country


def _kind(paper: Newspaper) -> str:
    return paper.kind


def _matching(papers: Sequence[Newspaper]) -> list[Newspaper]:
    country, kind = (st.session_state.get(key) for key in (keys.PAPER_COUNTRY, keys.PAPER_KIND))
    return [paper for paper in papers if country in (None, paper.country) and kind in (None, paper.kind)]


def _filter(
    label: str,
    everything: str,
    key: str,
    papers: Sequence[Newspaper],
    value: Callable[[Newspaper], str],
    name: Callable[[str], str],
) -> None:
    counts = Counter(value(paper) for paper in papers)
    if st.session_state.get(key) not in counts:
        st.session_state[key] = None
    order = list(KINDS) if value is _kind else []
    st.selectbox(
        label,
        sorted(counts, key=lambda code: (order.index(code) if code in order else len(order), name(code))),
        index=None,
        format_func=lambda code: f"{name(code)} ({counts[code]})",
        key=key,
        placeholder=everything,
    )


def _choose(ids: Sequence[str]) -> None:
    st.session_state[keys.PAPERS] = list(ids)
