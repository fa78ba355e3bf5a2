"""`train`: corpora in, models with their manifest and reports out."""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.options import TOPICS
from core.errors import UsageError
from core.settings import CHALLENGER, Settings, load_settings
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES

if TYPE_CHECKING:
    from core.training.train import TrainedModel

HELP = "train the models"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--corpus", nargs="+", type=Path, metavar="FILE", help="labelled JSON lines")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the challenger goes (default: build/challenger)")
    parser.add_argument("--model", action="append", metavar="NAME", help="train this one only; may be repeated")
    parser.add_argument("--candidates", action="store_true", help="compare the six candidates and the baseline")
    parser.add_argument("--search", action="store_true", help="search the candidates' settings, not only refit them")
    parser.add_argument(
        "--validate", action="store_true", help="also measure by publisher and time, for the card (some minutes more)"
    )
    parser.add_argument("--seed", type=int, default=8, metavar="N", help="seed of all that is random (default 8)")
    parser.add_argument("--stop-words", type=Path, metavar="FILE", help="stop words of the original, one per line")
    parser.add_argument(
        "--without-held-out", action="store_true", help="leave the held-out articles out: the models that were measured"
    )
    parser.add_argument("--write-held-out", metavar="NAME", help="print held-out articles as JSON lines, train nothing")
    parser.add_argument(
        "--topics",
        type=int,
        choices=TOPICS,
        default=len(CORE_NAMES),
        help="topics of --write-held-out (default %(default)s)",
    )
    parser.add_argument(
        "--from-archive",
        action="store_true",
        help="add accepted corrections and section-labelled articles of the archive",
    )


def run(args: argparse.Namespace) -> int:
    """Train, and print what was written with its figures; or print held-out articles."""
    if not args.corpus and not args.from_archive:
        raise UsageError("There is nothing to train with: give --corpus FILE..., or --from-archive, or both.")
    if args.write_held_out is not None:
        return _write_held_out(args)
    # Imported here: help and wrong use need neither pandas nor scikit-learn.
    from core.reports.frames import CANDIDATES
    from core.training.data.corpora import read_corpora
    from core.training.data.wordnet import stop_words
    from core.training.train import MODELS, Plan, train

    unknown = [name for name in args.model or () if name not in MODELS]
    if unknown:
        raise UsageError(f"There is no model {unknown[0]!r} to train; there are: {', '.join(MODELS)}.")
    settings, out = load_settings(), args.out or CHALLENGER
    paths = [*(args.corpus or ()), *(_from_archive(settings, out) if args.from_archive else ())]
    corpora = read_corpora(paths)
    report = train(
        Plan(
            corpora=corpora,
            stop_words=stop_words(args.stop_words, settings.artifacts, _progress),
            out=out,
            models=args.model or (),
            candidates=args.candidates,
            search=args.search,
            validation=args.validate,
            without_held_out=args.without_held_out,
            seed=args.seed,
            artifacts=settings.artifacts,
            progress=_progress,
        )
    )
    if args.from_archive:
        from core.training.data.from_archive import write_opponent

        write_opponent(settings.artifacts, corpora, out)
    for model in report.models:
        _print(model)
    if any(path.name == CANDIDATES for path in report.reports):
        print(candidates_table(report.out))
    for path in report.reports:
        print(f"Report: {path}")
    return 0


def _progress(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _from_archive(settings: Settings, out: Path) -> list[Path]:
    # Imported here: training from files needs no database.
    from core.archive import Archive
    from core.training.data.from_archive import write_corpora

    if not Archive.exists(settings):
        raise UsageError("There is no archive yet: read with --archive first, or leave --from-archive out.")
    archive = Archive.open(settings)
    try:
        return write_corpora(archive, out / "archive")
    finally:
        archive.close()


def _write_held_out(args: argparse.Namespace) -> int:
    from core.training.data.corpora import read_corpora
    from core.training.data.heldout import HELD_OUT, held_out_rows, to_lines

    if args.write_held_out not in HELD_OUT:
        raise UsageError(f"There is no held-out set {args.write_held_out!r}; there are: {', '.join(HELD_OUT)}.")
    topics = CORE_NAMES if args.topics == len(CORE_NAMES) else ALL_NAMES
    lines = to_lines(held_out_rows(args.write_held_out, read_corpora(args.corpus), topics))
    sys.stdout.buffer.write(lines.encode("utf-8", "backslashreplace"))
    return 0


def candidates_table(artifacts: Path) -> str:
    """Return the original's candidates and ours: published test accuracy, ours, on training, over folds, and seconds.

    The accuracy over folds is that of the search, and the seconds are those of
    search and training; without a search there are no folds.
    """
    from core.analysis.frame import rows_of
    from core.reports.frames import read_candidates

    frame = read_candidates(artifacts)
    lines = [f"{'Candidate':26}{'published':>10}{'ours, test':>12}{'ours, train':>13}{'folds':>8}{'seconds':>9}"]
    lines += [
        f"{row.candidate:26}{_or_blank(row.published, 10, 2)}{row.test:12.3f}{row.train:13.3f}"
        f"{_or_blank(row.cv, 8, 3)}{row.seconds:9.1f}"
        for row in rows_of(frame)
    ]
    return "\n".join(lines)


def _or_blank(value: float | None, width: int, digits: int) -> str:
    return " " * width if value is None or math.isnan(value) else f"{value:{width}.{digits}f}"


def _print(model: TrainedModel) -> None:
    entry = model.entry
    print(f"{entry.name}: {model.path}, {entry.bytes:,} bytes, SHA-256 {entry.sha256}, trained on {entry.trained}")
    for name, evaluation in model.figures.items():
        print(
            f"  {name}, measured {entry.metrics[name]['variant']}: accuracy {evaluation.accuracy:.3f} "
            f"[{evaluation.accuracy_low:.3f}, {evaluation.accuracy_high:.3f}], n = {evaluation.n}; "
            f"answers {evaluation.coverage:.1%}, right in {evaluation.accuracy_answered:.1%} of them"
        )
