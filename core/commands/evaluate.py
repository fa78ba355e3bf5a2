"""`evaluate`: a model measured on labelled articles."""

from __future__ import annotations

import argparse
from typing import Any

from core.errors import UsageError
from core.files.json_lines import parse_object
from core.files.lines import print_json, read_lines
from core.settings import load_settings
from core.topics.model import open_model
from core.topics.taxonomy import label
from core.training.measures.evaluate import Evaluation, evaluate


def run(args: argparse.Namespace) -> int:
    """Print the figures of one model on the labelled lines of a file."""
    settings = load_settings()
    model = open_model(args.model or settings.model, args.artifacts or settings.artifacts)
    rows = [_row(parse_object(number, line, args.file)) for number, line in read_lines(args.file)]
    if args.topics is not None and args.topics not in model.entry.schemes:
        raise UsageError(f"The model {model.name} knows {len(model.labels)} topics, not {args.topics}.")
    found = evaluate(model, rows, args.topics)
    if args.json:
        print_json(found.to_dict())
    else:
        print(report(found))
    return 0


def _row(given: dict[str, Any]) -> dict[str, str | None]:
    return {key: given[key] if isinstance(given.get(key), str) else None for key in ("title", "text", "topic")}


def report(found: Evaluation) -> str:
    """The figures as a person reads them."""
    lines = [
        f"Model {found.model}: {len(found.labels)} topics, n = {found.n} articles, "
        f"{found.left_out} left out (another topic or none)",
        f"Accuracy       {found.accuracy:.3f}  (95% interval {found.accuracy_low:.3f} to {found.accuracy_high:.3f})",
        f"In first two   {found.accuracy_top2:.3f}",
        f"Macro F1       {found.macro_f1:.3f}",
        f"Answered       {found.coverage:.1%} of the articles, right in {found.accuracy_answered:.1%} of these",
        f"Calibration    expected error {found.ece:.3f}, Brier score {found.brier:.3f}",
        "",
        f"{'Topic':16}{'precision':>10}{'recall':>10}{'F1':>10}{'n':>8}",
    ]
    lines += [f"{label(t.topic):16}{t.precision:10.3f}{t.recall:10.3f}{t.f1:10.3f}{t.support:8d}" for t in found.topics]
    lines += ["", "Confusion: rows the true topic, columns the model's likeliest"]
    lines.append(" " * 16 + "".join(f"{label(name)[:13]:>14}" for name in found.labels))
    lines += [
        f"{label(name):16}" + "".join(f"{count:14d}" for count in row)
        for name, row in zip(found.labels, found.confusion, strict=True)
    ]
    return "\n".join(lines)
