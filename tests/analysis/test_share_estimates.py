import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.shares.correction import Correction, sampling_only, two_sided
from core.analysis.shares.estimate import difference, estimate
from core.analysis.shares.table import FILE, ShareErrors, read_share_errors, write_share_errors
from core.errors import ModelError
from core.intervals import wilson
from core.topics.manifest import ModelEntry
from core.topics.schemes import TopicScheme

LABELS = ("politics", "sport", "other")
SCHEME = TopicScheme(LABELS, dict.fromkeys(LABELS, 0.5))
ENTRY = ModelEntry(
    name="current",
    file="current.joblib",
    sha256="a" * 64,
    bytes=1,
    sklearn="1",
    python="3",
    labels=LABELS,
    thresholds=dict.fromkeys(LABELS, 0.5),
)


def correction(inputs=LABELS, spread=0.1, moving=0.2):
    matrix = np.array([[0.9, 0.05, 0.05], [0.0, 1.1, -0.1], [0.1, 0.0, 0.9], [0.4, 0.3, 0.3]])[: len(inputs)]
    return Correction(inputs, LABELS, matrix, np.full(3, spread), np.ones(3), moving, 2.1, 3.3)


ERRORS = ShareErrors(correction(), correction((*LABELS, "unsure")))
mixes = st.lists(st.floats(0.0, 1.0), min_size=3, max_size=3).filter(lambda parts: sum(parts) > 0.01)


def of(parts, n, known=None, concentration=1.0):
    means = np.array(parts) / sum(parts)
    return estimate(means, n, known or correction(), concentration)


@given(mixes, st.integers(1, 5000), st.floats(0.0, 0.5))
def test_shares_sum_to_one_and_lie_in_their_intervals(parts, n, spread):
    found = of(parts, n, correction(spread=spread))
    low, high = found.interval()
    assert found.shares.sum() == pytest.approx(1.0)
    assert ((low >= 0) & (low <= found.shares) & (found.shares <= high) & (high <= 1)).all()


@given(mixes, mixes, st.integers(1, 900), st.integers(1, 900))
def test_a_difference_is_the_other_way_round_from_the_other_side(first, second, n, m):
    one, other = of(first, n), of(second, m)
    there, back = difference(one, other), difference(other, one)
    assert there.differences == pytest.approx(-back.differences)
    assert there.low == pytest.approx(-back.high)
    assert (there.clear == back.clear).all()
    assert ((there.low <= there.differences) & (there.differences <= there.high)).all()


def test_sampling_alone_is_nearly_wilsons_interval():
    found = of([0.3, 0.5, 0.2], 100, sampling_only(("politics", "sport", "other")))
    low, high = found.interval()
    assert (low[0], high[0]) == pytest.approx(wilson(30, 100), abs=0.004)


def test_more_articles_narrow_an_interval_only_down_to_the_models_error():
    def width(n, spread):
        low, high = of([0.3, 0.5, 0.2], n, correction(spread=spread)).interval()
        return (high - low)[0]

    assert width(300, 0.1) < width(30, 0.1)
    assert width(10**7, 0.0) < 0.001
    assert width(10**7, 0.1) == pytest.approx(2 * 2.1 * 0.1 * np.sqrt(0.3 * 0.7), rel=0.1)


def test_papers_taken_together_have_less_of_the_models_error_than_one():
    alone, four = (of([0.3, 0.5, 0.2], 4000, concentration=part).interval() for part in (1.0, 0.25))
    assert ((four[1] - four[0]) < 0.6 * (alone[1] - alone[0])).all()


def test_two_days_of_one_paper_share_most_of_the_models_error():
    today, before = of([0.35, 0.45, 0.2], 2000), of([0.2, 0.6, 0.2], 2000)
    assert not difference(today, before).clear.any()
    assert difference(today, before, same_paper=True).clear.any()


def test_nothing_is_said_without_articles():
    nothing = estimate(np.zeros(3), 0, correction())
    assert nothing.shares.sum() == 0
    assert nothing.interval()[0].tolist() == [0, 0, 0]
    assert nothing.interval()[1].tolist() == [1, 1, 1]
    assert not difference(nothing, of([1, 0, 0], 900)).clear.any()


def test_many_tests_together_keep_the_promise_of_one():
    assert two_sided(1) == pytest.approx(0.05)
    assert (1 - two_sided(10)) ** 10 == pytest.approx(0.95)


def test_a_model_without_other_news_gets_a_share_of_it_all_the_same():
    known = sampling_only(("politics", "sport"))
    assert known.shares == ("politics", "sport", "other")
    assert not known.measured


def test_a_table_comes_back_as_it_was_written(tmp_path):
    write_share_errors(tmp_path, ENTRY, {2: ERRORS}, {"articles": 5})
    back = read_share_errors(tmp_path, ENTRY, SCHEME)
    assert back.measured
    for ours, theirs in ((back.probabilities, ERRORS.probabilities), (back.answers, ERRORS.answers)):
        assert ours.matrix == pytest.approx(theirs.matrix)
        assert (ours.inputs, ours.shares, ours.critical_all) == (theirs.inputs, theirs.shares, theirs.critical_all)


@pytest.mark.parametrize(
    ("entry", "scheme"),
    [
        (replace(ENTRY, sha256="b" * 64), SCHEME),
        (ENTRY, replace(SCHEME, labels=("sport", "politics", "other"))),
        (ENTRY, replace(SCHEME, labels=("politics", "sport", "tech", "other"))),
    ],
)
def test_a_table_of_another_model_or_of_other_topics_is_not_used(tmp_path, entry, scheme):
    write_share_errors(tmp_path, ENTRY, {2: ERRORS}, {})
    assert not read_share_errors(tmp_path, entry, scheme).measured
    assert read_share_errors(tmp_path, ENTRY, SCHEME).measured


def test_without_a_table_intervals_hold_sampling_alone(tmp_path):
    assert not read_share_errors(tmp_path, ENTRY, SCHEME).measured


def damaged(content, **changes):
    own = content["schemes"]["2"]["probabilities"]
    own.update(changes)
    return json.dumps(content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: "{",
        lambda content: "[]",
        lambda content: json.dumps({**content, "schemes": {"2": {}}}),
        lambda content: damaged(content, matrix=[[1.0]]),
        lambda content: damaged(content, spread=["a", "b", "c"]),
        lambda content: damaged(content, critical=float("nan")),
    ],
)
def test_a_damaged_table_is_named(tmp_path: Path, damage):
    path = write_share_errors(tmp_path, ENTRY, {2: ERRORS}, {})
    path.write_text(damage(json.loads(path.read_text())))
    with pytest.raises(ModelError, match=FILE):
        read_share_errors(tmp_path, ENTRY, SCHEME)
