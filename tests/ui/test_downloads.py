import io
import json

import pandas as pd
import pytest
from openpyxl import load_workbook

from core.files.formats import read_rows
from core.ui.kit.downloads import NAMES, TYPES, rows_as, to_jsonl, to_parquet

ROWS = [
    {"name": "=1+1", "papers": ["bay", {"id": "x", "n": 1}], "n": 3, "confidence": 0.25},
    {"name": '日 "q"', "papers": [], "n": None, "confidence": None},
]
COLUMNS = ["name", "papers", "n", "confidence"]


@pytest.mark.parametrize("how", ["csv", "jsonl", "parquet"])
def test_what_is_taken_away_can_be_read_back(how, tmp_path):
    path = tmp_path / f"table.{how}"
    path.write_bytes(rows_as(iter(ROWS), COLUMNS, how, "sets"))
    back = list(read_rows(path))
    assert [row["name"] for row in back] == ["=1+1", '日 "q"']
    assert back[0]["papers"] == ROWS[0]["papers"]


def test_a_workbook_has_every_row_lists_as_json_and_no_formula():
    sheet = load_workbook(io.BytesIO(rows_as(iter(ROWS), COLUMNS, "xlsx", "sets"))).active
    head, first, second = sheet.iter_rows(values_only=True)
    assert list(head) == COLUMNS
    assert first[0] == "'=1+1"
    assert json.loads(first[1]) == ROWS[0]["papers"]
    assert first[2:] == (3, 0.25)
    assert second[2:] == (None, None)


def test_tables_of_a_page_go_out_in_each_format(tmp_path):
    frame = pd.DataFrame({"topic": ["sport", "tech"], "share": [0.5, 0.25], "clear": [True, False], "n": [4, 2]})
    for name, content in (("a.parquet", to_parquet(frame)), ("a.jsonl", to_jsonl(frame).encode())):
        (tmp_path / name).write_bytes(content)
        assert list(read_rows(tmp_path / name)) == frame.to_dict("records")


def test_every_format_has_a_name_and_a_type():
    assert NAMES.keys() == TYPES.keys()
