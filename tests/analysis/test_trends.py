from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.shares.correction import sampling_only
from core.analysis.shares.table import ShareErrors
from core.analysis.trends import (
    TOGETHER,
    change,
    few_articles,
    last_weeks,
    of_same_papers,
    over_time,
    rising_words,
    spans,
    unusual_weeks,
)

MONDAY = date(2026, 11, 2)
COUNTS = st.lists(
    st.tuples(
        st.dates(date(2026, 1, 1), date(2026, 3, 31)),
        st.sampled_from(["The Bay", "Hill"]),
        st.sampled_from(["politics", "sport", "other"]),
        st.integers(1, 50),
    ),
    max_size=30,
)


def weekly(shares, n=200):
    counts = []
    for number, share in enumerate(shares):
        day, k = MONDAY + timedelta(weeks=number), round(n * share)
        counts += [(day, "", "sport", k), (day, "", "politics", n - k)]
    return counts


@given(COUNTS, st.sampled_from(["Day", "Week", "Month"]))
def test_nothing_is_lost_and_shares_of_a_period_sum_to_one(counts, every):
    trend = over_time(counts, every)
    assert trend["count"].sum() == sum(n for *_, n in counts)
    if len(trend):
        assert trend.groupby(["period", "paper"])["share"].sum().to_numpy() == pytest.approx(1.0)
        assert ((trend["low"] <= trend["share"] + 1e-9) & (trend["share"] <= trend["high"] + 1e-9)).all()


def test_weeks_begin_on_monday_and_months_on_the_first():
    counts = [(MONDAY + timedelta(days=n), "", "sport", 1) for n in range(7)] + [(MONDAY, "", "tech", 3)]
    week = over_time(counts, "Week")
    assert list(week["period"].dt.date) == [MONDAY, MONDAY]
    assert dict(zip(week["topic"], week["share"], strict=True)) == {"sport": 0.7, "tech": 0.3}
    assert set(week["paper"]) == {TOGETHER}
    assert over_time(counts, "Month")["period"].dt.day.unique().tolist() == [1]


def test_a_change_is_clear_only_with_enough_articles():
    few = change(
        [(MONDAY, "", "sport", 3), (MONDAY, "", "tech", 1)], [(MONDAY, "", "sport", 2), (MONDAY, "", "tech", 2)]
    )
    many = change(
        [(MONDAY, "", "sport", 300), (MONDAY, "", "tech", 100)], [(MONDAY, "", "sport", 200), (MONDAY, "", "tech", 200)]
    )
    assert few["points"].abs().tolist() == many["points"].abs().tolist() == [25.0, 25.0]
    assert not few["clear"].any()
    assert many["clear"].all()
    assert (many["n"].max(), many["n_before"].max()) == (400, 400)


def test_spans_are_of_one_length_and_next_to_one_another():
    first, last = MONDAY, MONDAY + timedelta(days=6)
    assert spans(first, last, date(2026, 1, 1)) == (
        (first, last),
        (first - timedelta(days=7), first - timedelta(days=1)),
    )
    (a, b), (c, d) = spans(first, last, first)
    assert (b, d + timedelta(days=1), (b - a).days) == (last, a, (d - c).days)
    assert spans(first, first, first) is None


def test_the_last_two_weeks_are_seven_days_each():
    (first, last), (before, end) = last_weeks(MONDAY)
    assert (last, (last - first).days, first - end, (end - before).days) == (MONDAY, 6, timedelta(days=1), 6)


@given(COUNTS, COUNTS)
def test_only_papers_of_both_spans_are_compared(now, before):
    kept, earlier = of_same_papers(now, before)
    both = {paper for _, paper, *_ in now} & {paper for _, paper, *_ in before}
    assert {paper for _, paper, *_ in kept} == {paper for _, paper, *_ in earlier} == both
    assert sum(row[1] in both for row in now) == len(kept)


def test_a_week_that_stands_out_is_found_and_usual_ones_are_not():
    weeks = unusual_weeks(weekly([0.2, 0.22, 0.18, 0.21, 0.45, 0.2, 0.19, 0.2]))
    assert set(weeks["week"]) == {MONDAY + timedelta(weeks=4)}
    sport = weeks[weeks["topic"] == "sport"].iloc[0]
    assert sport["z"] > 3
    assert sport["usual"] == pytest.approx(0.2, abs=0.005)
    assert unusual_weeks(weekly([0.2, 0.22, 0.18, 0.21, 0.23, 0.2, 0.19, 0.2])).empty
    # Where weeks always differ much, nothing is unusual.
    assert unusual_weeks(weekly([0.1, 0.4, 0.2, 0.5, 0.45, 0.15, 0.35, 0.3])).empty
    assert unusual_weeks(weekly([0.2, 0.2, 0.6])).empty
    assert unusual_weeks([]).empty


def test_words_that_rise_are_those_of_the_later_articles():
    before = [("Quiet day at the harbour", "Boats waited for cargo.")] * 30
    now = [("Ferry strike at the harbour", "Union pickets closed the docks.")] * 20 + before[:10]
    words = rising_words(now, before)
    assert {"ferry", "strike", "union"} <= set(words["term"])
    assert "harbour" not in set(words["term"])
    assert words.loc[words["term"] == "ferry", ["count", "before"]].to_numpy().tolist() == [[20, 0]]
    assert rising_words([], before).empty


def known(moving=0.1):
    plain = sampling_only(("politics", "sport", "tech"))
    inputs, matrix = (*plain.shares, "unsure"), np.vstack([np.eye(4), np.full((1, 4), 0.25)])
    answers = replace(plain, inputs=inputs, matrix=matrix, spread=np.full(4, 0.2), moving=moving, measured=True)
    return ShareErrors(plain, answers)


def test_unsure_articles_are_spread_over_the_topics_of_a_period():
    counts = [(MONDAY, "", "sport", 60), (MONDAY, "", "unsure", 40)]
    trend = over_time(counts, "Day", known()).set_index("topic")
    assert trend.loc["sport", "share"] == pytest.approx(0.7)
    assert trend.loc[["politics", "sport", "tech", "other"], "share"].sum() == pytest.approx(1.0)
    assert (trend.loc["unsure", "share"], trend.loc["tech", "count"]) == (0.4, 0)
    narrow = over_time(counts, "Day", known(), concentration=0.1).set_index("topic")
    assert (narrow["high"] - narrow["low"])["sport"] < (trend["high"] - trend["low"])["sport"]


def test_a_change_keeps_only_the_part_of_the_models_error_that_moves():
    now, before = ([(MONDAY, "", "sport", k), (MONDAY, "", "tech", 400 - k)] for k in (220, 160))
    assert change(now, before, known(moving=0.0))["clear"].any()
    assert not change(now, before, known(moving=1.0))["clear"].any()
    few = change(now[:1], [(MONDAY, "", "tech", 19)], known())
    assert few_articles(few)
    assert not few["clear"].any()
    assert few.set_index("topic").loc["tech", "count_before"] == 19
