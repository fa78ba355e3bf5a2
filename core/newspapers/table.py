"""The catalogue as a page of the documentation."""

from __future__ import annotations

from collections.abc import Sequence

from core import wording
from core.newspapers.countries import UNKNOWN
from core.types import Newspaper

_INTRODUCTION = """\
# The newspapers

This page is written by `python -m core papers list --markdown`; a test fails where it is not current. What is read of
each paper stands in `newspapers.toml`. Whether a paper can be reached today, and an article of it be read, is what
`python -m core papers check` says: it connects to each, so it is run by hand or by a schedule, apart from the tests.

A reader adds their own papers on the Front pages: by the address of a site (its feed is found), or from an OPML file.

{count} newspapers from {countries} countries:

"""


def catalogue_page(papers: Sequence[Newspaper]) -> str:
    """Render the catalogue in Markdown: an introduction, and a row for each paper, by name."""
    countries = {paper.country for paper in papers} - {UNKNOWN}
    lines = [_INTRODUCTION.format(count=len(papers), countries=len(countries))]
    lines += ["| newspaper | id | country | language | read from | notes |\n", "|---|---|---|---|---|---|\n"]
    for paper in sorted(papers, key=lambda paper: paper.name.casefold()):
        sources = [wording.plural(len(paper.feeds), "feed")] if paper.feeds else []
        sources += [wording.plural(len(paper.sitemaps), "news sitemap")] if paper.sitemaps else []
        cells = (f"[{_cell(paper.name)}]({paper.home})", f"`{paper.id}`", paper.country, paper.language)
        lines.append(f"| {' | '.join(cells)} | {', '.join(sources)} | {_cell(paper.notes)} |\n")
    return "".join(lines)


def _cell(text: str) -> str:
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>()#|" else c for c in text)
