"""The newspapers on the About page, by country, with owner, kind, and where each was found."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core import wording
from core.newspapers.countries import country_name
from core.newspapers.kinds import KINDS, NOT_KNOWN, kind_label
from core.newspapers.table import NOT_TRIED, read_from
from core.types import Newspaper, Source
from core.ui import keys, known_papers
from core.ui.kit.escape import escape, link
from core.ui.kit.tables import table

ABOUT_THEM = """
Addresses and owners come from public documents, which the table links to. Papers change hands, so an owner may be a
former one. Where no document names an owner, owner and kind are not known here. *Tried* is the day on which Broadsheet
itself last read the feed. Broadsheet does not rate which way a paper leans.
"""


def show() -> None:
    """Say how many newspapers can be read, of which kinds; list them, one click away."""
    papers = sorted(known_papers.catalogue(), key=lambda paper: (country_name(paper.country), paper.name.casefold()))
    countries = len({paper.country for paper in papers})
    count = f"{wording.plural(len(papers), 'newspaper')} from {wording.plural(countries, 'country', 'countries')}"
    st.markdown(f"**{count}** can be read here.")
    box = st.expander("All newspapers, by country", key=keys.PAPER_LIST, on_change="rerun", icon=":material/public:")
    if box.open:
        with box:
            st.markdown(ABOUT_THEM)
            st.markdown("\n".join(f"- **{kind.label}**: {kind.description}" for kind in KINDS.values()))
            _table(papers)


def _table(papers: Sequence[Newspaper]) -> None:
    cells = {
        "Country": [country_name(paper.country) for paper in papers],
        "Newspaper": [link(paper.name, paper.home) for paper in papers],
        "Owner": [_sourced(paper.owner, paper.owner_source) if paper.owner else NOT_KNOWN for paper in papers],
        "Kind": [kind_label(paper.kind) for paper in papers],
        "Read through": [_sourced(read_from(paper), paper.source) for paper in papers],
        "Tried": [_tried(paper) for paper in papers],
    }
    download = {
        "Country": cells["Country"],
        "Newspaper": [paper.name for paper in papers],
        "Home page": [paper.home for paper in papers],
        "Owner": [paper.owner for paper in papers],
        "Kind": cells["Kind"],
        "Feeds and sitemaps": [" ".join((*paper.feeds, *paper.sitemaps)) for paper in papers],
        "Source of the feed": [_written(paper.source) for paper in papers],
        "Source of the owner": [_written(paper.owner_source) for paper in papers],
        "Tried": cells["Tried"],
    }
    with st.container(key=keys.wide("papers")):
        table(pd.DataFrame(cells), "newspapers", "Newspapers that can be read, by country", pd.DataFrame(download))


def _sourced(text: str, source: Source | None) -> str:
    return link(text, source.url) if source else escape(text)


def _tried(paper: Newspaper) -> str:
    return wording.day(paper.proven, short=True) if paper.proven else NOT_TRIED


def _written(source: Source | None) -> str:
    return f"{source.url} ({source.day})" if source else ""
