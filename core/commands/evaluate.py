"""`evaluate`: a model measured on labelled articles."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.commands.models import artifacts_in_use
from core.commands.options import TOPICS, check_topics
from core.files.json_lines import parse_object
from core.files.lines import print_json, read_lines
from core.settings import load_settings
from core.topics.schemes import topics_of
from core.topics.taxonomy import CORE_NAMES, OTHER, label
from core.wording import number_word

if TYPE_CHECKING:
    from core.training.measures.evaluate import Evaluation

HELP = "measure a model on labelled articles"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "file",
        metavar="FILE.jsonl",
        help='labelled JSON lines {"title","text","topic"}, maybe with a list "accepted"; - is standard input',
    )
    parser.add_argument("--model", metavar="NAME", help="model to measure")
    parser.add_argument("--artifacts", type=Path, metavar="DIR", help="folder with the model and its manifest")
    parser.add_argument(
        "--topics",
        type=int,
        choices=TOPICS,
        help=f"how many topics; {number_word(len(CORE_NAMES))} where no line has any other, else all",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: argparse.Namespace) -> int:
    """Print the figures of one model on the labelled lines of a file."""
    # Imported here: help needs no model.
    from core.topics.model import open_model
    from core.training.measures.evaluate import evaluate

    settings = load_settings()
    model = open_model(args.model or settings.model, args.artifacts or artifacts_in_use(settings))
    check_topics(model.entry, args.topics)
    rows = [_row(parse_object(number, line, args.file)) for number, line in read_lines(args.file)]
    evaluation = evaluate(model, rows, args.topics)
    if args.json:
        print_json(evaluation.to_dict())
    else:
        print(report(evaluation))
    return 0


def _row(values: dict[str, Any]) -> dict[str, Any]:
    texts = {key: values[key] if isinstance(values.get(key), str) else None for key in ("title", "text", "topic")}
    accepted = values.get("accepted")
    return {
        **texts,
        "accepted": [name for name in accepted if isinstance(name, str)] if isinstance(accepted, list) else [],
    }


def report(figures: Evaluation) -> str:
    """Return the figures as a person reads them."""
    other = " and other news" if OTHER.name in figures.labels else ""
    lines = [
        f"Model {figures.model}: {len(topics_of(figures.labels))} topics{other}, n = {figures.n} articles, "
        f"{figures.left_out} left out (another topic or none)",
        f"Accuracy       {figures.accuracy:.3f}  "
        f"(95% interval {figures.accuracy_low:.3f} to {figures.accuracy_high:.3f})",
        f"In first two   {figures.accuracy_top2:.3f}",
        f"Macro F1       {figures.macro_f1:.3f}",
        f"Answered       {figures.coverage:.1%} of the articles, right in {figures.accuracy_answered:.1%} of these",
        f"Acceptable     {figures.acceptable:.3f}  (95% interval {figures.acceptable_low:.3f} to "
        f"{figures.acceptable_high:.3f}): what is shown is right; unsure counts as wrong",
        f"Calibration    expected error {figures.ece:.3f}, Brier score {figures.brier:.3f}",
        "",
        f"{'Topic':16}{'precision':>10}{'recall':>10}{'F1':>10}{'n':>8}",
    ]
    lines += [
        f"{label(t.topic):16}{t.precision:10.3f}{t.recall:10.3f}{t.f1:10.3f}{t.support:8d}" for t in figures.topics
    ]
    lines += ["", "Confusion: rows the true topic, columns the model's likeliest"]
    lines.append(" " * 16 + "".join(f"{label(name)[:13]:>14}" for name in figures.labels))
    lines += [
        f"{label(name):16}" + "".join(f"{count:14d}" for count in row)
        for name, row in zip(figures.labels, figures.confusion, strict=True)
    ]
    return "\n".join(lines)
