import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.frame import many_editions
from core.analysis.trends import search, topic_trend
from core.exports.tables import neutralise, to_csv
from tests.editions import small_edition


def test_each_day_sums_to_one():
    trend = topic_trend(many_editions([small_edition()]))
    assert trend.groupby("period")["share"].sum().to_numpy() == pytest.approx(1.0)
    assert trend["count"].sum() == 5
    assert set(trend["topic"]) == {"politics", "business", "sport", "other"}


def test_one_paper_or_none():
    frame = many_editions([small_edition()])
    assert topic_trend(frame, "The Bay")["count"].sum() == 3
    assert topic_trend(frame, "Nobody").empty


def test_search_wants_all_words():
    frame = many_editions([small_edition()])
    assert len(search(frame, "SPORT headline")) == 2
    assert len(search(frame, "(")) == 0
    assert len(search(frame, "")) == len(frame)


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
