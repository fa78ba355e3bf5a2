"""`archive`: what was read, kept; counted, searched, exported, imported."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

from core.archive import (
    Archive,
    ArchivedArticle,
    ArticleQuery,
    Saved,
    column_types,
    exported_tables,
    imported_tables,
    no_statistics,
    table_columns,
)
from core.commands import review
from core.commands.archiving import months
from core.errors import InputError, UsageError
from core.files.formats import EXCHANGE, FORMATS, read_rows
from core.files.lines import print_json
from core.files.table import mapping_table
from core.settings import Settings, load_settings
from core.text import printable
from core.topics.taxonomy import SHOWN_NAMES, label
from core.wording import join_words

HELP = "the archive: count, search, export, import, compact"
FORMAT_NAMES = join_words((FORMATS[ending].name for ending in EXCHANGE), "or")
TABLE_HELP = (
    "articles, predictions, versions, editions, entries, reports, papers, days, live, labels, paper_sets, "
    "review_items, review_labels, or all"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare all actions with their arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _declare(actions)
    for action in actions.choices.values():
        action.add_argument("--json", action="store_true", help="print JSON")


def _declare(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    actions.add_parser("stats", help="how much it holds; zeros if it is empty")
    search = actions.add_parser("search", help="articles that contain words")
    search.add_argument("words", nargs="+", metavar="WORD", help='words, "phrases", -exclusions, OR, prefix*')
    search.add_argument("--paper", action="append", metavar="ID", help="only this paper; may be repeated")
    search.add_argument("--topic", metavar="NAME", help="only this topic, other (other news) or unsure")
    _days(search)
    search.add_argument("--limit", type=int, default=25, metavar="N", help="at most this many (default 25)")
    export = actions.add_parser("export", help=f"a table as {FORMAT_NAMES}")
    export.add_argument("--table", default="articles", metavar="NAME", help=TABLE_HELP)
    export.add_argument("--format", choices=EXCHANGE, help="default: as --out ends, else jsonl")
    export.add_argument("--out", type=Path, metavar="FILE", help="file, or folder for all tables (default: stdout)")
    bring = actions.add_parser("import", help="rows that were exported, lines of `read --jsonl`, or a corpus")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files, or a folder of all tables")
    bring.add_argument("--table", metavar="NAME", help="which table (default: by the file's name)")
    bring.add_argument("--warc", action="store_true", help="the files are crawls (WARC), such as Common Crawl's news")
    again = actions.add_parser("reclassify", help="classify again everything that this model has not classified yet")
    for action in (bring, again):
        _declare_workers(action)
    drawn = actions.add_parser(
        "review", help="articles drawn at random for a person to label, and accuracy from the labels"
    )
    review.arguments(drawn)
    _days(drawn)
    months.declare(actions)
    actions.add_parser("forget", help="delete what BROADSHEET_KEEP_DAYS and BROADSHEET_KEEP_MB do not allow")


def _declare_workers(action: argparse.ArgumentParser) -> None:
    action.add_argument("--model", metavar="NAME", help="model to use (default: the configured one)")
    action.add_argument("--workers", type=int, default=-1, metavar="N", help="processes (default: one per processor)")
    action.add_argument(
        "--dask", metavar="ADDRESS", help="a Dask scheduler, such as tcp://host:8786, whose workers do the work"
    )


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=_day, metavar="DAY", help="from this day on, such as 2026-11-20")
    parser.add_argument("--until", type=_day, metavar="DAY", help="up to this day")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-20") from None


def run(args: argparse.Namespace) -> int:
    """Run one action; 1 where nothing was found or done."""
    actions = {
        "stats": _stats,
        "search": _search,
        "export": _export,
        "import": _import,
        "forget": _forget,
        "reclassify": _reclassify,
        "review": _review,
        "compact": _compact,
        "restore": _restore,
    }
    return actions[args.action](args, load_settings())


@contextmanager
def opened(settings: Settings) -> Iterator[Archive]:
    """Open the archive that the settings name; it is closed at the end."""
    archive = Archive.open(settings)
    try:
        yield archive
    finally:
        archive.close()


def _stats(args: argparse.Namespace, settings: Settings) -> int:
    if not Archive.exists(settings):
        figures: dict[str, Any] = no_statistics()
    else:
        with opened(settings) as archive:
            figures = archive.statistics()
    if args.json:
        print_json(figures)
        return 0
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):14} {f'{value:,}' if isinstance(value, int) else value or ''}")
    return 0


def _search(args: argparse.Namespace, settings: Settings) -> int:
    if args.topic and args.topic not in SHOWN_NAMES:
        raise UsageError(f"There is no topic {args.topic!r}; there are: {', '.join(SHOWN_NAMES)}.")
    if args.limit < 1:
        raise UsageError("--limit is a number of articles from 1 on.")
    query = ArticleQuery(tuple(args.paper or ()), args.topic, args.since, args.until)
    typed = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in args.words)
    with opened(settings) as archive:
        page = archive.search(typed, query, limit=args.limit)
    for article in page.articles:
        print_json(_plain(article)) if args.json else print(_line(article))
    count = f"{page.total}{' or more' if page.more else ''} found"
    print(count + (f", {len(page.articles)} shown" if len(page.articles) < page.total else ""), file=sys.stderr)
    return 0 if page.articles else 1


def _plain(article: ArchivedArticle) -> dict[str, Any]:
    return {
        "newspaper": article.newspaper,
        "url": article.url,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "section": article.section,
        "topic": article.topic,
        "best": article.best,
        "confidence": round(article.confidence, 6) if article.confidence is not None else None,
        "model": article.model,
        "snippet": "".join(part.text for part in article.snippet),
    }


def _line(article: ArchivedArticle) -> str:
    topic = label(article.topic) if article.topic else ""
    # Terminals obey control characters: a headline must not.
    return printable(f"{article.at:%Y-%m-%d} | {article.paper} | {topic} | {article.title} | {article.url}")


def _export(args: argparse.Namespace, settings: Settings) -> int:
    if args.table == "all":
        return _export_all(args, settings)
    table_columns(args.table)  # an unknown table is told of before the archive is opened
    ending = args.format or _format_of(args.out)
    with opened(settings) as archive:
        if args.out is None:
            count = _write(archive, args.table, ending, sys.stdout.buffer)
        else:
            with args.out.open("wb") as stream:
                count = _write(archive, args.table, ending, stream)
    print(f"{args.table}: {count:,} rows", file=sys.stderr)
    return 0


def _export_all(args: argparse.Namespace, settings: Settings) -> int:
    if args.out is None:
        raise UsageError("All tables need a folder: give it with --out.")
    args.out.mkdir(parents=True, exist_ok=True)
    ending = args.format or "jsonl"
    with opened(settings) as archive:
        for name in exported_tables():
            with (args.out / f"{name}.{ending}").open("wb") as stream:
                count = _write(archive, name, ending, stream)
            print(f"{name}: {count:,} rows", file=sys.stderr)
    return 0


def _write(archive: Archive, name: str, ending: str, out: IO[bytes]) -> int:
    types = table_columns(name)
    table = mapping_table(archive.export_rows(name), list(types), types, name)
    return FORMATS[ending].write(table, out)


def _format_of(out: Path | None) -> str:
    ending = out.suffix.removeprefix(".") if out is not None else "jsonl"
    if ending not in EXCHANGE:
        raise UsageError(f"The ending of {out} says none of {', '.join(EXCHANGE)}: add one, or --format.")
    return ending


def _import(args: argparse.Namespace, settings: Settings) -> int:
    if args.warc:
        return _import_warc(args, settings)
    files = [path for name in args.files for path in _files_of(name)]
    total = Saved()
    with opened(settings) as archive:
        for path in files:
            table = args.table or _table_of(path)
            saved = archive.import_rows(table, read_rows(path, column_types()), settings.keep_text)
            total = Saved(total.new + saved.new, total.changed + saved.changed, total.known + saved.known)
            print(f"{path}: {saved.new:,} new, {saved.changed:,} changed, {saved.known:,} known", file=sys.stderr)
    if args.json:
        print_json({"new": total.new, "changed": total.changed, "known": total.known})
    else:
        print(f"{total.new:,} new, {total.changed:,} changed, {total.known:,} known")
    return 0 if total != Saved() else 1


def _import_warc(args: argparse.Namespace, settings: Settings) -> int:
    if args.table:
        raise UsageError("A crawl holds pages, not a table: leave --table out.")
    # Imported here: the other actions need no model.
    from core.commands import warc

    with opened(settings) as archive:
        return warc.run(args, archive, settings)


def _files_of(path: Path) -> list[Path]:
    """Return the file, or those of a folder that hold tables, in the order in which one needs the other."""
    if not path.is_dir():
        return [path]
    files = [path / f"{name}.{ending}" for name in imported_tables() for ending in EXCHANGE]
    present = [file for file in files if file.exists()]
    if not present:
        raise InputError(f"The folder {path} holds no exported table.")
    return present


def _table_of(path: Path) -> str:
    name = path.name.split(".")[0]
    return name if name in imported_tables() else "articles"


def _forget(args: argparse.Namespace, settings: Settings) -> int:
    if not settings.keep_days and not settings.keep_mb:
        raise UsageError("Neither BROADSHEET_KEEP_DAYS nor BROADSHEET_KEEP_MB is set: everything is kept.")
    with opened(settings) as archive:
        forgotten = archive.forget(settings.keep_days, settings.keep_mb)
    print_json({"forgotten": forgotten}) if args.json else print(f"{forgotten:,} articles forgotten")
    return 0


def _reclassify(args: argparse.Namespace, settings: Settings) -> int:
    # Imported here: the other actions need no model.
    from core.commands import reclassify

    with opened(settings) as archive:
        return reclassify.run(args, archive, settings)


def _review(args: argparse.Namespace, settings: Settings) -> int:
    with opened(settings) as archive:
        return review.run(args, archive, settings)


def _compact(args: argparse.Namespace, settings: Settings) -> int:
    with opened(settings) as archive:
        return months.compact(args, archive, settings)


def _restore(args: argparse.Namespace, settings: Settings) -> int:
    with opened(settings) as archive:
        return months.restore(args, archive, settings)
