"""`archive compact` and `archive restore`: months of articles out of the tables into files, and back."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime

from core.archive import Archive
from core.errors import UsageError
from core.files.lines import print_json
from core.settings import Settings
from core.wording import plural

OLDER_THAN = 2
"""Whole months that stay in the tables beside the one that has begun."""
NOTHING_TO_MOVE = "There was nothing to move: no articles of months that are old enough are in the tables."
NOTHING_TO_RESTORE = "There was nothing to move back: no month is compacted."


def declare(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare both actions with their arguments."""
    compact = actions.add_parser("compact", help="move the articles of past months into Parquet files")
    which = compact.add_mutually_exclusive_group()
    which.add_argument("--before", type=_month, metavar="MONTH", help="months before this one, such as 2026-03")
    which.add_argument(
        "--older-than",
        type=int,
        default=OLDER_THAN,
        metavar="MONTHS",
        help=f"all but so many months before the present one (default {OLDER_THAN})",
    )
    actions.add_parser("restore", help="move compacted months back into the tables")


def _month(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month such as 2026-03") from None


def compact(args: argparse.Namespace, archive: Archive, _settings: Settings) -> int:
    """Compact past months, and say of each file what it holds; 1 where there was nothing to move.

    Raises
    ------
    UsageError
        If the months to move are not over yet.
    """
    moved = size = 0
    for month in archive.months.compact(_before(args, datetime.now(UTC).date())):
        moved, size = moved + month.articles, size + month.bytes + month.index_bytes
        print(f"{month.month}: {plural(month.articles, 'article')} in {month.file}", file=sys.stderr)
    if args.json:
        print_json({"articles": moved, "bytes": size})
    else:
        print(f"{plural(moved, 'article')} moved into files of {size:,} bytes" if moved else NOTHING_TO_MOVE)
    return 0 if moved else 1


def _before(args: argparse.Namespace, today: date) -> date:
    present = today.replace(day=1)
    if args.before is not None:
        if args.before > present:
            raise UsageError(f"Only months that are over can be compacted: --before {present:%Y-%m} at the latest.")
        return date(args.before.year, args.before.month, 1)
    if args.older_than < 0:
        raise UsageError("--older-than is a number of months from 0 on.")
    months = present.year * 12 + present.month - 1 - args.older_than
    if months < 12:
        raise UsageError("--older-than is more months than there ever were.")
    return date(months // 12, months % 12 + 1, 1)


def restore(args: argparse.Namespace, archive: Archive, _settings: Settings) -> int:
    """Move all compacted months back into the tables; 1 where there was none."""
    back = sum(archive.months.restore())
    if args.json:
        print_json({"articles": back})
    else:
        print(f"{plural(back, 'article')} moved back" if back else NOTHING_TO_RESTORE)
    return 0 if back else 1
