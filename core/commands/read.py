"""`read`: the latest articles of some papers, classified."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.archive import ModelVersion
from core.commands.models import artifacts_in_use
from core.errors import UsageError
from core.files.lines import print_json
from core.language.words import count_words
from core.memory import give_back, load_sklearn_alone, share_arenas
from core.settings import Settings, load_settings
from core.text import printable
from core.topics.taxonomy import label
from core.types import ArticleDone, Edition, Newspaper, PaperDone, ReadArticle

HELP = "read the latest articles of newspapers and classify them"
MAX_LIMIT = 200
"""Articles that one reading takes of a paper at most."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--paper", action="append", metavar="ID", help="a paper to read; may be repeated")
    parser.add_argument("--limit", type=check_limit, default=5, metavar="N", help="articles per paper (default 5)")
    parser.add_argument(
        "--catalogue", type=Path, metavar="FILE", help="catalogue file to use instead of the built-in one"
    )
    parser.add_argument("--sample", action="store_true", help="read the sample edition: made-up papers, no network")
    parser.add_argument("--archive", action="store_true", help="store the edition in the archive")
    parser.add_argument("--jsonl", action="store_true", help="one JSON object per article")
    parser.add_argument("--model", metavar="NAME", help="model that classifies")


def check_limit(text: str) -> int:
    """Return a number of articles of each paper, as an argument has it."""
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= MAX_LIMIT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of articles from 1 to {MAX_LIMIT}")
    return number


def run(args: argparse.Namespace) -> int:
    """Read, print each article as it ends, report on stderr; 1 where no article was read."""
    settings = load_settings()
    if args.sample and args.catalogue:
        raise UsageError("--sample reads its own papers: leave --catalogue out.")
    papers = select_newspapers(args.paper, settings, args.catalogue, sample=args.sample)
    # Imported here: help and wrong use need neither models nor the web.
    load_sklearn_alone()
    from core.reading.article.pool import open_pool
    from core.reading.edition import fold_edition
    from core.reading.factory import make_reader
    from core.serving.model_versions import version_of
    from core.serving.reading_log import log_reading
    from core.topics.model import open_model

    events, began = [], time.monotonic()
    share_arenas()
    with open_pool(settings) as pool:
        pool.warm()  # while the model is loaded
        model = open_model(args.model or settings.model, artifacts_in_use(settings))
        give_back()  # what loading the model took meanwhile
        reader = make_reader(settings, pool, model.predict_article, args.sample, papers)
        for event in reader.read_events(papers, args.limit):
            events.append(event)
            if isinstance(event, ArticleDone):
                (_print_json if args.jsonl else _print_line)(event.item, event.newspaper)
            elif isinstance(event, PaperDone):
                _print_report(event)
        reader.close()
    seconds, version = time.monotonic() - began, version_of(model.entry)
    edition = fold_edition(events, newspapers=papers, model=model.name, sample=args.sample, seconds=seconds)
    _print_second_opinions(edition.articles)
    if "log" in settings.model_fields_set:
        log_reading(edition, version, settings.log)
    if args.archive:
        _keep(edition, version, settings)
    return 0 if any(item.article.was_read for item in edition.articles) else 1


def _print_second_opinions(items: Sequence[ReadArticle]) -> None:
    """Print how often the publishers' own sections agree with the model, and which texts are in several papers."""
    compared = [item for item in items if item.prediction is not None and item.article.section_topic is not None]
    agreeing = sum(item.prediction.best == item.article.section_topic for item in compared if item.prediction)
    if compared:
        sentence = f"The publisher's own section names a topic for {len(compared)} articles"
        print(f"{sentence}; the model's likeliest topic is the same for {agreeing}.", file=sys.stderr)
    copies = sum(item.article.copy_of is not None for item in items)
    if copies:
        print(f"{copies} articles are nearly identical to another paper's (mostly agency copy).", file=sys.stderr)


def _keep(edition: Edition, version: ModelVersion, settings: Settings) -> None:
    # Imported here: reading without --archive needs no database.
    from core.archive import Archive

    archive = Archive.open(settings)
    try:
        saved = archive.save(edition, version, settings.keep_text)
        print(f"Kept: {saved.new} new, {saved.changed} changed, {saved.known} known", file=sys.stderr)
        if settings.keep_days or settings.keep_mb:
            archive.forget(settings.keep_days, settings.keep_mb)
    finally:
        archive.close()


def select_newspapers(
    ids: list[str] | None, settings: Settings, catalogue: Path | None = None, *, sample: bool = False
) -> tuple[Newspaper, ...]:
    """Return the newspapers of these ids, all where none is named, of a catalogue or of the sample edition."""
    from core.newspapers import load_catalogue, select_papers

    if sample:
        from core.reading.web.sample import sample_newspapers

        papers = sample_newspapers(settings.artifacts)
    else:
        papers = load_catalogue(catalogue or settings.catalogue)
    return select_papers(papers, ids) if ids else papers


def row(item: ReadArticle) -> dict[str, Any]:
    """Return an article as `read --jsonl` prints it."""
    article, prediction = item.article, item.prediction
    return {
        "newspaper": article.newspaper,
        "url": article.url,
        "title": article.title or None,
        "published": article.published.isoformat() if article.published else None,
        "section": article.section,
        "words": count_words(article.text),
        "topic": prediction.topic if prediction else None,
        "best": prediction.best if prediction else None,
        "confidence": round(prediction.confidence, 6) if prediction else None,
        "topics": {name: round(p, 6) for name, p in prediction.topics.items()} if prediction else None,
        "status": str(article.status),
        "error": str(article.error) if article.error else None,
    }


def _print_json(item: ReadArticle, _paper: Newspaper) -> None:
    print_json(row(item))


def _print_line(item: ReadArticle, paper: Newspaper) -> None:
    article, prediction = item.article, item.prediction
    if prediction is not None:
        sure = f"{label(prediction.shown)} {prediction.confidence:.0%}"
    else:
        sure = f"{article.status}: {article.why or ''}"
    print(f"{paper.name} | {sure} | {printable(article.title)} | {article.url or ''}", flush=True)


def _print_report(event: PaperDone) -> None:
    report = event.report
    sentence = f"{report.name}: {report.status}, {report.found} found, {report.read} read"
    sentence += f", {report.from_feed} from the feed alone" if report.from_feed else ""
    sentence += f", {report.skipped} skipped, {report.failed} failed, {report.seconds:.1f} s"
    if report.why:
        sentence += f". {report.why}"
    print(sentence, file=sys.stderr)
