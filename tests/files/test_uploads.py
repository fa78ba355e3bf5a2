import io
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from core.files.formats import SPREADSHEETS, to_bytes
from core.files.table import frame_table
from core.files.uploads import MAX_ROWS, guess_columns, read_table, split_articles

FRAME = pd.DataFrame({"Title": ["One", "Zwei, drei"], "text": ["A match.", "Línea\nnueva"], "n": ["1", "2"]})


@pytest.mark.parametrize("ending", SPREADSHEETS)
def test_what_was_taken_away_can_be_handed_in(ending):
    assert read_table(to_bytes(frame_table(FRAME), ending), "x").to_dict("list") == FRAME.to_dict("list")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_of_many_kinds(sign, encoding):
    text = f'title{sign}text\n"café"{sign}"A game{sign} won"\n"b"{sign}"c"\n'
    frame = read_table(text.encode(encoding), "x.csv")
    assert frame.columns.tolist() == ["title", "text"]
    assert frame.iloc[0].tolist() == ["café", f"A game{sign} won"]


def test_columns_are_guessed():
    assert guess_columns(FRAME) == ("Title", "text")
    assert guess_columns(pd.DataFrame({"id": ["1"], "story": ["long words here"]})) == (None, "story")
    assert guess_columns(pd.DataFrame({"headline": ["x"]})) == (None, "headline")


def test_a_table_without_names_of_columns():
    line = "The striker scored twice as Rovers won the cup final after extra time on Saturday"
    assert read_table(f"{line}\n{line}\n".encode(), "x.csv").columns.tolist() == ["Column 1"]


def test_odd_names_of_columns():
    assert read_table(b"a,a,\n1,2,3\n", "x.csv").columns.tolist() == ["a", "a (again)", "Column 3"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "holds no rows"),
        (b"\n\n", "holds no rows"),
        (b"title,text\n", "no rows below"),
        (b"\x00\x01\x02", "neither"),
        (b"PK\x03\x04 broken", "XLSX"),
        (b"text\n" + b"x\n" * (MAX_ROWS + 1), "more than 5,000 rows"),
        ((",".join("abc" for _ in range(80)) + "\n").encode() * 2, "80 columns"),
    ],
)
def test_what_cannot_be_read_is_said(content, why):
    with pytest.raises(InputError, match=why):
        read_table(content, "x.csv")


def test_a_workbook_that_would_fill_the_memory():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    with pytest.raises(InputError, match="unpacks to more"):
        read_table(packed.getvalue(), "bomb.xlsx")


def test_five_thousand_rows_are_read():
    assert len(read_table(b"text\n" + b"x\n" * MAX_ROWS, "x.csv")) == MAX_ROWS


def test_several_articles_in_one_text():
    assert split_articles("one\n\ntwo\n") == ["one", "two"]
    assert split_articles("one\nmore\n---\ntwo\n-----\n\n") == ["one\nmore", "two"]


@given(st.binary(max_size=300))
def test_any_file_is_read_or_refused_in_words(content):
    try:
        assert len(read_table(content, "x.csv"))
    except InputError as problem:
        assert str(problem)
