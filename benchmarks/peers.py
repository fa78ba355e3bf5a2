"""Our reading on the files that other projects test theirs with: feeds, sitemaps, pages, robots.txt, OPML.

The source packages are downloaded in pinned versions by pip and npm, and
compared with their SHA-256 before a file of them is read; nothing of them is
kept but in the folder that `--folder` names. Each file is read in a process
of its own, with a limit of time and memory. The exit code is 1 where one
crashed or took too long.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import subprocess
import sys
import tarfile
import tempfile
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from pebble import ProcessExpired, concurrent

from benchmarks.peer_suites import ARTICLE, SUITES, Outcome, Result, Suite
from core.memory import limit_memory
from core.reading.article.extract import extract_page

SECONDS = 10.0
"""Seconds that one file may take, its peer's own reading included."""
MEGABYTES = 512
"""Memory that one file may take beside what the libraries have, as in an app's workers."""

_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Row:
    """A suite with the result of each of its files, by their paths in it."""

    suite: Suite
    results: dict[str, Result]

    @property
    def counts(self) -> Counter[Outcome]:
        """How many files ended how."""
        return Counter(result.outcome for result in self.results.values())

    @property
    def share(self) -> float | None:
        """Mean share of the expected texts that was found; None where none is expected."""
        shares = [result.share for result in self.results.values() if result.share is not None]
        return mean(shares) if shares else None


def download(suite: Suite, folder: Path) -> Path:
    """Download the archive of a suite, unless the folder holds it.

    Raises
    ------
    SystemExit
        If it cannot be had, or is not the pinned one.
    """
    name = f"{suite.package}-{suite.version}"
    archives = [path for path in folder.iterdir() if path.name.replace("_", "-") in (f"{name}.tar.gz", f"{name}.tgz")]
    if not archives:
        command = _by_pip(suite, folder) if suite.registry == "pip" else _by_npm(suite, folder)
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
        if done.returncode:
            raise SystemExit(f"{name} cannot be downloaded: {done.stderr.strip()[-300:]}")
        return download(suite, folder)
    if hashlib.sha256(archives[0].read_bytes()).hexdigest() != suite.sha256:
        raise SystemExit(f"{archives[0]} is not the archive that was measured: its SHA-256 differs.")
    return archives[0]


def _by_pip(suite: Suite, folder: Path) -> list[str]:
    pins = folder / f"{suite.package}.txt"  # so that pip itself looks at the hash, before it builds anything
    pins.write_text(f"{suite.package}=={suite.version} --hash=sha256:{suite.sha256}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", suite.package]
    return [*pip, "--require-hashes", "--requirement", str(pins), "--dest", str(folder)]


def _by_npm(suite: Suite, folder: Path) -> list[str]:
    return ["npm", "pack", "--ignore-scripts", "--pack-destination", str(folder), f"{suite.package}@{suite.version}"]


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack an archive of one folder beside others, and return that folder."""
    into = folder / f"{archive.name}.unpacked"
    if not into.exists():
        with tarfile.open(archive) as packed:
            packed.extractall(into, filter="data")
    return next(path for path in into.iterdir() if path.is_dir())


def run(suite: Suite, root: Path, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Row:
    """Read every file of a suite that lies in the folder of its archive."""
    files = sorted({file for pattern in suite.files for file in root.glob(pattern) if file.is_file()})
    return Row(suite, {str(file.relative_to(root)): read_apart(suite, file, seconds, megabytes) for file in files})


def read_apart(suite: Suite, file: Path, seconds: float, megabytes: int) -> Result:
    """Read a file in a process of its own, which is ended after its seconds."""
    read = concurrent.process(timeout=seconds, context=_FORK)(_read)
    try:
        result: Result = read(suite, file, megabytes).result()
        return result
    except TimeoutError:
        return Result(Outcome.SLOW, f"not done after {seconds:g} s")
    except ProcessExpired as end:
        return Result(Outcome.CRASHED, f"the process ended with {end.exitcode}")
    except Exception as problem:
        return Result(Outcome.CRASHED, f"{type(problem).__name__}: {problem}"[:200])


def _read(suite: Suite, file: Path, megabytes: int) -> Result:
    limit_memory(megabytes)
    return suite.read(file)


def print_table(rows: Sequence[Row]) -> None:
    """Print a row for each suite, as Markdown."""
    heads = ["files of", "kind", "files", *Outcome, "of the expected text"]
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for row in rows:
        share = "" if row.share is None else f"{row.share:.0%}"
        cells = [f"{row.suite.package} {row.suite.version}", row.suite.kind, f"{len(row.results):,}"]
        print(f"| {' | '.join([*cells, *(f'{row.counts[outcome]:,}' for outcome in Outcome), share])} |")


def print_files(rows: Sequence[Row]) -> None:
    """Print the files that were not read though there is something in them, with the reason."""
    for row in rows:
        for name, result in row.results.items():
            if result.outcome not in (Outcome.READ, Outcome.EMPTY):
                print(f"{row.suite.package} {name}: {result.outcome}: {result.why}")


def measure(suites: Sequence[Suite], folder: Path) -> list[Row]:
    """Download, unpack and read what is asked for."""
    # What the extractors load with their first page is there before processes are forked, as in an app's workers.
    extract_page(b"<html><body><p>A short page.</p></body></html>", ARTICLE)
    rows = []
    for suite in suites:
        root = unpack(download(suite, folder), folder)
        rows.append(run(suite, root))
        print(f"{suite.package} ({suite.kind}): {len(rows[-1].results)} files", file=sys.stderr)
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Read the files and print the table; 1 where a file crashed or took too long."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    names = sorted({suite.package for suite in SUITES})
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help=f"only these: {', '.join(names)}")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="keep the archives there, and use what it holds")
    parser.add_argument("--list", action="store_true", help="name the files that were not read, with the reason")
    parser.add_argument("--json", action="store_true", help="the counts as JSON")
    args = parser.parse_args(argv)
    if unknown := set(args.packages) - set(names):
        parser.error(f"There is no suite of {', '.join(sorted(unknown))}; there are: {', '.join(names)}.")
    warnings.simplefilter("ignore")
    suites = [suite for suite in SUITES if not args.packages or suite.package in args.packages]
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        rows = measure(suites, folder.resolve())
    if args.json:
        print(json.dumps([{"package": row.suite.package, "kind": row.suite.kind, **row.counts} for row in rows]))
    else:
        print_table(rows)
    if args.list:
        print_files(rows)
    return int(any(row.counts[Outcome.SLOW] or row.counts[Outcome.CRASHED] for row in rows))


if __name__ == "__main__":
    sys.exit(main())
