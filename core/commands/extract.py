"""`extract`: the article out of saved pages."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from core.errors import InputError
from core.files.json_lines import parse_object
from core.files.lines import batches, print_json, read_bytes, read_lines
from core.reading.article.extraction import Extraction
from core.reading.article.pool import ExtractionPool, open_pool
from core.settings import load_settings
from core.types import Reason

BATCH = 32


def run(args: argparse.Namespace) -> int:
    """One object for the file, or one for each line of the list, in order; 1 where none has text."""
    with open_pool(load_settings()) as pool:
        if args.jsonl:
            return _many(args.jsonl, pool)
        found = pool.extract(read_bytes(args.file), args.url)
        print_json(row(found, args.url))
        return 0 if found.text else 1


def _many(name: str, pool: ExtractionPool) -> int:
    texts = 0
    with ThreadPoolExecutor(pool.workers) as threads:
        for batch in batches(read_lines(name), BATCH):  # bounds how many pages are in memory
            for found in threads.map(lambda given: _one(given[0], given[1], name, pool), batch):
                texts += bool(found["text"])
                print_json(found)
    return 0 if texts else 1


def _one(number: int, line: str, name: str, pool: ExtractionPool) -> dict[str, Any]:
    url = None
    try:
        asked = parse_object(number, line, name)
        url = asked.get("url") if isinstance(asked.get("url"), str) else None
        if not isinstance(asked.get("file"), str) or url is None:
            raise InputError(f'Line {number} of {name} lacks "file" or "url".')
        return row(pool.extract(read_bytes(asked["file"]), url), url)
    except InputError as problem:
        print(problem, file=sys.stderr)
        return {**dict.fromkeys(FIELDS), "url": url, "authors": [], "error": str(Reason.UNREADABLE)}


FIELDS = ("url", "title", "text", "published", "authors", "section", "extractor", "error")


def row(found: Extraction, url: str) -> dict[str, Any]:
    """An extracted article as `extract` prints it, under the address it was asked for by."""
    return {
        "url": url,
        "title": found.title or None,
        "text": found.text or None,
        "published": found.published.isoformat() if found.published else None,
        "authors": list(found.authors),
        "section": found.section,
        "extractor": found.extractor,
        "error": str(found.error) if found.error else None,
    }
