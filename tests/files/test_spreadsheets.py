import csv
import io
from datetime import UTC, datetime

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.files.formats import to_bytes
from core.files.formulas import neutralise
from core.files.table import frame_table
from core.files.workbook import MAX_CELL

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\u00a0=1", "\ufeff=1"]


def sheet_of(frame, title=""):
    return load_workbook(io.BytesIO(to_bytes(frame_table(frame, title), "xlsx"))).active


def csv_of(frame):
    return to_bytes(frame_table(frame), "csv")


def test_a_workbook_holds_what_the_frame_holds():
    frame = pd.DataFrame(
        {
            "paper": ["The Bay", None],
            "n": [3, 4],
            "share": [0.5, float("nan")],
            "clear": [True, False],
            "when": [datetime(2026, 11, 20, 12, tzinfo=UTC), pd.NaT],
        }
    )
    sheet = sheet_of(frame, "a/b")
    assert [cell.value for cell in sheet[1]] == ["paper", "n", "share", "clear", "when"]
    assert [cell.value for cell in sheet[2]] == ["The Bay", 3, 0.5, True, datetime(2026, 11, 20, 12)]
    assert [cell.value for cell in sheet[3]] == [None, 4, None, False, None]
    assert sheet.title == "ab"


def test_no_cell_of_a_workbook_is_a_formula():
    sheet = sheet_of(pd.DataFrame({"=head": FORMULAS}))
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type == "s"
            assert str(cell.value).startswith("'")


def test_what_a_cell_cannot_hold_is_left_out():
    sheet = sheet_of(pd.DataFrame({"x": ["a\x00b\x0bc", "z" * 40_000, "\ud800"]}, dtype="object"))
    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == MAX_CELL


@settings(max_examples=40)
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_can_be_taken_away(texts):
    frame = pd.DataFrame({"text": texts})
    assert csv_of(frame)
    assert sheet_of(frame).max_row == len(texts) + 1


def test_two_columns_of_one_name():
    frame = pd.DataFrame([["=1", "=2"]], columns=["a", "a"])
    assert b"'=1" in csv_of(frame)
    assert b"'=2" in csv_of(frame)


def test_csv_is_read_back_whole():
    frame = pd.DataFrame({"title": ['=HYPERLINK("x")', 'A "quote", and\na line', "naïve"], "n": [-1, 2, 3]})
    rows = list(csv.reader(io.StringIO(csv_of(frame).decode("utf-8-sig"))))
    assert rows[1] == ['\'=HYPERLINK("x")', "-1"]
    assert rows[2][0] == 'A "quote", and\na line'
    assert rows[3][0] == "naïve"


def test_a_csv_of_a_page_is_what_pandas_writes():
    when = pd.Series(pd.to_datetime(["2026-11-20T12:00:00Z", None, "2026-11-21T09:30:05Z"]))
    frame = pd.DataFrame(
        {
            "title": ["a\rb", None, 'q"'],
            "when": when,
            "share": [0.1 + 0.2, float("nan"), 3.0],
            "n": [1, 2, 3],
            "clear": [True, False, True],
            "day": when.dt.date,
        }
    )
    assert csv_of(frame).decode("utf-8-sig") == frame.to_csv(index=False)


def test_formulas_are_made_plain():
    assert all(str(neutralise(text)).startswith("'") for text in FORMULAS)
    assert neutralise("1+1") == "1+1"
    assert neutralise(-3) == -3
