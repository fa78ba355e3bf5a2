"""The measurement of watching: what it calls wrong, and how it draws figures on."""

import copy
import json
import subprocess
import sys

import pytest

from benchmarks.data import ROOT
from benchmarks.schedule import FAR, drawn_on, wrong

ROUND = {
    "seconds": 100.0,
    "cpu": 50.0,
    "megabytes": 500,
    "polls": 2000,
    "failed": 120,
    "new": 1880,
    "requests": {"robots": 1960, "feed": 1880, "feed_unchanged": 0, "page": 1880},
}
ROW = {
    "papers": 2000,
    "first": ROUND,
    "second": {**ROUND, "requests": {**ROUND["requests"], "feed_unchanged": 1692}},
    "published": 188,
    "articles": 2068,
    "doubles": 0,
    "pages": 2068,
    "pages_twice": 0,
}


def test_all_is_well():
    assert wrong(ROW) == []


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        ("first", "seconds", 301.0),
        ("first", "megabytes", 1025),
        ("second", "megabytes", 1025),
        ("first", "polls", 1999),
        (None, "articles", 2067),
        (None, "doubles", 1),
        (None, "pages_twice", 1),
    ],
)
def test_what_is_not_as_it_must_be_is_said(where, name, value):
    row = copy.deepcopy(ROW)
    (row if where is None else row[where])[name] = value
    assert len(wrong(row)) == 1


def test_a_feed_that_was_sent_whole_again_is_said():
    row = copy.deepcopy(ROW)
    row["second"]["requests"]["feed_unchanged"] = 1691
    assert "304" in wrong(row)[0]


def test_a_line_is_drawn_on():
    rows = [
        {
            "papers": papers,
            "first": {"seconds": 10 + papers / 10, "cpu": papers / 20, "megabytes": 400 + papers / 50},
            "second": {"seconds": papers / 40, "cpu": papers / 80, "megabytes": 400},
        }
        for papers in (200, 500, 1000, 2000)
    ]
    far = drawn_on(rows)
    assert far["papers"] == FAR
    assert far["first"] == pytest.approx({"seconds": 1010, "cpu": 500, "megabytes": 600})
    assert drawn_on(rows[:1]) == {}


def test_a_small_number_of_papers_is_watched():
    command = [sys.executable, "-m", "benchmarks.schedule", "--papers", "12", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout, done.stderr[-2000:])
    found = json.loads(done.stdout)
    (row,) = found["rows"]
    assert (found["wrong"], row["articles"], row["published"], row["first"]["failed"]) == ([], 14, 2, 0)
    assert row["first"]["cpu"] > 1 and row["first"]["megabytes"] > 100
