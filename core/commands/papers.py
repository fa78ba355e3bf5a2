"""`papers list|check`: which newspapers there are, and which can be reached."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import UsageError
from core.files.lines import print_json
from core.settings import Settings, load_settings
from core.types import Newspaper, Source

if TYPE_CHECKING:
    from core.reading.check import PaperCheck

HELP = "the newspapers: list them, or check which can be reached"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("action", choices=["list", "check"])
    parser.add_argument("ids", nargs="*", metavar="ID", help="papers (default: the whole catalogue)")
    parser.add_argument(
        "--catalogue", type=Path, metavar="FILE", help="catalogue file to use instead of the built-in one"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per paper")
    parser.add_argument("--all", action="store_true", help="check: every paper of the catalogue, as a table")
    parser.add_argument(
        "--write", action="store_true", help="check: write today as proven into the catalogue for each paper that works"
    )
    parser.add_argument("--markdown", action="store_true", help="list: the page docs/newspapers.md")


def run(args: argparse.Namespace) -> int:
    """List or check the papers of the catalogue; 1 where none of the checked ones works."""
    # Imported here, as are other heavy parts: help needs no catalogue.
    from core.newspapers import load_catalogue, select_papers
    from core.newspapers.table import catalogue_page

    _check_usage(args)
    settings = load_settings()
    path = args.catalogue or settings.catalogue
    papers = load_catalogue(path)
    chosen = select_papers(papers, args.ids) if args.ids else papers
    if args.action == "check":
        return _check(chosen, settings, args, path)
    if args.markdown:
        print(catalogue_page(chosen), end="")
        return 0
    return _list(chosen, args.json)


def _check_usage(args: argparse.Namespace) -> None:
    if args.action == "list" and (args.all or args.write):
        raise UsageError("--all and --write belong to papers check.")
    if args.all and args.ids:
        raise UsageError("Give --all or the ids of papers, not both.")


def _list(papers: tuple[Newspaper, ...], as_json: bool) -> int:
    for paper in papers:
        if as_json:
            print_json(_to_dict(paper))
        else:
            print(f"{paper.id:24} {paper.country}  {paper.name}")
    return 0


def _to_dict(paper: Newspaper) -> dict[str, Any]:
    return {
        "id": paper.id,
        "name": paper.name,
        "country": paper.country,
        "home": paper.home,
        "feeds": list(paper.feeds),
        "sitemaps": list(paper.sitemaps),
        "language": paper.language,
        "notes": paper.notes,
        "owner": paper.owner or None,
        "kind": paper.kind or None,
        "source": _source(paper.source),
        "owner_source": _source(paper.owner_source),
        "proven": paper.proven.isoformat() if paper.proven else None,
    }


def _source(source: Source | None) -> dict[str, str] | None:
    return {"url": source.url, "day": source.day.isoformat()} if source else None


def _check(papers: tuple[Newspaper, ...], settings: Settings, args: argparse.Namespace, path: Path) -> int:
    works = []
    as_table = args.all and not args.json
    if as_table:
        print(f"{'paper':24} country  feeds   articles  days  newest article", flush=True)
    with _checks(papers, settings) as checks:
        for paper, check in zip(papers, checks, strict=True):
            if check.works:
                works.append(paper.id)
            if args.json:
                print_json(check.to_dict())
            elif as_table:
                print(_row(paper, check), flush=True)
            else:
                print(f"{paper.id:24} {'works' if check.works else 'fails':6} {check.sentence}", flush=True)
    print(f"{len(works)} of {len(papers)} papers work.", file=sys.stderr)
    if args.write:
        _write(path, works)
    return 0 if works else 1


@contextmanager
def _checks(papers: tuple[Newspaper, ...], settings: Settings) -> Iterator[Iterator[PaperCheck]]:
    # Imported here: listing connects to nothing.
    from core.reading.check import check_paper
    from core.reading.factory import open_reader

    with open_reader(settings, catalogue=papers) as reader, ThreadPoolExecutor(settings.parallel_papers) as threads:
        yield threads.map(partial(check_paper, reader), papers)


def _row(paper: Newspaper, check: PaperCheck) -> str:
    found = f"{sum(address.articles > 0 for address in check.addresses)} of {len(check.addresses)}"
    days = "-" if check.days is None else check.days
    said = "; ".join(words for words in (check.newest, check.problem) if words)
    return f"{paper.id:24} {paper.country:7}  {found:6}  {check.listed or '-':>8}  {days:>4}  {said}"


def _write(path: Path, works: list[str]) -> None:
    from core.newspapers.proven import write_proven

    day = datetime.now(UTC).date()
    changed = write_proven(path, works, day)
    print(f"proven = {day} was written for {changed} of them into {path}.", file=sys.stderr)
