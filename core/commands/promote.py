"""`promote`: the challenger against the champion, on the same articles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import ModelError, UsageError
from core.files.lines import print_json
from core.settings import CHALLENGER, Settings, load_settings
from core.topics.names import CURRENT

if TYPE_CHECKING:
    from core.training.promote import Verdict

HELP = "let a better challenger replace the model in use"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--challenger",
        type=Path,
        default=CHALLENGER,
        metavar="DIR",
        help="folder that `train` wrote (build/challenger)",
    )
    parser.add_argument("--champion", type=Path, metavar="DIR", help="folder with the model in use (artifacts)")
    parser.add_argument("--back", action="store_true", help="bring the former model back")
    parser.add_argument(
        "--without-comparison", action="store_true", help="replace the model in use whatever the figures say"
    )
    parser.add_argument(
        "--store", action="store_true", help="compare nothing; put the model in use into the database for all servers"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: argparse.Namespace) -> int:
    """Compare, and replace the champion if the challenger is better; 1 where it is not."""
    # Imported here: help needs no model.
    from core.topics.manifest import read_manifest
    from core.training.promote import FORMER, bring_back, compare, promote

    settings = load_settings()
    champion = args.champion or settings.artifacts
    if args.store:
        if settings.database_url is None:
            raise UsageError("--store needs a database: set BROADSHEET_DATABASE_URL.")
        _store(champion, settings)
        return 0
    if args.back:
        bring_back(champion)
        print(f"The former model is in use again: SHA-256 {read_manifest(champion).entry(CURRENT).sha256}")
        _store_where_shared(args, champion, settings)
        return 0
    challenger = read_manifest(args.challenger).entry(CURRENT)
    if not args.without_comparison:
        if read_manifest(champion).entry(CURRENT).sha256 == challenger.sha256:
            raise ModelError("The challenger is the model in use: there is nothing to promote.")
        verdict = compare(champion, args.challenger)
        print_json(_plain(verdict)) if args.json else print(report(verdict))
        if not verdict.better:
            return 1
    promote(champion, args.challenger)
    if not args.json:
        print(
            f"Promoted: SHA-256 {challenger.sha256}. The former one is kept in {champion / FORMER}; --back returns it."
        )
    _store_where_shared(args, champion, settings)
    return 0


def _store_where_shared(args: argparse.Namespace, champion: Path, settings: Settings) -> None:
    """Let the servers of a shared database have the model too, where it is the one of the settings."""
    if settings.database_url is not None and args.champion is None:
        _store(champion, settings)


def _store(champion: Path, settings: Settings) -> None:
    """Put the models of a folder into the database."""
    # Imported here: help needs no database.
    from core.archive import Archive
    from core.topics.manifest import read_manifest
    from core.training.promote import packed

    content, sha256 = packed(champion), read_manifest(champion).entry(CURRENT).sha256
    archive = Archive.open(settings)
    try:
        archive.servers.promote(content, sha256)
    finally:
        archive.close()
    size = f"{len(content) / 1e6:.1f} MB"
    print(f"Stored in the database for all servers ({size}): SHA-256 {sha256}", file=sys.stderr)


def report(verdict: Verdict) -> str:
    """Return the comparison as a person reads it."""
    lines = [f"{'Articles':22}{'n':>7}{'champion':>10}{'challenger':>12}{'difference, 95% interval':>30}"]
    for line in (*verdict.sets, verdict.overall):
        change = f"{line.difference:+.4f} [{line.low:+.4f}, {line.high:+.4f}]"
        lines.append(f"{line.held_out:22}{line.n:7d}{line.champion:10.4f}{line.challenger:12.4f}{change:>30}")
    return "\n".join([*lines, verdict.why])


def _plain(verdict: Verdict) -> dict[str, object]:
    lines = [
        {"set": line.held_out, "n": line.n, "champion": line.champion, "challenger": line.challenger}
        | {"difference": line.difference, "low": line.low, "high": line.high}
        for line in (*verdict.sets, verdict.overall)
    ]
    return {"better": verdict.better, "why": verdict.why, "sets": lines}
