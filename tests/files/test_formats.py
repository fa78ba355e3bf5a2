import gzip
import io
import json
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from core.errors import InputError
from core.files import formats
from core.files.formats import DOWNLOADS, EXCHANGE, FORMATS, SPREADSHEETS, read_rows, to_bytes
from core.files.table import frame_table, mapping_table

ROWS = [
    {"name": "=1+1", "papers": ["bay", {"id": "x", "n": 1}], "n": 3, "confidence": 0.25, "hash": b"\x01\xff"},
    {"name": '日 "q"', "papers": [], "n": None, "confidence": None},
]
COLUMNS = ["name", "papers", "n", "confidence", "hash"]
TYPES = {"papers": dict, "n": int, "confidence": float}


def table():
    return mapping_table(iter(ROWS), COLUMNS, TYPES, "sets")


@pytest.mark.parametrize("ending", EXCHANGE)
@pytest.mark.parametrize("packed", [False, True])
def test_what_is_taken_away_can_be_read_back(ending, packed, tmp_path):
    path = tmp_path / f"table.{ending}{'.gz' if packed else ''}"
    content = to_bytes(table(), ending)
    path.write_bytes(gzip.compress(content) if packed else content)
    assert list(read_rows(path, TYPES)) == [ROWS[0] | {"hash": "01ff"}, ROWS[1] | {"hash": None}]


def test_a_workbook_has_every_row_lists_as_json_and_no_formula():
    sheet = load_workbook(io.BytesIO(to_bytes(table(), "xlsx"))).active
    head, first, second = sheet.iter_rows(values_only=True)
    assert list(head) == COLUMNS
    assert first[0] == "'=1+1"
    assert json.loads(first[1]) == ROWS[0]["papers"]
    assert first[2:] == (3, 0.25, "01ff")
    assert second[2:] == (None, None, None)


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
def test_tables_of_a_page_go_out_with_their_types(ending, tmp_path):
    frame = pd.DataFrame({"topic": ["sport", "tech"], "share": [0.5, 0.25], "clear": [True, False], "n": [4, 2]})
    path = tmp_path / f"a.{ending}"
    path.write_bytes(to_bytes(frame_table(frame), ending))
    assert list(read_rows(path)) == frame.to_dict("records")


def test_an_empty_table_has_its_header_in_every_format(tmp_path):
    for ending, entry in FORMATS.items():
        out = io.BytesIO()
        assert entry.write(mapping_table([], COLUMNS, TYPES), out) == 0
        (tmp_path / f"a.{ending}").write_bytes(out.getvalue())
    assert (tmp_path / "a.csv").read_text("utf-8-sig") == ",".join(COLUMNS) + "\n"
    assert list(read_rows(tmp_path / "a.parquet")) == list(read_rows(tmp_path / "a.jsonl")) == []


def test_the_registry_is_in_order():
    assert EXCHANGE == ("jsonl", "csv", "parquet")
    assert SPREADSHEETS == ("csv", "xlsx")
    assert set(DOWNLOADS) == set(FORMATS)
    assert len(DOWNLOADS) == len(FORMATS)
    assert all(ending == entry.ending for ending, entry in FORMATS.items())


def test_only_formats_that_can_be_read_are_read(tmp_path, monkeypatch):
    with pytest.raises(InputError, match=r"is no \.jsonl, \.csv or \.parquet file"):
        list(read_rows(tmp_path / "a.xlsx"))
    monkeypatch.setitem(formats.FORMATS, "lines", replace(FORMATS["jsonl"], ending="lines"))
    (tmp_path / "a.lines").write_text('{"a": 1}\n')
    assert list(read_rows(tmp_path / "a.lines")) == [{"a": 1}]


def test_a_line_that_is_no_object_is_named(tmp_path):
    path = tmp_path / "a.jsonl"
    for content, problem in (
        ('{"a": 1}\n\n[1]\n', "Line 3 of .* is not a JSON object"),
        ("{\n", "Line 1 of .* is not JSON"),
    ):
        path.write_text(content)
        with pytest.raises(InputError, match=problem):
            list(read_rows(path))
