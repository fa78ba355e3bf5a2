from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.shares.attention import (
    Matches,
    by_paper,
    clear_papers,
    have_enough,
    is_clear,
    matches_of,
    over_time,
    share_table,
)
from core.analysis.trends import TOGETHER
from core.intervals import wilson

MONDAY = date(2026, 11, 2)
COUNTS = st.lists(
    st.tuples(
        st.dates(date(2026, 1, 1), date(2026, 3, 31)), st.sampled_from(["The Bay", "Hill"]), st.integers(1, 50)
    ).flatmap(lambda row: st.integers(0, row[2]).map(lambda count: (*row, count))),
    max_size=30,
)


@given(COUNTS, st.sampled_from(["Day", "Week", "Month"]))
def test_nothing_is_lost_and_each_share_is_in_its_interval(counts, every):
    table = over_time(counts, every)
    papers = {paper for _, paper, *_ in counts}
    for paper in papers:
        own = table[table["paper"] == paper]
        assert own["n"].sum() == sum(n for _, of, n, _ in counts if of == paper)
        assert own["count"].sum() == sum(count for _, of, _, count in counts if of == paper)
    assert (TOGETHER in set(table["paper"])) == (len(papers) > 1)
    if len(papers) > 1:
        assert table[table["paper"] == TOGETHER]["n"].sum() == sum(n for *_, n, _ in counts)
    for row in table.itertuples():
        assert (row.low, row.high) == wilson(row.count, row.n)
        assert row.low - 1e-9 <= row.share <= row.high + 1e-9


def test_weeks_begin_on_monday():
    table = over_time([(MONDAY + timedelta(days=day), "The Bay", 10, 1) for day in range(8)])
    assert list(table["period"].dt.date) == [MONDAY, MONDAY + timedelta(days=7)]
    assert list(table["n"]) == [70, 10]
    assert over_time([]).empty


def test_a_table_begins_with_the_largest_share_and_leaves_empty_papers_out():
    found = by_paper([(MONDAY, "Bay", 30, 3), (MONDAY, "Hill", 20, 10), (MONDAY, "Bay", 10, 1)])
    assert found == {"Bay": Matches(4, 40), "Hill": Matches(10, 20)}
    table = share_table({**found, "None": Matches(0, 0)})
    assert list(table["paper"]) == ["Hill", "Bay"]
    assert (table["low"][0], table["high"][0]) == wilson(10, 20)
    assert share_table({}).empty
    assert matches_of(["Bay", "Hill", "Bay"], [True, False, False]) == {"Bay": Matches(1, 2), "Hill": Matches(0, 1)}


def test_only_large_differences_from_the_others_are_clear():
    papers = {"Much": Matches(60, 100), "Some": Matches(30, 100), "Little": Matches(2, 100), "Few": Matches(19, 19)}
    assert clear_papers(papers) == (["Much"], ["Little"])
    assert have_enough(papers) == ["Much", "Some", "Little"]
    assert clear_papers({"One": Matches(60, 100)}) == ([], [])
    assert clear_papers({name: Matches(20, 100) for name in "abc"}) == ([], [])
    assert clear_papers({}) == ([], [])


def test_more_comparisons_ask_for_more():
    one, other = Matches(30, 100), Matches(17, 100)
    _, low, high = one.difference(other)
    assert is_clear(low, high)
    assert not is_clear(*one.difference(other, tests=9)[1:])
    assert one.difference(Matches(0, 0)) == (pytest.approx(0.3), -1.0, 1.0)
