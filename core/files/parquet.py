"""Parquet for analysis: columns with types, exactly as they were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import IO, Any

from core.errors import InputError
from core.files.table import Table, Types

BATCH = 5000
"""Rows that are in memory at once."""


def write(table: Table, out: IO[bytes]) -> int:
    """Write a table; nested values are JSON, moments ISO 8601, bytes hexadecimal."""
    # Imported here: Arrow takes a while, and the other formats need none of it.
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow_types = {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(name, arrow_types.get(table.types.get(name, str), pa.string())) for name in table.columns])
    rows, count = iter(table.rows), 0
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows, BATCH)):
            plain = [dict(zip(table.columns, map(_plain, row), strict=True)) for row in batch]
            writer.write_table(pa.Table.from_pylist(plain, schema))
            count += len(batch)
    return count


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def read(stream: IO[bytes], name: str, types: Types) -> Iterator[dict[str, Any]]:
    """Read rows that `write` wrote.

    Raises
    ------
    InputError
        If the file is no Parquet.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(stream) as file:
            for batch in file.iter_batches(BATCH):
                for row in batch.to_pylist():
                    yield {column: _value(value, types.get(column, str)) for column, value in row.items()}
    except pa.ArrowException as problem:
        raise InputError(f"{name} is not a sound Parquet file: {problem}.") from problem


def _value(value: Any, kind: type) -> Any:
    return json.loads(value) if kind is dict and isinstance(value, str) and value else value
