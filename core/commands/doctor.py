"""`doctor`: what is configured, reachable, loaded and stale, and what to do about it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core import wording
from core.files.lines import print_json
from core.memory import load_sklearn_alone
from core.settings import load_settings

if TYPE_CHECKING:
    from core.serving.health.findings import Finding

HELP = "what is configured, reachable, loaded and stale, and what to do about it"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--network", action="store_true", help="ask every newspaper of the catalogue, too")
    parser.add_argument("--hash", action="store_true", help="read the files of compacted months whole, too")
    parser.add_argument("--ready", action="store_true", help="only whether a server could work now, for probes")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print what was found; 1 where something needs attention."""
    # Imported here: help looks at nothing.
    if not args.ready:
        load_sklearn_alone()
    from core.serving.health.doctor import examine
    from core.serving.health.findings import Area, State
    from core.serving.health.ready import readiness

    found = readiness(load_settings()) if args.ready else list(examine(args.network, args.hash))
    problems = sum(finding.state is State.PROBLEM for finding in found)
    if args.json:
        print_json({"ok": not problems, "findings": [finding.to_dict() for finding in found]})
        return 1 if problems else 0
    for area in Area:
        _print(area.value.capitalize(), [finding for finding in found if finding.area is area])
    verdict = f"{wording.plural(problems, 'thing')} to attend to." if problems else "All is well."
    print(verdict, file=sys.stderr)
    return 1 if problems else 0


def _print(title: str, findings: Sequence[Finding]) -> None:
    if findings:
        print(title)
    width = max((len(finding.subject) for finding in findings), default=0)
    for finding in findings:
        print(f"  {finding.state:8} {finding.subject:{width}}  {finding.says}")
        if finding.advice:
            print(f"  {'':8} {'':{width}}  -> {finding.advice}")
