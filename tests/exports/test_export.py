import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from core.files.formulas import neutralise
from core.files.spreadsheets import to_csv


@given(st.text())
def test_no_cell_starts_a_formula(text):
    safe = neutralise(text)
    assert isinstance(safe, str)
    assert not safe.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe.removeprefix("'") == text.removeprefix("'")


def test_csv_is_read_back_whole():
    frame = pd.DataFrame({"title": ['=HYPERLINK("x")', 'A "quote", and\na line', "naïve"], "n": [-1, 2, 3]})
    text = to_csv(frame).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1] == ['\'=HYPERLINK("x")', "-1"]
    assert rows[2][0] == 'A "quote", and\na line'
    assert rows[3][0] == "naïve"
