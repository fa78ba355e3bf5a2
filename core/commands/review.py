"""`archive review`: articles drawn at random to be labelled by a person, and the accuracy that follows."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict

from core.archive import Archive, ModelVersion
from core.commands.models import artifacts_in_use
from core.errors import InputError, UsageError
from core.files.json_lines import parse_object
from core.files.lines import print_json, read_lines
from core.files.streams import display_name
from core.review.estimate import estimate
from core.review.labels import from_line, to_line
from core.review.queue import LABELS, Wanted, open_queue, period, progress
from core.review.sentences import NOTHING_TO_DRAW, estimate_sentence
from core.serving.model_versions import version_of
from core.settings import Settings
from core.topics.manifest import read_manifest
from core.wording import plural

REVIEWER = "command line"
"""Who gave the labels that a file holds."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `archive review`, but for days."""
    parser.add_argument(
        "--n", type=int, default=LABELS, metavar="N", help=f"articles in a new queue (default {LABELS})"
    )
    parser.add_argument("--seed", type=int, metavar="SEED", help="seed of the draw (default: random)")
    parser.add_argument("--whole", action="store_true", help="from the whole archive instead of the last 7 days")
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="model whose answers are judged, NAME@HASH for a former version (default: the configured one)",
    )
    parser.add_argument("--labels", metavar="FILE", help="lines of a queue with topics filled in; - is standard input")
    parser.add_argument("--estimate", action="store_true", help="only print the estimate of the newest queue")


def run(args: argparse.Namespace, archive: Archive, settings: Settings) -> int:
    """Print a queue, or take labels and print the estimate; 1 where nothing is left to label or to estimate."""
    if args.labels is not None:
        return _take(args, archive)
    model = _version(archive, args.model, settings)
    if args.estimate:
        newest = next((q for q in archive.reviews.queues(model.name) if q.query.model.short == model.short), None)
        if newest is None:
            print(f"Nothing of the model {model.short} was drawn for review yet.", file=sys.stderr)
            return 1
        return _print_estimate(archive, newest.uid, args.json)
    queue = open_queue(archive, model, Wanted(args.n, args.seed, args.since, args.until, args.whole))
    if queue is None:
        print(NOTHING_TO_DRAW, file=sys.stderr)
        return 1
    for item in queue.waiting:
        print_json(to_line(queue, item))
    print(f"Queue {queue.uid}, seed {queue.seed}, articles {period(queue.query)}: {progress(queue)}", file=sys.stderr)
    return 0 if queue.waiting else 1


def _version(archive: Archive, name: str | None, settings: Settings) -> ModelVersion:
    """Find the version of a model: by the manifest, or by a name and the beginning of its hash.

    Raises
    ------
    UsageError
        If there is no such version.
    """
    name = name or settings.model
    if "@" not in name:
        return version_of(read_manifest(artifacts_in_use(settings)).entry(name))
    wanted, _, sha256 = name.partition("@")
    found = [model for model in archive.reviews.models() if model.name == wanted and model.sha256.startswith(sha256)]
    if len(found) != 1:
        known = ", ".join(model.short for model in archive.reviews.models()) or "none"
        raise UsageError(f"{name!r} names {len(found) or 'no'} versions of a model; the archive knows: {known}.")
    return found[0]


def _take(args: argparse.Namespace, archive: Archive) -> int:
    """Store the labels of a file, and print the estimate of each queue that they are of.

    Raises
    ------
    InputError
        If a line cannot be used; the others are stored.
    """
    stored: dict[str, int] = defaultdict(int)
    problems: list[str] = []
    for number, line in read_lines(args.labels):
        try:
            read = from_line(parse_object(number, line, args.labels))
            if read is not None:
                uid, label = read
                archive.reviews.label(uid, [label], REVIEWER)
                stored[uid] += 1
        except InputError as problem:
            said = str(problem).rstrip(".")
            where = f"Line {number} of {display_name(args.labels)}"
            problems.append(said if said.startswith("Line ") else f"{where}: {said[0].lower()}{said[1:]}")
    print(f"{plural(sum(stored.values()), 'label')} stored", file=sys.stderr)
    for uid in stored:
        _print_estimate(archive, uid, args.json)
    if problems:
        others = f" (and {len(problems) - 1} more such lines)" if len(problems) > 1 else ""
        raise InputError(f"{problems[0]}{others}. The other lines were stored.")
    return 0 if stored else 1


def _print_estimate(archive: Archive, uid: str, json: bool) -> int:
    queue = archive.reviews.queue(uid)
    if queue is None:
        return 1
    figures = estimate(queue)
    print_json(figures.to_dict()) if json else print(estimate_sentence(queue, figures))
    return 0 if figures.likeliest else 1
