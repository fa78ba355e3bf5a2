"""The view "Export" of the Trends page: how much the archive holds, and every table of it as a file."""

from __future__ import annotations

from itertools import islice

import streamlit as st

from core import wording
from core.archive import Archive, exported_tables, table_columns
from core.files.formats import DOWNLOADS, FORMATS, to_bytes
from core.files.table import mapping_table
from core.ui import archives, keys
from core.ui.kit import downloads

COUNTED = ("articles", "papers", "editions", "predictions")
MAX_ROWS = 50_000
"""Rows of one download on the page; the command line exports all."""


def exports(archive: Archive) -> None:
    """How much there is, and every table to download."""
    totals = archive.statistics()
    counted = [wording.plural(totals[name], name.removesuffix("s")) for name in COUNTED]
    st.markdown(
        f"{counted[0]} of {counted[1]} in {counted[2]}, with {counted[3]}; {totals['bytes'] / 1e6:,.1f} MB. "
        f"{archives.storage_sentence(archive)}"
    )
    left, right = st.columns(2)
    table = left.selectbox(
        "Table", exported_tables(), key=keys.EXPORT_TABLE, format_func=lambda name: name.replace("_", " ")
    )
    how = right.segmented_control(
        "Format",
        DOWNLOADS,
        default="csv",
        required=True,
        format_func=lambda ending: FORMATS[ending].name,
        key=keys.EXPORT_FORMAT,
    )
    downloads.button(
        "Download",
        lambda: _file(archive, str(table), str(how)),
        f"broadsheet-{table}.{how}",
        FORMATS[str(how)].media_type,
        "export",
    )
    st.caption(f"At most {MAX_ROWS:,} rows here; the command line exports all, and imports them again (but for XLSX).")


def _file(archive: Archive, table: str, how: str) -> bytes:
    rows = islice(archive.export_rows(table), MAX_ROWS)
    types = table_columns(table)
    return to_bytes(mapping_table(rows, list(types), types, table), how)
