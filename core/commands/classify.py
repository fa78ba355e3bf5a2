"""`classify`: the topic of a text, a link, or many lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from core.commands.models import artifacts_in_use
from core.commands.options import SEE_HELP, TOPICS, check_topics
from core.errors import InputError, UsageError
from core.files.json_lines import parse_object, text_field
from core.files.lines import batches, print_json, read_all, read_lines
from core.files.streams import display_name
from core.memory import load_sklearn_alone
from core.settings import Settings, load_settings
from core.topics.taxonomy import label
from core.types import Prediction

if TYPE_CHECKING:
    from core.topics.model import TopicModel

HELP = "find the topic of a text, a link, or many lines"
BATCH = 256
"""Lines that are classified, and printed, at once."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE|-", help="text or JSON lines; - is standard input"
    )
    parser.add_argument("--jsonl", action="store_true", help='JSON lines {"id","title","text"} in, JSON lines out')
    parser.add_argument("--model", metavar="NAME", help="model that classifies")
    parser.add_argument("--url", help="link to an article to read and classify")
    parser.add_argument(
        "--topics", type=int, choices=TOPICS, help="how many topics (default: all that the model knows)"
    )


def run(args: argparse.Namespace) -> int:
    """Print the prediction for a text, for a link, or for each line; 1 where there was nothing to classify."""
    if args.url and args.file != "-":
        raise UsageError(f"Classify takes a FILE or --url URL, not both. {SEE_HELP}")
    # Imported here: help and wrong use need no model.
    load_sklearn_alone()
    from core.topics.documents import split_headline
    from core.topics.model import open_model

    settings = load_settings()
    model = open_model(args.model or settings.model, artifacts_in_use(settings))
    check_topics(model.entry, args.topics)
    if args.url:
        return _link(args.url, model, settings, args.topics, args.jsonl)
    if args.jsonl:
        return _lines(args.file, model, args.topics)
    text = read_all(args.file)
    if not text.strip():
        raise InputError(f"{display_name(args.file)} holds no text.")
    document = split_headline(text)
    _print(model.predict_one(document.title, document.text, args.topics))
    return 0


def _link(url: str, model: TopicModel, settings: Settings, topics: int | None, as_json: bool) -> int:
    # Imported here: texts need no web.
    from core.reading.factory import open_reader

    with open_reader(settings, classify=lambda article: model.predict_article(article, topics)) as reader:
        item = reader.read_link(url)
    if item.prediction is None:
        print(item.article.why or "It holds no text.", file=sys.stderr)
        return 1
    if as_json:
        print_json(row(url, item.prediction))
    else:
        print(item.article.title)
        _print(item.prediction)
    return 0


def _lines(name: str, model: TopicModel, topics: int | None) -> int:
    done = 0
    for batch in batches(_documents(name), BATCH):
        predictions = model.predict(((title, text) for _, title, text, _ in batch), topics)
        for (key, _, _, problem), prediction in zip(batch, predictions, strict=True):
            done += problem is None
            print_json(row(key, prediction, problem))
    return 0 if done else 1


def _documents(name: str) -> Iterator[tuple[Any, str, str, str | None]]:
    """Read id, title, text and what is wrong with the line, for every line: none is left out."""
    for number, line in read_lines(name):
        try:
            fields = parse_object(number, line, name)
            title, text = text_field(fields, "title", number), text_field(fields, "text", number)
            yield fields.get("id"), title, text, None
        except InputError as problem:
            print(problem, file=sys.stderr)
            yield None, "", "", str(problem)


def row(key: object, prediction: Prediction, problem: str | None = None) -> dict[str, Any]:
    """Return a prediction as `classify --jsonl` prints it; `problem` says what is wrong with the line."""
    return {
        "id": key,
        "topic": prediction.topic,
        "best": prediction.best,
        "confidence": round(prediction.confidence, 6),
        "topics": {name: round(p, 6) for name, p in prediction.topics.items()},
        "known_words": round(prediction.known_words, 4),
        "reason": problem or prediction.reason,
    }


def _print(prediction: Prediction) -> None:
    print(label(prediction.shown))
    if prediction.detail:
        print(prediction.detail)
    for name in prediction.ranked:
        print(f"{prediction.topics[name]:7.1%}  {label(name)}")
    print(f"{prediction.known_words:7.1%}  of the words are known to the model")
