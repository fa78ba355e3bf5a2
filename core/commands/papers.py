"""`papers list|check`: which newspapers there are, and which can be reached."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from core.files.lines import print_json
from core.newspapers import load_catalogue, select_papers
from core.newspapers.table import catalogue_page
from core.reading.check import check_paper
from core.reading.factory import open_reader
from core.settings import load_settings
from core.types import Newspaper


def run(args: argparse.Namespace) -> int:
    """List or check the papers of the catalogue; 1 where none of the checked ones works."""
    settings = load_settings()
    papers = load_catalogue(args.catalogue or settings.catalogue)
    chosen = select_papers(papers, args.ids) if args.ids else papers
    if args.action == "check":
        return _check(chosen, args.json)
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


def _check(papers: tuple[Newspaper, ...], as_json: bool) -> int:
    works = 0
    settings = load_settings()
    with open_reader(settings) as reader, ThreadPoolExecutor(settings.parallel_papers) as threads:
        for paper, found in zip(papers, threads.map(partial(check_paper, reader), papers), strict=True):
            works += found.works
            if as_json:
                print_json(found.to_dict())
            else:
                print(f"{paper.id:24} {'works' if found.works else 'fails':6} {found.sentence}", flush=True)
    print(f"{works} of {len(papers)} papers work.", file=sys.stderr)
    return 0 if works else 1
