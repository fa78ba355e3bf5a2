"""Which files of compacted months there are, and which of their articles count."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, column, select, table, text

from core.archive.database.base import table_of
from core.archive.database.errors import archive_error
from core.archive.database.month_schema import MonthAddressRow, MonthFileRow, MonthGoneRow
from core.archive.months.files import DATA, INDEX, number_of_groups, read_group, read_places
from core.archive.months.index import opened
from core.archive.months.layout import Stored
from core.archive.text import chunks

LOG = logging.getLogger(__name__)
FOLDER = "broadsheet_months"
"""Execution option of connections that names the folder of the files."""
PLACES = table("article", column("id"), column("place"))
"""Where the articles of an index stand in the file of data."""
_told: set[str] = set()


@dataclass(frozen=True)
class MonthFile:
    """A pair of files with articles of one month, as one state of the database knows it; `gone` do not count."""

    id: int
    month: str
    data: Path
    articles: int
    first_id: int
    last_id: int
    first_at: datetime
    last_at: datetime
    gone: frozenset[int] = field(default=frozenset(), repr=False)

    @property
    def index(self) -> Path:
        """The file of what its articles are found by."""
        return self.data.with_suffix(INDEX)

    def searching(self) -> AbstractContextManager[Connection]:
        """Open its index to read by."""
        return opened(self.index)

    def first(self, chosen: Select[*tuple[Any, ...]], limit: int) -> list[Any]:
        """Run a statement on its index, whose first column is a number; the first so many rows that count."""
        with self.searching() as connection:
            rows = connection.execute(chosen if self.gone else chosen.limit(limit))
            return list(islice((row for row in rows if row[0] not in self.gone), limit))

    def holds(self, numbers: Iterable[int]) -> list[int]:
        """Tell which of these articles count in it."""
        inside = [n for n in numbers if self.first_id <= n <= self.last_id and n not in self.gone]
        return list(self.places(inside)) if inside else []

    def places(self, numbers: Sequence[int]) -> dict[int, int]:
        """Say where articles stand in it, by number."""
        with self.searching() as connection:
            return {
                int(row.id): int(row.place)
                for part in chunks(numbers)
                for row in connection.execute(select(PLACES).where(PLACES.c.id.in_(part)))
            }

    def read(self, numbers: Sequence[int], columns: Sequence[str] | None = None) -> list[Stored]:
        """Read articles by number, or some columns of them."""
        return read_places(self.data, list(self.places(numbers).values()), columns)

    def batches(self, columns: Sequence[str] | None = None) -> Iterator[list[Stored]]:
        """Read all its articles that count, in the order of their numbers, in batches."""
        for rows in self.all_batches(columns):
            yield [row for row in rows if row["id"] not in self.gone]

    def all_batches(self, columns: Sequence[str] | None = None) -> Iterator[list[Stored]]:
        """Read all its articles, those that do not count included."""
        for number in range(number_of_groups(self.data)):
            yield read_group(self.data, number, columns).to_pylist()


def folder_of(connection: Connection) -> Path | None:
    """Name the folder of the files; None for an archive that has none, such as one in memory."""
    named = connection.get_execution_options().get(FOLDER)
    return None if named is None else Path(named)


def month_files(connection: Connection, whole: bool = False) -> list[MonthFile]:
    """List the files that can be read now, the newest articles first.

    A file that cannot is left out, and the log says so once; with `whole`,
    for what must lack nothing, it is an error.

    Raises
    ------
    ArchiveError
        With `whole`, if a file is not there, or not of its length.
    """
    rows = connection.execute(select(table_of(MonthFileRow)).order_by(MonthFileRow.last_id.desc())).all()
    if not rows:
        return []
    gone: dict[int, set[int]] = {}
    for number, article in connection.execute(select(MonthGoneRow.file_id, MonthGoneRow.article_id)):
        gone.setdefault(number, set()).add(article)
    folder, found = folder_of(connection), []
    for row in rows:
        file = _month_file(row, folder or Path(), frozenset(gone.get(row.id, ())))
        if folder is not None and _of_length(file.data, row.bytes) and _of_length(file.index, row.index_bytes):
            found.append(file)
            continue
        sentence = _unreadable(file, folder)
        if whole:
            raise sentence
        if str(file.data) not in _told:
            _told.add(str(file.data))
            LOG.warning("%s Its articles are left out until then.", sentence)
    return found


def _month_file(row: Any, folder: Path, gone: frozenset[int]) -> MonthFile:
    return MonthFile(
        row.id,
        row.month,
        folder / f"{row.file}{DATA}",
        row.articles,
        row.first_id,
        row.last_id,
        row.first_at,
        row.last_at,
        gone,
    )


def _of_length(path: Path, size: int) -> bool:
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def _unreadable(file: MonthFile, folder: Path | None) -> Exception:
    where = f"{file.month} in {file.data.name}" if folder is None else f"{file.month} in {file.data}"
    advice = "Bring the file back, or name the folder that all servers share in BROADSHEET_MONTHS."
    return archive_error("A compacted month of the archive cannot be read here", where, advice)


def address_hash(url: str) -> int:
    """Hash an address to 64 bits, as the database has them."""
    return int.from_bytes(hashlib.blake2b(url.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def numbers_at(connection: Connection, urls: Collection[str]) -> dict[str, int]:
    """Look up the numbers of articles in files by their addresses, whether or not the files can be read here."""
    if not urls or connection.execute(text("SELECT 1 FROM month_file LIMIT 1")).first() is None:
        return {}
    hashes = {address_hash(url): url for url in urls}
    chosen = select(MonthAddressRow.hash, MonthAddressRow.article_id)
    return {
        hashes[row.hash]: int(row.article_id)
        for part in chunks(list(hashes))
        for row in connection.execute(chosen.where(MonthAddressRow.hash.in_(part)))
    }


def without_tables(connection: Connection, urls: Collection[str]) -> list[str]:
    """Leave the addresses that are in files."""
    return list(numbers_at(connection, urls))


def stored_by_number(
    connection: Connection, numbers: Collection[int], columns: Sequence[str] | None = None
) -> list[Stored]:
    """Read articles in files by number, or some columns of them; those in no file that can be read are left out."""
    found: list[Stored] = []
    left = set(numbers)
    for file in month_files(connection) if left else ():
        inside = file.holds(left)
        if inside:
            found += file.read(inside, columns)
            left.difference_update(inside)
    return found


def addresses(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """Look up the addresses of articles in files by number."""
    return {row["id"]: row["url"] for row in stored_by_number(connection, numbers, ("id", "url"))}


def stored_at(connection: Connection, urls: Collection[str]) -> list[Stored]:
    """Read articles in files by address; those in no file that can be read are left out."""
    rows = stored_by_number(connection, list(numbers_at(connection, urls).values()))
    return [row for row in rows if row["url"] in urls]
