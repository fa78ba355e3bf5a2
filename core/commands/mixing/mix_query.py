"""`mix --query`: the share of articles that match a search, and what two papers do differently."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from core import wording
from core.archive import check_search, match_texts
from core.commands.mixing.mix_lines import of_papers, text_lines
from core.commands.mixing.mix_output import check_known, rounded
from core.commands.mixing.mix_reading import read_now, reads_now
from core.commands.read import select_newspapers
from core.files.lines import batches, print_json_array
from core.settings import load_settings
from core.text import printable

if TYPE_CHECKING:
    from core.analysis.shares.attention import Matches

BATCH = 1000
"""Articles that are held at once."""
Texts = Iterable[tuple[str, tuple[str, str]]]
"""The newspaper, and headline and text, of articles."""


def run_query(args: argparse.Namespace) -> int:
    """Print shares of a search, or the difference of two papers; 1 where there was no article."""
    check_search(args.query)  # before anything is read
    papers = _count(args)
    if args.difference:
        return _difference(args, papers)
    known = {paper: found for paper, found in papers.items() if found.n}
    if args.json:
        print_json_array([_row(paper, args.query, found) for paper, found in known.items()])
    elif known:
        _print_table(args.query, known)
    if not known:
        print("There is no article with a text.", file=sys.stderr)
    return 0 if known else 1


def _count(args: argparse.Namespace) -> dict[str, Matches]:
    # Imported here: help and wrong use need none of it.
    from core.analysis.shares.attention import Matches, matches_of

    papers: dict[str, Matches] = {}
    if reads_now(args):
        settings = load_settings()
        newspapers = select_newspapers(args.paper, settings, sample=args.sample)
        papers.update({paper.id: Matches(0, 0) for paper in newspapers})
        texts: Texts = (
            (paper.id, (item.article.title, item.article.text))
            for paper, item in read_now(newspapers, settings, args.limit, args.sample, None)
            if item.article.was_read and item.article.text
        )
    else:
        texts = of_papers(text_lines(args.file or "-"), args.paper)
    for batch in batches(iter(texts), BATCH):
        found = match_texts(args.query, [text for _, text in batch])
        for paper, new in matches_of([paper for paper, _ in batch], found).items():
            before = papers.get(paper, Matches(0, 0))
            papers[paper] = Matches(before.count + new.count, before.n + new.n)
    return papers


def _row(paper: str, query: str, found: Matches) -> dict[str, Any]:
    low, high = found.interval()
    return {
        "newspaper": paper,
        "n": found.n,
        "query": query,
        "share": rounded(found.share),
        "low": rounded(low),
        "high": rounded(high),
        "count": found.count,
    }


def _print_table(query: str, papers: Mapping[str, Matches]) -> None:
    print(f"Articles that match {printable(query)}")
    width = max(len(printable(paper)) for paper in papers)
    for paper, found in papers.items():
        low, high = found.interval()
        counted = f"{found.count:,} of {wording.plural(found.n, 'article')}"
        print(f"  {printable(paper):{width}}{found.share:6.1%}  {low:6.1%} to {high:6.1%}  {counted}")


def _difference(args: argparse.Namespace, papers: Mapping[str, Matches]) -> int:
    from core.analysis.shares.attention import is_clear

    first, second = args.difference
    check_known(args.difference, papers)
    own, other = papers[first], papers[second]
    by, low, high = own.difference(other)
    clear = is_clear(low, high)
    if args.json:
        row = {"newspaper": first, "other": second, "n": own.n, "other_n": other.n, "query": args.query}
        row |= {"difference": rounded(by), "low": rounded(low), "high": rounded(high), "clear": clear}
        print_json_array([row])
    else:
        print(f"{printable(first)} (n = {own.n}) minus {printable(second)} (n = {other.n}), in points")
        interval = wording.interval(100 * low, 100 * high, "+.0f")
        print(f"  {printable(args.query)}  {wording.signed(100 * by)}  {interval}{'  clear' if clear else ''}")
    return 0 if own.n and other.n else 1
