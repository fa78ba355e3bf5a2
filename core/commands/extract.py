"""`extract`: the article out of saved pages."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from core.commands.options import SEE_HELP
from core.errors import InputError, UsageError
from core.files.json_lines import parse_object
from core.files.lines import batches, print_json, read_bytes, read_lines
from core.settings import load_settings
from core.types import Reason

if TYPE_CHECKING:
    from core.reading.article.extraction import Extraction
    from core.reading.article.pool import ExtractionPool

HELP = "extract the article from saved pages"
BATCH = 32
"""Pages that are in memory at once."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", nargs="?", metavar="FILE.html", help="a saved page; - is standard input")
    parser.add_argument("--url", help="URL of the page")
    parser.add_argument("--jsonl", metavar="FILE", help='many: lines {"file","url"}; - is standard input')


def run(args: argparse.Namespace) -> int:
    """Print one object for the file, or one for each line of the list, in order; 1 where none has text."""
    if bool(args.file) == bool(args.jsonl):
        raise UsageError(f"Extract needs either FILE.html with --url URL, or --jsonl FILE. {SEE_HELP}")
    if args.file and not args.url:
        raise UsageError(f"Extract FILE.html needs --url URL, the URL of the page. {SEE_HELP}")
    # Imported here: help and wrong use need no pool.
    from core.reading.article.pool import open_pool

    with open_pool(load_settings()) as pool:
        if args.jsonl:
            return _many(args.jsonl, pool)
        article = pool.extract(read_bytes(args.file), args.url)
        print_json(row(article, args.url))
        return 0 if article.text else 1


def _many(name: str, pool: ExtractionPool) -> int:
    texts = 0
    with ThreadPoolExecutor(pool.workers) as threads:
        for batch in batches(read_lines(name), BATCH):
            for result in threads.map(lambda line: _extract_line(line[0], line[1], name, pool), batch):
                texts += bool(result["text"])
                print_json(result)
    return 0 if texts else 1


def _extract_line(number: int, line: str, name: str, pool: ExtractionPool) -> dict[str, Any]:
    url = None
    try:
        request = parse_object(number, line, name)
        url = request.get("url") if isinstance(request.get("url"), str) else None
        if not isinstance(request.get("file"), str) or url is None:
            raise InputError(f'Line {number} of {name} lacks "file" or "url".')
        return row(pool.extract(read_bytes(request["file"]), url), url)
    except InputError as problem:
        print(problem, file=sys.stderr)
        return {**dict.fromkeys(FIELDS), "url": url, "authors": [], "error": str(Reason.UNREADABLE)}


FIELDS = ("url", "title", "text", "published", "authors", "section", "extractor", "error")


def row(article: Extraction, url: str) -> dict[str, Any]:
    """Return an extracted article as `extract` prints it, under the address it was asked for by."""
    return {
        "url": url,
        "title": article.title or None,
        "text": article.text or None,
        "published": article.published.isoformat() if article.published else None,
        "authors": list(article.authors),
        "section": article.section,
        "extractor": article.extractor,
        "error": str(article.error) if article.error else None,
    }
