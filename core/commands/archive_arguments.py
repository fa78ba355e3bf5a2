"""Arguments of `archive`; what it does stands in `core.commands.archive`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from core.files.formats import EXCHANGE, FORMATS
from core.wording import join_words

FORMAT_NAMES = join_words((FORMATS[ending].name for ending in EXCHANGE), "or")
TABLE_HELP = (
    "articles, predictions, versions, editions, entries, reports, papers, days, live, labels, paper_sets, or all"
)


def add_archive(parser: argparse.ArgumentParser) -> None:
    """All actions with their arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _actions(actions)
    for action in actions.choices.values():
        action.add_argument("--json", action="store_true", help="JSON instead of words")


def _actions(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    actions.add_parser("stats", help="how much there is; zeros where nothing is")
    search = actions.add_parser("search", help="articles in which words stand")
    search.add_argument("words", nargs="+", metavar="WORD", help='words, "phrases", -exclusions, OR, prefix*')
    search.add_argument("--paper", action="append", metavar="ID", help="only this paper; may be repeated")
    search.add_argument("--topic", metavar="NAME", help="only this topic")
    search.add_argument("--since", type=_day, metavar="DAY", help="from this day on, such as 2026-11-20")
    search.add_argument("--until", type=_day, metavar="DAY", help="up to this day")
    search.add_argument("--limit", type=int, default=25, metavar="N", help="at most so many (default 25)")
    export = actions.add_parser("export", help=f"a table as {FORMAT_NAMES}")
    export.add_argument("--table", default="articles", metavar="NAME", help=TABLE_HELP)
    export.add_argument("--format", choices=EXCHANGE, help="jsonl without, or as --out ends")
    export.add_argument("--out", type=Path, metavar="FILE", help="file, or folder for all tables; stdout without")
    bring = actions.add_parser("import", help="rows that were exported, lines of `read --jsonl`, or a corpus")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files, or a folder of all tables")
    bring.add_argument("--table", metavar="NAME", help="which table; by the file's name without")
    again = actions.add_parser("reclassify", help="predict everything again that the model has not predicted yet")
    again.add_argument("--model", metavar="NAME", help="model that predicts; the configured one without")
    again.add_argument("--workers", type=int, default=-1, metavar="N", help="processes (default: one a processor)")
    again.add_argument(
        "--dask", metavar="ADDRESS", help="a Dask scheduler, such as tcp://host:8786, whose workers do it"
    )
    actions.add_parser("forget", help="forget what BROADSHEET_KEEP_DAYS and BROADSHEET_KEEP_MB leave no room for")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-20") from None
