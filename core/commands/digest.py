"""`digest`: the news of the last day or week as a static page, with Atom feeds."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.archive import MEMORY, Archive
from core.commands.models import artifacts_in_use
from core.commands.options import TOPICS, check_topics
from core.commands.read import select_newspapers
from core.errors import ArchiveError, UsageError
from core.settings import Settings, load_settings
from core.urls import url_fault

if TYPE_CHECKING:
    from core.topics.manifest import ModelEntry

HELP = "the last day or week of the archive as a static page, with Atom feeds"
DAYS = (1, 7)
"""Days that a digest is of."""
SAMPLE_LIMIT = 20
"""Articles of each paper of the sample edition."""
SEARCH_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
NO_ARTICLES = "The archive has no articles yet: read some with python -m core read --archive, or try --sample."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the files are written")
    parser.add_argument("--days", type=int, choices=DAYS, default=DAYS[0], help="days it covers (default 1)")
    parser.add_argument(
        "--search",
        action="append",
        default=[],
        metavar="NAME=QUERY",
        help="a search with a feed of its own, search-NAME.xml; may be repeated",
    )
    parser.add_argument(
        "--topics", type=int, choices=TOPICS, help="how many topics (default: all that the model knows)"
    )
    parser.add_argument("--site", metavar="URL", help="URL of the app, to link to it")
    parser.add_argument("--sample", action="store_true", help="use the sample edition: made-up papers, no network")


def run(args: argparse.Namespace) -> int:
    """Write the files and name each; 1 where there is nothing to write or no place for it."""
    searches = _searches(args.search)
    if args.site is not None and url_fault(args.site) is not None:
        raise UsageError(f"--site takes the address of the app, such as https://news.example/, not {args.site!r}.")
    settings = load_settings()
    from core.topics.manifest import read_manifest

    artifacts = artifacts_in_use(settings)
    entry = read_manifest(artifacts).entry(settings.model)
    check_topics(entry, args.topics)
    # Imported here: help and wrong use need neither pandas nor charts.
    from core.files.folder import write_files

    with _opened(args, entry, settings, artifacts) as archive:
        files = _files(args, archive, searches, entry, artifacts)
    changed = set(write_files(args.out, files))
    for name in files:
        print(f"{args.out / name}{'' if name in changed else ' (unchanged)'}")
    return 0


def _searches(given: list[str]) -> dict[str, str]:
    """Return the saved searches by name.

    Raises
    ------
    UsageError
        If one has no name, no words, or the name of another.
    """
    searches: dict[str, str] = {}
    for text in given:
        name, sign, query = text.partition("=")
        if not sign or not SEARCH_NAME.fullmatch(name) or not query.strip():
            raise UsageError(
                f"--search takes NAME=QUERY, the name of letters, digits, - and _, such as rates='\"interest rates\"', "
                f"not {text!r}."
            )
        if name.lower() in map(str.lower, searches):
            raise UsageError(f"Two searches have the name {name}: each needs its own.")
        searches[name] = query.strip()
    return searches


@contextmanager
def _opened(args: argparse.Namespace, entry: ModelEntry, settings: Settings, artifacts: Path) -> Iterator[Archive]:
    """Open the archive of the settings, or one in memory with the sample edition in it.

    Raises
    ------
    ArchiveError
        If it cannot be opened, or there is none yet.
    """
    if not args.sample and not Archive.exists(settings):
        raise ArchiveError(NO_ARTICLES)
    archive = Archive.at(MEMORY) if args.sample else Archive.open(settings)
    try:
        if args.sample:
            _save_sample(archive, entry, settings, artifacts)
        yield archive
    finally:
        archive.close()


def _save_sample(archive: Archive, entry: ModelEntry, settings: Settings, artifacts: Path) -> None:
    from core.memory import load_sklearn_alone

    load_sklearn_alone()
    from core.reading.edition import fold_edition
    from core.reading.factory import open_reader
    from core.serving.model_versions import version_of
    from core.topics.model import open_model

    papers = select_newspapers(None, settings, sample=True)
    model = open_model(settings.model, artifacts)
    with open_reader(settings, model.predict_article, True, papers) as reader:
        events = list(reader.read_events(papers, SAMPLE_LIMIT))
    archive.save(fold_edition(events, newspapers=papers, model=model.name, sample=True), version_of(entry), "full")


def _files(
    args: argparse.Namespace, archive: Archive, searches: dict[str, str], entry: ModelEntry, artifacts: Path
) -> dict[str, bytes]:
    """Make all files, the page last.

    Raises
    ------
    ArchiveError
        If the archive has no articles, or cannot be read.
    """
    from core.analysis.shares.table import read_share_errors
    from core.digest.contents import find_span, gather
    from core.digest.feeds import found_feed, run_searches, stories_feed
    from core.digest.links import FEED, search_feed
    from core.digest.page import write_pages

    scheme = entry.scheme(args.topics)
    span = find_span(archive, args.days, scheme, None if args.sample else datetime.now(UTC))
    if span is None:
        raise ArchiveError(NO_ARTICLES)
    errors = read_share_errors(artifacts, entry, scheme)
    contents = gather(archive, span, scheme, errors, entry.name, archive.holds_sample())
    found = run_searches(archive, searches, contents)
    feeds = {FEED: stories_feed(contents, args.out, args.site)}
    feeds |= {search_feed(search.name): found_feed(archive, search, contents, args.site) for search in found}
    pages = write_pages(contents, found, args.site)
    return {**feeds, **{name: page.encode() for name, page in pages.items()}}
