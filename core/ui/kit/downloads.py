"""What a reader takes away from a page; each file is made when its button is clicked, not before."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.exports.pictures import to_png, to_svg
from core.files.formats import write_rows
from core.files.spreadsheets import to_csv, to_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = {"csv": "CSV", "xlsx": "XLSX", "jsonl": "JSON Lines", "parquet": "Parquet"}
TYPES = {"csv": "text/csv", "xlsx": XLSX, "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
"""Formats of tables by the ending of their files."""


def button(label: str, make: Callable[[], bytes | str], file_name: str, mime: str, key: str) -> None:
    """One download; the page is not run again for it."""
    st.download_button(
        label, make, file_name=file_name, mime=mime, key=key, on_click="ignore", icon=":material/download:"
    )


def table(frame: pd.DataFrame, name: str, key: str) -> None:
    """The table as CSV and as XLSX; call it inside a horizontal container."""
    button("CSV", lambda: to_csv(frame), f"broadsheet-{name}.csv", "text/csv", f"{key}_csv")
    button("XLSX", lambda: to_xlsx(frame, name), f"broadsheet-{name}.xlsx", XLSX, f"{key}_xlsx")


def every_format(frame: pd.DataFrame, name: str, key: str) -> None:
    """The table as CSV, XLSX, Parquet and JSON Lines."""
    with st.container(horizontal=True):
        table(frame, name, key)
        button("Parquet", lambda: to_parquet(frame), f"broadsheet-{name}.parquet", TYPES["parquet"], f"{key}_parquet")
        button("JSON Lines", lambda: to_jsonl(frame), f"broadsheet-{name}.jsonl", TYPES["jsonl"], f"{key}_jsonl")


def rows_as(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], how: str, name: str) -> bytes:
    """Rows in one of the formats of `TYPES`; in a workbook, lists and tables inside of a cell are JSON, as in CSV."""
    if how == "xlsx":
        flat = [{column: _flat(row.get(column)) for column in columns} for row in rows]
        return to_xlsx(pd.DataFrame(flat, columns=list(columns)), name)
    out = io.BytesIO()
    write_rows(rows, columns, how, out)
    return out.getvalue()


def to_parquet(frame: pd.DataFrame) -> bytes:
    """The frame as it is, for analysis."""
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


def to_jsonl(frame: pd.DataFrame) -> str:
    """An object a line; what is missing is null, moments are ISO 8601."""
    lines: str = frame.to_json(orient="records", lines=True, date_format="iso", double_precision=15, force_ascii=False)
    return lines


def _flat(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else value


def picture(spec: Callable[[], Mapping[str, Any]], name: str, key: str) -> None:
    """The chart as PNG and as SVG; call it inside a horizontal container."""
    button("PNG", lambda: to_png(spec()), f"broadsheet-{name}.png", "image/png", f"{key}_png")
    button("SVG", lambda: to_svg(spec()), f"broadsheet-{name}.svg", "image/svg+xml", f"{key}_svg")
