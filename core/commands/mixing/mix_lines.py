"""Lines that `mix` takes: articles to classify, or the probabilities that `read --jsonl` printed."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from core import wording
from core.errors import InputError
from core.files.json_lines import parse_object, text_field
from core.files.lines import batches, read_lines
from core.text import printable

if TYPE_CHECKING:
    from core.topics.model import TopicModel
    from core.topics.schemes import TopicScheme
    from core.types import Prediction

Item = TypeVar("Item")

BATCH = 256
"""Lines that are classified at once."""


def predict_lines(name: str, model: TopicModel, scheme: TopicScheme) -> Iterator[tuple[str, Prediction]]:
    """Give the newspaper and the prediction of each line; say of each that cannot be used what is wrong with it."""
    empty = 0
    for batch in batches(read_lines(name), BATCH):
        texts: list[tuple[str, tuple[str, str]]] = []
        for number, line in batch:
            try:
                fields = parse_object(number, line, name)
                newspaper = _newspaper(fields, number)
                given = _probabilities(fields, model, number)
                if given is not None:
                    yield newspaper, scheme.predict(given, 1.0)
                elif any(document := _document(fields, number)):
                    texts.append((newspaper, document))
                else:
                    empty += 1
            except InputError as problem:
                print(problem, file=sys.stderr)
        predictions = model.predict([document for _, document in texts], len(scheme.topics))
        yield from zip((newspaper for newspaper, _ in texts), predictions, strict=True)
    _say_left_out(empty)


def text_lines(name: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give the newspaper, and headline and text, of the lines that `predict_lines` takes; name others as it does."""
    empty = 0
    for number, line in read_lines(name):
        try:
            fields = parse_object(number, line, name)
            newspaper = _newspaper(fields, number)
            title, text = _document(fields, number)
        except InputError as problem:
            print(problem, file=sys.stderr)
            continue
        if title or text or fields.get("topics") is not None:
            yield newspaper, (title, text)
        else:
            empty += 1
    _say_left_out(empty)


def of_papers(lines: Iterator[tuple[str, Item]], ids: Sequence[str] | None) -> Iterator[tuple[str, Item]]:
    """Give what is of these newspapers, all without; say which of them no line is of."""
    missing = set(ids or ())
    for newspaper, item in lines:
        if not ids or newspaper in ids:
            missing.discard(newspaper)
            yield newspaper, item
    for paper in sorted(missing):
        print(f"No line is of the newspaper {printable(paper)}.", file=sys.stderr)


def _say_left_out(empty: int) -> None:
    if empty:
        print(f"Left out, as there is no text: {wording.plural(empty, 'line')}.", file=sys.stderr)


def _newspaper(fields: Mapping[str, Any], number: int) -> str:
    value = fields.get("newspaper")
    if not isinstance(value, str) or not value.strip():
        raise InputError(f'Line {number} has no "newspaper".')
    return value


def _document(fields: Mapping[str, Any], number: int) -> tuple[str, str]:
    """Return title and text; both are empty where an article was not read."""
    if "topics" in fields and fields["topics"] is None and not fields.get("text"):
        return "", ""
    return text_field(fields, "title", number).strip(), text_field(fields, "text", number).strip()


def _probabilities(fields: Mapping[str, Any], model: TopicModel, number: int) -> dict[str, float] | None:
    """Return the probabilities that `read --jsonl` printed; None where there are none, or a text to classify.

    Raises
    ------
    InputError
        If they are no probabilities, or not those of this model's topics.
    """
    given = fields.get("topics")
    if given is None or fields.get("text"):
        return None
    usable = isinstance(given, dict) and all(
        isinstance(p, int | float) and math.isfinite(p) and p >= 0 for p in given.values()
    )
    total = sum(given.values()) if usable else 0
    if total <= 0:
        raise InputError(f'Line {number}: "topics" are no probabilities.')
    if set(given) != set(model.labels):
        raise InputError(f"Line {number}: its topics are not those of the model {model.name}.")
    return {name: given[name] / total for name in model.labels}
