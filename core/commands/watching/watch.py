"""`watch`: keep reading newspapers into the archive, each as often as it publishes."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.read import check_limit
from core.errors import UsageError
from core.files.lines import print_json
from core.memory import give_back, load_sklearn_alone, share_arenas
from core.settings import Settings, load_settings
from core.types import Newspaper

if TYPE_CHECKING:
    from core.archive import Archive
    from core.watching.tally import Tally

HELP = "keep reading newspapers into the archive, each as often as it publishes"
HOSTS_PER_PAPER = 2
"""Hosts whose robots.txt is remembered: many papers have a host of its own for feeds."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add = parser.add_argument
    add("--paper", action="append", metavar="ID", help="a paper to watch; may be repeated (default: all)")
    add("--papers", action="append", type=Path, default=[], metavar="FILE", help="more papers: OPML or a catalogue")
    add("--catalogue", type=Path, metavar="FILE", help="catalogue file to use instead of the built-in one")
    add("--limit", type=check_limit, default=20, metavar="N", help="articles of one poll (default 20)")
    add("--first", type=check_limit, default=5, metavar="N", help="articles of a paper's first poll (default 5)")
    add("--least", type=_minutes, default=10, metavar="MINUTES", help="least time between two polls (default 10)")
    add("--most", type=_minutes, default=360, metavar="MINUTES", help="most time between two polls (default 360)")
    add("--once", action="store_true", help="poll each paper that is due once, and end")
    add("--minutes", type=_minutes, metavar="MINUTES", help="end after so many minutes")
    add("--model", metavar="NAME", help="model that classifies")
    add("--debug", action="store_true", help="log a line for each poll")
    add("--json", action="store_true", help="one JSON object at the end")


def _minutes(text: str) -> float:
    """Return a number of minutes, as an argument has it."""
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes <= 525_600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of minutes up to a year")
    return minutes


def run(args: argparse.Namespace) -> int:
    """Watch until the end, a signal or the time given; 1 where no poll worked or something could not be saved."""
    if args.least > args.most:
        raise UsageError("--least is more than --most.")
    settings = load_settings()
    papers = _papers(args, settings)
    # Imported here: help and wrong use need neither models nor the web.
    load_sklearn_alone()
    from core.archive import Archive
    from core.watching.tally import Tally, sentence

    _log_to_stderr(args.debug)
    share_arenas()
    tally, stop = Tally(settings.log), _set_by_signals()
    archive = Archive.open(settings)
    try:
        all_saved = _watch(args, settings, archive, papers, tally, stop)
    finally:
        archive.close()
    report = {"papers": len(papers), **tally.report()}
    print_json(report) if args.json else print(sentence(report))
    works = report["polls"] == 0 or report["polls_failed"] < report["polls"]
    return 0 if all_saved and works else 1


def _papers(args: argparse.Namespace, settings: Settings) -> dict[str, Newspaper]:
    from core.newspapers import select_papers
    from core.watching.watch_list import load_papers

    papers = load_papers([args.catalogue or settings.catalogue, *args.papers])
    return {paper.id: paper for paper in select_papers(tuple(papers.values()), args.paper)} if args.paper else papers


def _log_to_stderr(debug: bool) -> None:
    from core.watching.tally import LOG

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOG.handlers = [handler]
    LOG.setLevel(logging.DEBUG if debug else logging.INFO)
    LOG.propagate = False


def _set_by_signals() -> threading.Event:
    """Make an event that SIGTERM and SIGINT set; a second signal ends the process at once."""
    stop = threading.Event()

    def note(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note)
    return stop


def _watch(
    args: argparse.Namespace,
    settings: Settings,
    archive: Archive,
    papers: dict[str, Newspaper],
    tally: Tally,
    stop: threading.Event,
) -> bool:
    from core.commands.watching.followed_model import followed_model
    from core.reading.article.pool import open_pool
    from core.reading.factory import make_reader
    from core.watching.pace import Pace
    from core.watching.poll import Limits, Poller
    from core.watching.watcher import Span, Watcher

    with open_pool(settings) as pool:
        pool.warm()  # while the model is loaded
        model = followed_model(settings, args.model or settings.model)
        model()
        give_back()  # what loading the model took meanwhile
        reader = make_reader(settings, pool, catalogue=papers.values(), many_hosts=HOSTS_PER_PAPER * len(papers))
        poller = Poller(
            reader,
            archive.first_seen,
            Limits(min(args.first, args.limit), args.limit),
            Pace(60 * args.least, 60 * args.most),
        )
        watcher = Watcher(archive, poller, papers, model, settings, tally)
        all_saved = watcher.run(stop, Span(args.once, None if args.minutes is None else 60 * args.minutes))
        reader.close()
    return all_saved
