"""Articles are drawn at random, the same by the same seed, from strata of confidence."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.archive import Candidate
from core.review.strata import BEFORE, MIN_A_STRATUM, UNSURE, allocate, draw, stratify

CANDIDATES = st.lists(
    st.tuples(st.floats(0.1, 1.0), st.booleans(), st.booleans()),
    max_size=120,
).map(lambda rows: [Candidate(number, *row) for number, row in enumerate(rows)])


def made(n, confidence=lambda number: 0.3 + 0.6 * number, unsure=0.1):
    return [Candidate(k, confidence(k / n), k >= unsure * n, False) for k in range(n)]


@settings(max_examples=60, deadline=None)
@given(CANDIDATES, st.integers(1, 60), st.integers(0, 2**63 - 1))
def test_a_draw_is_the_same_by_its_seed_draws_none_twice_and_knows_its_probabilities(candidates, n, seed):
    drawn = draw(candidates, n, seed)
    assert drawn == draw(candidates, n, seed)
    numbers = [item.article for item in drawn]
    assert len(numbers) == len(set(numbers))
    new = [item for item in candidates if not item.handed_out]
    before = {item.article for item in candidates if item.handed_out}
    if not new:
        assert drawn == []
        return
    assert {item.article for item in drawn if item.stratum == BEFORE} == before
    fresh = [item for item in drawn if item.stratum != BEFORE]
    assert not before & {item.article for item in fresh}
    assert len(fresh) >= min(n, len(new))
    sizes = {item.stratum: item.size for item in drawn}
    assert sum(sizes.values()) == len(candidates)
    for name, count in Counter(item.stratum for item in drawn).items():
        assert {item.drawn for item in drawn if item.stratum == name} == {count}
        assert count >= min(MIN_A_STRATUM, sizes[name])
    assert sum(item.size / item.drawn for item in drawn) == pytest.approx(len(candidates))


def test_strata_are_quantiles_of_confidence_and_those_without_an_answer():
    strata = stratify(made(200))
    assert list(strata) == ["1", "2", "3", "4", "5", UNSURE]
    assert [len(items) for items in strata.values()] == [36] * 5 + [20]
    ends = [(min(i.confidence for i in items), max(i.confidence for i in items)) for items in strata.values()]
    assert all(ends[number][1] < ends[number + 1][0] for number in range(4))
    assert all(not item.answered for item in strata[UNSURE])


def test_where_the_model_is_less_sure_more_is_looked_at_and_nowhere_nothing():
    counts = allocate(stratify(made(1000, lambda share: 0.5 + 0.499 * share, unsure=0)), 30)
    assert sum(counts.values()) == 30
    assert counts["1"] > counts["4"] >= counts["5"] >= MIN_A_STRATUM


def test_another_seed_draws_others():
    candidates = made(500)
    first, second = ({item.article for item in draw(candidates, 30, seed)} for seed in (1, 2))
    assert first != second


def test_the_first_half_of_a_queue_has_articles_of_every_stratum():
    for seed in range(30):
        drawn = draw(made(400), 30, seed)
        assert {item.stratum for item in drawn[:16]} == {"1", "2", "3", "4", "5", UNSURE}


def test_each_article_of_a_stratum_is_as_likely_as_the_others():
    candidates = made(40, unsure=0)
    times = Counter(item.article for seed in range(1500) for item in draw(candidates, 10, seed))
    [probability] = {item.drawn / item.size for item in draw(candidates, 10, 0) if item.stratum == "3"}
    inside = [item.article for item in stratify(candidates)["3"]]
    assert all(abs(times[number] / 1500 - probability) < 0.06 for number in inside)
