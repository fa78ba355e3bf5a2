"""The command line: collects the commands and runs one.

Results go to stdout, everything else to stderr. Exit status: 0; 1, nothing
could be read or done; 2, wrong use.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from core.commands import archive, classify, digest, doctor, evaluate, extract, mix, papers, promote, read, train
from core.commands.watching import watch
from core.errors import BroadsheetError, CatalogueError, InputError, SettingsError, UsageError

COMMANDS = (papers, read, watch, mix, digest, extract, classify, train, promote, evaluate, archive, doctor)
"""Modules with HELP, arguments(parser) and run(args), in the order of the help; cheap to import until they run."""
TRAINING = ("train", "promote")
"""Commands whose packages a server can do without."""
TRAINING_REQUIREMENTS = "requirements-train.txt"
WRONG_USE = (UsageError, CatalogueError, InputError, SettingsError)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """End with one sentence and exit status 2: wrong use."""
        sentence = message[0].upper() + message[1:].rstrip(".")
        print(f"{sentence}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


def build_parser() -> argparse.ArgumentParser:
    """Collect all commands with their arguments."""
    parser = _Parser(prog="python -m core", description="What the papers are talking about, without a browser.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        subparser = commands.add_parser(name, help=command.HELP)
        command.arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser


def _run(args: argparse.Namespace) -> int:
    """Run the command.

    Raises
    ------
    UsageError
        If a package that training needs is not installed.
    """
    try:
        status: int = args.run(args)
    except ModuleNotFoundError as problem:
        package = (problem.name or "").partition(".")[0]
        if args.command not in TRAINING or package == "core":
            raise
        missing = f"{args.command} needs the package {package}, which is not installed"
        raise UsageError(f"{missing}: pip install -r {TRAINING_REQUIREMENTS}") from problem
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    parser = build_parser()
    args = parser.parse_args(argv)
    try:
        status = _run(args)
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
