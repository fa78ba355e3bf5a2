"""The estimate is unbiased, and its interval holds the truth as often as it says, with thirty labels."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.archive import Candidate, ReviewItem, ReviewLabel, ReviewQuery, ReviewQueue
from core.review.estimate import Stratum, estimate, stratified
from core.review.sentences import estimate_sentence
from core.review.strata import allocate, draw, stratify
from tests.archive.examples import MODEL, NOW

QUERY = ReviewQuery(MODEL, date(2026, 11, 20), date(2026, 11, 26))


def article(position, stratum, size, drawn, shown="sport", best="sport", accepted=("sport",)):
    url = f"https://bay.example/{position}"
    label = ReviewLabel(url, accepted[0], accepted) if accepted else None
    at = NOW if accepted else None
    return ReviewItem(position, url, "The Bay", "T", "", stratum, size, drawn, shown, best, 0.8, label, at)


def queue(*items):
    return ReviewQueue("q", NOW, QUERY, 1, items)


def test_strata_count_by_their_size():
    figures = estimate(
        queue(
            *(article(number, "1", 300, 2, accepted=("tech",)) for number in (1, 2)),
            *(article(number, "2", 100, 2) for number in (3, 4)),
        )
    )
    assert figures.shown.share == figures.likeliest.share == 0.25
    assert (figures.size, figures.drawn, figures.labelled, figures.last) == (400, 4, 4, NOW)
    assert 0 < figures.shown.low < 0.25 < figures.shown.high < 1


def test_what_is_unsure_is_not_acceptable_whatever_its_label_and_its_likeliest_may_be_right():
    sure = [article(number, "1", 90, 2) for number in (1, 2)]
    unsure = [article(number, "unsure", 10, 2, shown="unsure") for number in (3, 4)]
    figures = estimate(queue(*sure, *unsure))
    assert figures.shown.share == pytest.approx(0.9)
    assert figures.shown.high <= 0.9
    assert figures.likeliest.share == 1.0
    waiting = [article(number, "unsure", 10, 2, shown="unsure", accepted=()) for number in (3, 4)]
    figures = estimate(queue(*sure, *waiting))
    assert figures.shown.share == pytest.approx(0.9)
    assert figures.likeliest is None


def test_an_accepted_topic_is_right_though_another_is_best():
    figures = estimate(queue(*(article(number, "1", 50, 2, accepted=("tech", "sport")) for number in (1, 2))))
    assert figures.shown.share == 1.0
    assert figures.shown.low < 0.9


def test_without_a_label_in_every_stratum_there_is_no_estimate():
    missing = queue(article(1, "1", 30, 1), article(2, "2", 30, 1, accepted=()))
    figures = estimate(missing)
    assert figures.shown is figures.likeliest is None
    assert "once each level" in estimate_sentence(missing, figures)
    assert estimate(queue(article(1, "1", 30, 1, accepted=()))).to_dict()["last"] is None


def test_of_a_period_that_is_labelled_whole_the_share_is_known():
    share = stratified([Stratum(3, 3, 2), Stratum(7, 7, 7)])
    assert share.low == share.share == share.high == pytest.approx(0.9)


def test_a_model_that_answers_nothing_shows_nothing_acceptable():
    figures = estimate(queue(article(1, "unsure", 5, 1, shown="unsure")))
    assert figures.shown.share == figures.shown.high == 0.0


STRATA = st.lists(
    st.integers(1, 200).flatmap(
        lambda size: st.integers(1, size).flatmap(
            lambda n: st.integers(0, n).map(lambda right: Stratum(size, n, right))
        )
    ),
    min_size=1,
    max_size=7,
)


@given(STRATA)
def test_the_interval_holds_the_estimate_and_shrinks_to_nothing_with_everything_known(strata):
    share = stratified(strata)
    assert 0 <= share.low <= share.share + 1e-9
    assert share.share - 1e-9 <= share.high <= 1
    assert (share.low == share.high) == all(s.size == s.labelled for s in strata)
    mirrored = stratified([Stratum(s.size, s.labelled, s.labelled - s.right) for s in strata])
    assert mirrored.low == pytest.approx(1 - share.high, abs=1e-9)


def population(accuracy, surer, n, chance):
    """Predictions with a mean accuracy near this one, of a model that is surer than it should be."""
    right = np.clip(chance.beta(4 * accuracy, 4 * (1 - accuracy), n), 0.05, 0.999)
    confidence = np.clip(right + surer, 0.1, 0.999)
    return [Candidate(k, float(c), True, False) for k, c in enumerate(confidence)], chance.random(n) < right


@pytest.mark.parametrize("accuracy", [0.6, 0.75, 0.85, 0.9, 0.95])
@pytest.mark.parametrize("surer", [-0.05, 0.0, 0.1], ids="surer by {}".format)
@pytest.mark.parametrize("n", [150, 3000])
def test_of_a_hundred_intervals_from_thirty_labels_93_hold_the_truth(accuracy, surer, n):
    chance = np.random.default_rng(int(1000 * accuracy + 100 * surer + n))
    covered, draws = 0, 1000
    for _ in range(10):
        candidates, right = population(accuracy, surer, n, chance)
        strata = stratify(candidates)
        counts = allocate(strata, 30)
        truth = right.mean()
        good = {name: int(right[[item.article for item in items]].sum()) for name, items in strata.items()}
        found = {
            name: chance.hypergeometric(good[name], len(items) - good[name], counts[name], draws // 10)
            for name, items in strata.items()
        }
        for k in range(draws // 10):
            share = stratified([Stratum(len(strata[s]), counts[s], int(found[s][k])) for s in strata])
            covered += share.low <= truth <= share.high
    assert covered / draws >= 0.93


def test_the_estimate_is_right_on_average_though_the_less_sure_are_drawn_more_often():
    chance = np.random.default_rng(7)
    candidates, right = population(0.85, 0.05, 200, chance)
    shares, plain = [], []
    for seed in range(400):
        drawn = draw(candidates, 30, seed)
        items = [
            article(k, d.stratum, d.size, d.drawn, accepted=("sport",) if right[d.article] else ("tech",))
            for k, d in enumerate(drawn)
        ]
        shares.append(estimate(queue(*items)).likeliest.share)
        plain.append(np.mean([right[d.article] for d in drawn]))
    error = np.std(shares) / len(shares) ** 0.5
    assert abs(np.mean(shares) - right.mean()) < 3 * error
    assert abs(np.mean(plain) - right.mean()) > 3 * error  # which the bare share of the labels is not


def test_a_sentence_says_the_figures_with_their_interval_and_day():
    items = [article(k, "1", 500, 4) for k in range(4)]
    said = estimate_sentence(queue(*items), estimate(queue(*items)))
    assert "500 articles from 20 November 2026 to 26 November 2026" in said
    assert "acceptable for 100.0% (95% interval" in said
    assert "4 labels of 4 articles drawn at random, the last on 20 November 2026" in said
