"""The command line: arguments, and which command runs.

Results go to stdout, everything else to stderr. Exit status: 0; 1, nothing
could be read or done; 2, wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from core.commands.archive_arguments import add_archive
from core.errors import BroadsheetError, CatalogueError, InputError, SettingsError, UsageError
from core.memory import load_sklearn_without_pandas
from core.settings import CHALLENGER
from core.topics.taxonomy import CORE_NAMES, topic_names
from core.types import Scheme
from core.wording import number_word

PREDICT = ("read", "classify")
"""Commands that need scikit-learn and no pandas."""
TRAINING = ("train", "promote")
"""Commands whose packages a server can do without."""
TRAINING_REQUIREMENTS = "requirements-train.txt"
WRONG_USE = (UsageError, CatalogueError, InputError, SettingsError)
MAX_LIMIT = 200
TOPICS = [len(topic_names(scheme)) for scheme in Scheme]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Wrong use: one sentence, exit status 2."""
        sentence = message[0].upper() + message[1:].rstrip(".")
        print(f"{sentence}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


def build_parser() -> argparse.ArgumentParser:
    """All commands with their arguments."""
    parser = _Parser(prog="python -m core", description="What the papers are talking about, without a browser.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _papers(commands.add_parser("papers", help="the newspapers: list them, or check which can be reached"))
    _read(commands.add_parser("read", help="read the latest articles of newspapers and classify them"))
    _extract(commands.add_parser("extract", help="take the article out of saved pages"))
    _classify(commands.add_parser("classify", help="find the topic of a text, a link, or many lines"))
    _train(commands.add_parser("train", help="train the models"))
    _promote(commands.add_parser("promote", help="let a better challenger replace the model in use"))
    _evaluate(commands.add_parser("evaluate", help="measure a model on labelled articles"))
    add_archive(commands.add_parser("archive", help="what was read and kept: count, search, export, import"))
    return parser


def _papers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["list", "check"])
    parser.add_argument("ids", nargs="*", metavar="ID", help="papers; all of the catalogue without")
    parser.add_argument("--catalogue", type=Path, metavar="FILE", help="newspapers in place of the built-in ones")
    parser.add_argument("--json", action="store_true", help="one JSON object a paper")
    parser.add_argument("--markdown", action="store_true", help="list: the page docs/newspapers.md")


def _read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--paper", action="append", metavar="ID", help="a paper to read; may be repeated")
    parser.add_argument("--limit", type=_limit, default=5, metavar="N", help="articles of each paper (default 5)")
    parser.add_argument("--catalogue", type=Path, metavar="FILE", help="newspapers in place of the built-in ones")
    parser.add_argument("--sample", action="store_true", help="read the sample edition: invented papers, no network")
    parser.add_argument("--archive", action="store_true", help="keep what was read")
    parser.add_argument("--jsonl", action="store_true", help="one JSON object an article")
    parser.add_argument("--model", metavar="NAME", help="model that classifies")


def _extract(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE.html", help="a saved page; - is standard input")
    parser.add_argument("--url", help="where the page came from")
    parser.add_argument("--jsonl", metavar="FILE", help='many: lines {"file","url"}; - is standard input')


def _classify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE|-", help="text or JSON lines; - is standard input"
    )
    parser.add_argument("--jsonl", action="store_true", help='JSON lines {"id","title","text"} in, JSON lines out')
    parser.add_argument("--model", metavar="NAME", help="model that classifies")
    parser.add_argument("--url", help="read this article and classify it")
    parser.add_argument("--topics", type=int, choices=TOPICS, help="how many topics; all that the model knows without")


def _train(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--corpus", nargs="+", type=Path, metavar="FILE", help="labelled JSON lines")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the challenger goes (default: build/challenger)")
    parser.add_argument("--model", action="append", metavar="NAME", help="train this one only; may be repeated")
    parser.add_argument("--candidates", action="store_true", help="compare the six candidates and the baseline")
    parser.add_argument("--search", action="store_true", help="search the candidates' settings, not only refit them")
    parser.add_argument(
        "--validate", action="store_true", help="also measure by publisher and time, for the card (some minutes more)"
    )
    parser.add_argument("--seed", type=int, default=8, metavar="N", help="seed of all that is random (default 8)")
    parser.add_argument("--stop-words", type=Path, metavar="FILE", help="stop words of the original, one a line")
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


def _promote(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--challenger",
        type=Path,
        default=CHALLENGER,
        metavar="DIR",
        help="folder that `train` wrote (build/challenger)",
    )
    parser.add_argument("--champion", type=Path, metavar="DIR", help="folder with the model in use (artifacts)")
    parser.add_argument("--back", action="store_true", help="bring the former model back")
    parser.add_argument(
        "--without-comparison", action="store_true", help="replace the model in use whatever the figures say"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")


def _evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE.jsonl", help='labelled JSON lines {"title","text","topic"}; - is standard input'
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


def _limit(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= MAX_LIMIT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of articles from 1 to {MAX_LIMIT}")
    return number


def _check(parser: argparse.ArgumentParser, args: argparse.Namespace) -> None:
    if args.command == "extract":
        if bool(args.file) == bool(args.jsonl):
            parser.error("extract needs either FILE.html with --url URL, or --jsonl FILE")
        if args.file and not args.url:
            parser.error("extract FILE.html needs --url URL, the address that the page came from")
    if args.command == "classify" and args.url and args.file != "-":
        parser.error("classify takes a FILE or --url URL, not both")


def _command(name: str) -> ModuleType:
    """Import the module of a command.

    Raises
    ------
    UsageError
        If a package that training needs is not installed.
    """
    try:
        return importlib.import_module(f"core.commands.{name}")
    except ModuleNotFoundError as problem:
        package = (problem.name or "").partition(".")[0]
        if name not in TRAINING or package == "core":
            raise
        raise UsageError(
            f"{name} needs the package {package}, which is not installed: pip install -r {TRAINING_REQUIREMENTS}"
        ) from problem


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    parser = build_parser()
    args = parser.parse_args(argv)
    _check(parser, args)
    if args.command in PREDICT:
        load_sklearn_without_pandas()
    try:
        command = _command(args.command)
        status: int = command.run(args)
        sys.stdout.flush()
        return status
    except BroadsheetError as problem:
        print(problem, file=sys.stderr)
        return 2 if isinstance(problem, WRONG_USE) else 1
    except BrokenPipeError:  # whoever read our output has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:  # a full disk, say
        where = f" ({problem.filename})" if problem.filename else ""
        print(f"{problem.strerror or problem}{where}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
