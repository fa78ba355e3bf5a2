"""`mix`: the share of each topic in newspapers, with intervals, and what two papers do differently."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core import wording
from core.commands.mixing.mix_lines import of_papers, predict_lines
from core.commands.mixing.mix_output import check_known, rounded
from core.commands.mixing.mix_query import run_query
from core.commands.mixing.mix_reading import read_now, reads_now
from core.commands.models import artifacts_in_use
from core.commands.options import TOPICS, check_topics
from core.commands.read import check_limit, select_newspapers
from core.errors import UsageError
from core.files.lines import print_json_array
from core.settings import Settings, load_settings
from core.text import printable
from core.topics.taxonomy import label

if TYPE_CHECKING:
    from core.analysis.shares.estimate import Estimate
    from core.topics.model import TopicModel
    from core.topics.schemes import TopicScheme
    from core.types import Prediction

HELP = "the share of each topic, or of a search, in newspapers, with intervals"
LIMIT = 20
"""Articles of each paper that are read without `--limit`: as many as pages ask for to give shares."""
Articles = Mapping[str, "list[Prediction]"]
"""What the model says of each newspaper's articles."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE|-",
        help='JSON lines {"newspaper","title","text"}, or what read --jsonl printed; - is standard input',
    )
    parser.add_argument(
        "--paper", action="append", metavar="ID", help="a newspaper, read now if no FILE is given; may be repeated"
    )
    parser.add_argument("--sample", action="store_true", help="read the sample edition: made-up papers, no network")
    parser.add_argument("--limit", type=check_limit, default=LIMIT, metavar="N", help=f"articles read ({LIMIT})")
    parser.add_argument("--difference", nargs=2, metavar=("A", "B"), help="how much more A gives each topic than B")
    parser.add_argument(
        "--query",
        metavar="QUERY",
        help="the share of articles that match a search in place of topics, as in: 'ferry -strike \"interest rates\"'. "
        "No model is asked: intervals hold sampling only, and --topics and --model change nothing",
    )
    parser.add_argument(
        "--topics", type=int, choices=TOPICS, help="how many topics (default: all that the model knows)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON array in place of a table")
    parser.add_argument("--model", metavar="NAME", help="model that classifies")


def run(args: argparse.Namespace) -> int:
    """Print shares, or differences of two papers; 1 where there was nothing to estimate."""
    if args.sample and args.file:
        raise UsageError("--sample reads its own articles: leave FILE out.")
    if args.query is not None:
        return run_query(args)
    # Imported here: help and wrong use need no model.
    from core.analysis.shares.articles import estimate_articles, parts_of
    from core.analysis.shares.table import read_share_errors
    from core.memory import load_sklearn_alone

    load_sklearn_alone()
    from core.topics.model import open_model

    settings = load_settings()
    artifacts = artifacts_in_use(settings)
    model = open_model(args.model or settings.model, artifacts)
    check_topics(model.entry, args.topics)
    scheme = model.entry.scheme(args.topics)
    errors = read_share_errors(artifacts, model.entry, scheme)
    papers = _gather(args, model, scheme, settings)
    estimates = {
        paper: estimate_articles(map(parts_of, predictions), errors.probabilities)
        for paper, predictions in papers.items()
    }
    if not errors.measured:
        print(wording.SAMPLING_ALONE, file=sys.stderr)
    if args.difference:
        first, second = args.difference
        return _difference(first, second, estimates, args.json)
    return _shares(estimates, args.json)


def _gather(args: argparse.Namespace, model: TopicModel, scheme: TopicScheme, settings: Settings) -> Articles:
    papers: dict[str, list[Prediction]] = defaultdict(list)
    if reads_now(args):
        newspapers = select_newspapers(args.paper, settings, sample=args.sample)
        papers.update({paper.id: [] for paper in newspapers})
        read = read_now(
            newspapers, settings, args.limit, args.sample, lambda article: model.predict_article(article, args.topics)
        )
        for newspaper, item in read:
            if item.prediction is not None:
                papers[newspaper.id].append(item.prediction)
        return papers
    for newspaper_id, prediction in of_papers(predict_lines(args.file or "-", model, scheme), args.paper):
        papers[newspaper_id].append(prediction)
    return papers


def _shares(estimates: Mapping[str, Estimate], as_json: bool) -> int:
    known = {paper: found for paper, found in estimates.items() if found.n}
    if as_json:
        print_json_array([_share_row(paper, found) for paper, found in known.items()])
    else:
        for paper, found in known.items():
            _print_shares(paper, found)
    if not known:
        print("There is no article with a text.", file=sys.stderr)
    return 0 if known else 1


def _print_shares(paper: str, found: Estimate) -> None:
    low, high = found.interval()
    print(f"{printable(paper)}, {wording.plural(found.n, 'article')}")
    for name, share, least, most in zip(found.correction.shares, found.shares, low, high, strict=True):
        print(f"  {label(name):15}{share:5.0%}  {least:4.0%} to {most:4.0%}")


def _share_row(paper: str, found: Estimate) -> dict[str, Any]:
    low, high = found.interval()
    columns = zip(found.correction.shares, found.shares, low, high, strict=True)
    return {
        "newspaper": paper,
        "n": found.n,
        "topics": {
            name: {"share": rounded(share), "low": rounded(least), "high": rounded(most)}
            for name, share, least, most in columns
        },
    }


def _difference(first: str, second: str, estimates: Mapping[str, Estimate], as_json: bool) -> int:
    from core.analysis.shares.estimate import difference

    check_known((first, second), estimates)
    own, other = estimates[first], estimates[second]
    found = difference(own, other)
    columns = list(zip(own.correction.shares, found.differences, found.low, found.high, found.clear, strict=True))
    if as_json:
        topics = {
            name: {"difference": rounded(by), "low": rounded(low), "high": rounded(high), "clear": bool(clear)}
            for name, by, low, high, clear in columns
        }
        print_json_array([{"newspaper": first, "other": second, "n": own.n, "other_n": other.n, "topics": topics}])
        return 0 if own.n and other.n else 1
    print(f"{printable(first)} (n = {own.n}) minus {printable(second)} (n = {other.n}), in points")
    for name, by, low, high, clear in columns:
        print(
            f"  {label(name):15}{wording.signed(100 * by):>4}  {wording.interval(100 * low, 100 * high, '+.0f')}"
            f"{'  clear' if clear else ''}"
        )
    return 0 if own.n and other.n else 1
