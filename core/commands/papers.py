"""`papers list|check`: which newspapers there are, and which can be reached."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from core.files.lines import print_json
from core.settings import Settings, load_settings
from core.types import Newspaper

HELP = "the newspapers: list them, or check which can be reached"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("action", choices=["list", "check"])
    parser.add_argument("ids", nargs="*", metavar="ID", help="papers; all of the catalogue without")
    parser.add_argument("--catalogue", type=Path, metavar="FILE", help="newspapers in place of the built-in ones")
    parser.add_argument("--json", action="store_true", help="one JSON object a paper")
    parser.add_argument("--markdown", action="store_true", help="list: the page docs/newspapers.md")


def run(args: argparse.Namespace) -> int:
    """List or check the papers of the catalogue; 1 where none of the checked ones works."""
    # Imported here, as are other heavy parts: help needs no catalogue.
    from core.newspapers import load_catalogue, select_papers
    from core.newspapers.table import catalogue_page

    settings = load_settings()
    papers = load_catalogue(args.catalogue or settings.catalogue)
    chosen = select_papers(papers, args.ids) if args.ids else papers
    if args.action == "check":
        return _check(chosen, settings, args.json)
    if args.markdown:
        print(catalogue_page(chosen), end="")
        return 0
    return _list(chosen, args.json)


def _list(papers: tuple[Newspaper, ...], as_json: bool) -> int:
    for paper in papers:
        if as_json:
            print_json(
                {
                    "id": paper.id,
                    "name": paper.name,
                    "country": paper.country,
                    "home": paper.home,
                    "feeds": list(paper.feeds),
                    "sitemaps": list(paper.sitemaps),
                    "language": paper.language,
                    "notes": paper.notes,
                }
            )
        else:
            print(f"{paper.id:24} {paper.country}  {paper.name}")
    return 0


def _check(papers: tuple[Newspaper, ...], settings: Settings, as_json: bool) -> int:
    # Imported here: listing connects to nothing.
    from core.reading.check import check_paper
    from core.reading.factory import open_reader

    works = 0
    with open_reader(settings, catalogue=papers) as reader, ThreadPoolExecutor(settings.parallel_papers) as threads:
        for paper, check in zip(papers, threads.map(partial(check_paper, reader), papers), strict=True):
            works += check.works
            if as_json:
                print_json(check.to_dict())
            else:
                print(f"{paper.id:24} {'works' if check.works else 'fails':6} {check.sentence}", flush=True)
    print(f"{works} of {len(papers)} papers work.", file=sys.stderr)
    return 0 if works else 1
