"""Rows of any table to files and back: CSV for spreadsheets, Parquet for analysis, JSON Lines for everything."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from core.errors import InputError
from core.files.formulas import neutralise, restore

FORMATS = ("jsonl", "csv", "parquet")
BATCH = 5000

Row = Mapping[str, Any]


def write_rows(rows: Iterable[Row], columns: Sequence[str], how: str, out: IO[bytes]) -> int:
    """Write rows as `how` (one of `FORMATS`) into a binary stream; how many there were.

    JSON Lines and Parquet give back exactly what went in. In CSV no cell is a
    formula: what a spreadsheet would run gets a leading apostrophe (OWASP, CSV
    injection); times are ISO 8601 with their zone in all three.
    """
    plain = ({name: _plain(row.get(name)) for name in columns} for row in rows)
    return {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}[how](plain, columns, out)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file that `write_rows` wrote; by its ending `.jsonl`, `.csv`, `.parquet`, the first two also `.gz`.

    Raises
    ------
    InputError
        If the file cannot be read; the message names the line.
    """
    name = path.name.removesuffix(".gz")
    try:
        if name.endswith(".parquet"):
            yield from _from_parquet(path)
        elif name.endswith(".csv"):
            with _opened(path) as stream:
                yield from _from_csv(io.TextIOWrapper(stream, "utf-8-sig", newline=""), path)
        elif name.endswith((".jsonl", ".ndjson")):
            with _opened(path) as stream:
                yield from _from_jsonl(stream, path)
        else:
            raise InputError(f"{path} is no .jsonl, .csv or .parquet file.")
    except (OSError, EOFError, UnicodeDecodeError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise InputError(f"{path} cannot be read: {why}.") from problem


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value


def _jsonl(rows: Iterable[Row], _columns: Sequence[str], out: IO[bytes]) -> int:
    count = 0
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"
        out.write(line.encode("utf-8", "backslashreplace"))
        count += 1
    return count


def _csv(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes]) -> int:
    text = io.TextIOWrapper(out, "utf-8", "replace", newline="")
    text.write("\ufeff")  # so that Excel reads it as UTF-8
    writer = csv.writer(text)
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
        count += 1
    text.flush()
    text.detach()
    return count


def _cell(value: object) -> object:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return neutralise(value)


def _parquet(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes]) -> int:
    # Imported here: Arrow takes a while, and the other formats need none of it.
    import pyarrow as pa
    import pyarrow.parquet as pq

    iterator, writer, count = iter(rows), None, 0
    schema = pa.schema([(name, _arrow_type(name, pa)) for name in columns])
    writer = pq.ParquetWriter(out, schema, compression="zstd")
    with writer:
        while batch := list(islice(iterator, BATCH)):
            packed = [
                {
                    name: json.dumps(v, ensure_ascii=False) if isinstance(v, dict | list) else v
                    for name, v in row.items()
                }
                for row in batch
            ]
            writer.write_table(pa.Table.from_pylist(packed, schema))
            count += len(batch)
    return count


NUMBERS = frozenset({"words", "version", "number", "position", "found", "read", "skipped", "failed", "n", "n_topics",
                     "answered"})  # fmt: skip
SHARES = frozenset({"confidence", "known_words", "seconds"})
FLAGS = frozenset({"live", "sample", "text_agreed"})
NESTED = frozenset({"topics", "labels", "papers"})
"""Columns that are not text, by name; nested ones are JSON where a format has only cells."""


def _arrow_type(name: str, pa: Any) -> Any:
    if name in NUMBERS:
        return pa.int64()
    if name in SHARES:
        return pa.float64()
    return pa.bool_() if name in FLAGS else pa.string()


def _from_parquet(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH):
                for row in batch.to_pylist():
                    yield {name: _unpacked(name, value) for name, value in row.items()}
    except pa.ArrowException as problem:
        raise InputError(f"{path} is not a sound Parquet file: {problem}.") from problem


def _from_csv(text: IO[str], path: Path) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(64 * 1024 * 1024)
    try:
        for row in csv.DictReader(text):
            if None in row or None in row.values():
                raise InputError(f"A row of {path} has more or fewer cells than there are columns.")
            yield {name: _from_cell(name, value) for name, value in row.items()}
    except (csv.Error, ValueError) as problem:
        raise InputError(f"{path} is not a sound CSV file: {problem}.") from problem


def _from_cell(name: str, cell: str) -> Any:
    cell = restore(cell)
    if name in NUMBERS | SHARES | FLAGS and not cell:
        return None
    if name in NUMBERS:
        return int(cell)
    if name in SHARES:
        return float(cell)
    if name in FLAGS:
        return cell in ("True", "true", "1")
    return _unpacked(name, cell) if cell else None


def _unpacked(name: str, value: Any) -> Any:
    return json.loads(value) if name in NESTED and isinstance(value, str) and value else value


def _from_jsonl(stream: IO[bytes], path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8", "replace"))
        except (ValueError, RecursionError):
            raise InputError(f"Line {number} of {path} is not JSON.") from None
        if not isinstance(value, dict):
            raise InputError(f"Line {number} of {path} is not a JSON object.")
        yield value


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb")  # type: ignore[return-value]
