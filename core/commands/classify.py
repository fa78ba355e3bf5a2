"""`classify`: the topic of a text, a link, or many lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from core.errors import InputError, UsageError
from core.files.json_lines import parse_object
from core.files.lines import batches, print_json, read_all, read_lines
from core.files.streams import display_name
from core.reading.factory import open_reader
from core.settings import Settings, load_settings
from core.topics.documents import split_headline
from core.topics.model import TopicModel, open_model
from core.topics.taxonomy import label
from core.types import Prediction

BATCH = 256


def run(args: argparse.Namespace) -> int:
    """Print the prediction for a text, for a link, or for each line; 1 where there was nothing to classify."""
    settings = load_settings()
    model = open_model(args.model or settings.model, settings.artifacts)
    if args.topics is not None and args.topics not in model.entry.schemes:
        raise UsageError(
            f"The model {model.name} knows {len(model.labels)} topics, not {args.topics}: {', '.join(model.labels)}."
        )
    if args.url:
        return _link(args.url, model, settings, args.topics, args.jsonl)
    if args.jsonl:
        return _lines(args.file, model, args.topics)
    text = read_all(args.file)
    if not text.strip():
        raise InputError(f"{display_name(args.file)} holds no text.")
    given = split_headline(text)
    _print(model.predict_one(given.title, given.text, args.topics))
    return 0


def _link(url: str, model: TopicModel, settings: Settings, topics: int | None, as_json: bool) -> int:
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
        for (given, _, _, problem), prediction in zip(batch, predictions, strict=True):
            done += problem is None
            print_json(row(given, prediction, problem))
    return 0 if done else 1


def _documents(name: str) -> Iterator[tuple[Any, str, str, str | None]]:
    """Id, title, text and what is wrong with the line, for every line: none is left out."""
    for number, line in read_lines(name):
        try:
            given = parse_object(number, line, name)
            title, text = _text(given, "title", number), _text(given, "text", number)
            yield given.get("id"), title, text, None
        except InputError as problem:
            print(problem, file=sys.stderr)
            yield None, "", "", str(problem)


def _text(given: dict[str, Any], field: str, number: int) -> str:
    value = given.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f'Line {number}: "{field}" is not a text.')
    return value


def row(given: object, prediction: Prediction, problem: str | None = None) -> dict[str, Any]:
    """A prediction as `classify --jsonl` prints it."""
    return {
        "id": given,
        "topic": prediction.topic,
        "best": prediction.best,
        "confidence": round(prediction.confidence, 6),
        "topics": {name: round(p, 6) for name, p in prediction.topics.items()},
        "known_words": round(prediction.known_words, 4),
        "reason": problem or prediction.reason,
    }


def _print(prediction: Prediction) -> None:
    print(f"{label(prediction.topic)}")
    if prediction.reason:
        print(prediction.reason)
    for name in prediction.ranked:
        print(f"{prediction.topics[name]:7.1%}  {label(name)}")
    print(f"{prediction.known_words:7.1%}  of the words are known to the model")
