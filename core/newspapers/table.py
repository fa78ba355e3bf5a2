"""The catalogue as a page of the documentation."""

from __future__ import annotations

from collections.abc import Sequence

from core import wording
from core.newspapers.countries import UNKNOWN
from core.newspapers.kinds import KINDS
from core.types import Newspaper

NOT_TRIED = "not tried yet"
"""What stands for the day of a paper that no check has read."""

_INTRODUCTION = """\
# The newspapers

This page is written by `python -m core papers list --markdown`; a test fails where it is not current. What is read of
each paper stands in `newspapers.toml`.

A reader adds their own papers on the Front pages: by the address of a site (its feed is found), or from an OPML file.

## What the fields mean

- **Country**: where the paper is made, as ISO 3166-1 has it.
- **Owner**: who owns the paper, by name. **Kind** is one of:
{kinds}
- **Sources**: where its feed was found, and where its owner and kind were: documents that anybody can open, with the
  day they were read, most of them as stored public copies. Nothing here is from memory. Only facts were copied, an
  address or a name, and no text. An owner is the one that the document names: papers change hands, and a document may
  be years older than that day. Where none names an owner, owner and kind are empty.
- **Tried**: the day on which Broadsheet itself last read the feed; *not tried yet* until then.

A trust or foundation counts as nonprofit where it owns the paper, even through a company. A listed company is
private. A broadcaster that belongs to the state counts as public where its source calls it a public service
broadcaster, or says that a law keeps the government out of its newsroom, and else as state. Broadsheet does not rate
which way a paper leans.

## Adding a newspaper

1. Find a document that gives the address of the feed, such as the paper's own page of feeds, and one that names the
   owner.
2. Add a table to `newspapers.toml`, with `source` and `owner_source`: the address of each document, and the day.
   [reference.md](reference.md#catalogue-of-newspapers) shows one.
3. `python -m core papers check ID --write` reads the feed and writes `proven`, the day. It changes nothing else in
   the file, and leaves the former day where the feed cannot be read.
4. `python -m core papers list --markdown > docs/newspapers.md` writes this page again.

`python -m core papers check --all` reads all papers and prints a table: how many of their feeds list articles, how many
articles, the days these span, and why a feed fails. It connects to every paper, so it is run by hand or by a schedule,
apart from the tests.

## The list

{count} newspapers from {countries} countries:

"""


def catalogue_page(papers: Sequence[Newspaper]) -> str:
    """Render the catalogue in Markdown: an introduction, and a row for each paper, by name."""
    countries = {paper.country for paper in papers} - {UNKNOWN}
    kinds = "\n".join(f"  - *{kind.label}* (`{code}`): {kind.description}" for code, kind in KINDS.items())
    lines = [_INTRODUCTION.format(count=len(papers), countries=len(countries), kinds=kinds)]
    lines += ["| newspaper | id | country | owner | kind | read from | sources | tried | notes |\n", f"|{'---|' * 9}\n"]
    lines += [_row(paper) for paper in sorted(papers, key=lambda paper: paper.name.casefold())]
    return "".join(lines)


def _row(paper: Newspaper) -> str:
    sources = (("feed", paper.source), ("owner", paper.owner_source))
    cells = (
        f"[{_cell(paper.name)}]({paper.home})",
        f"`{paper.id}`",
        paper.country,
        _cell(paper.owner),
        KINDS[paper.kind].label.lower() if paper.kind else "",
        read_from(paper),
        ", ".join(f"[{what}]({_address(source.url)}) {source.day}" for what, source in sources if source),
        str(paper.proven or NOT_TRIED),
        _cell(paper.notes),
    )
    return f"| {' | '.join(cells)} |\n"


def read_from(paper: Newspaper) -> str:
    """Say in words through what a paper's articles are listed."""
    ways = [wording.plural(len(paper.feeds), "feed")] if paper.feeds else []
    ways += [wording.plural(len(paper.sitemaps), "news sitemap")] if paper.sitemaps else []
    return ", ".join(ways)


def _address(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("|", "%7C")


def _cell(text: str) -> str:
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>()#|" else c for c in text)
