from dataclasses import replace

import numpy as np
import pytest

from core.analysis.compare import difference_sentence, share_differences, telling_difference
from core.analysis.frame import article_frame
from core.analysis.shares.correction import sampling_only
from core.analysis.shares.estimate import Estimate, difference
from core.analysis.shares.table import ShareErrors
from tests.support.editions import BAY, HILL, article, edition, small_edition

FRAME = article_frame(small_edition())
PAPERS = ["The Bay", "Hill & Dale"]
TOPICS = ("politics", "business", "entertainment", "sport", "tech")


def errors(spread=0.0, moving=0.1):
    """What would be known of a model whose errors differ so much between publishers."""
    plain = sampling_only(TOPICS)
    known = replace(plain, spread=np.full(6, spread), moving=moving, critical_all=3.2, measured=True)
    return ShareErrors(known, known)


def many(sport, politics, n=60):
    items = [article(BAY, i, "sport" if i < sport else "politics") for i in range(n)]
    items += [article(HILL, i, "politics" if i < politics else "sport") for i in range(n)]
    return article_frame(edition(*items))


def test_few_articles_never_make_a_clear_difference():
    frame = article_frame(small_edition())
    table = share_differences(frame, "The Bay", "Hill & Dale").set_index("topic")
    assert not table["clear"].any()
    assert table.loc["sport", "points"] == pytest.approx(200 / 3)


def test_many_articles_do():
    items = [article(BAY, i, "sport") for i in range(30)] + [article(HILL, i, "politics") for i in range(30)]
    table = share_differences(article_frame(edition(*items)), "The Bay", "Hill & Dale")
    assert table["clear"].all()


def test_few_articles_are_said_to_be_few():
    said = difference_sentence(share_differences(FRAME, *PAPERS), *PAPERS)
    assert said.startswith("Not enough articles to tell: 3 from The Bay and 2 from Hill & Dale")


def test_a_clear_difference_is_said_with_its_interval():
    table = share_differences(many(50, 50), *PAPERS)
    said = difference_sentence(table, *PAPERS)
    assert "sport (+67 points" in said
    assert "politics (−67 points" in said
    assert said.startswith("The Bay differs clearly from Hill & Dale")
    assert "-" not in said  # a minus is no hyphen


def test_one_paper_against_the_others_together():
    table = share_differences(many(50, 50), "The Bay", ["Hill & Dale", "The Dead Letter"])
    assert table["other_n"].unique().tolist() == [60]


@pytest.mark.parametrize(("n", "m", "spread"), [(30, 30, 0.0), (100, 60, 0.0), (100, 60, 0.1), (5000, 5000, 0.1)])
def test_the_least_telling_difference_is_clear_and_one_less_is_not(n, m, spread):
    known = errors(spread)
    least = telling_difference(n, m, known)
    assert least is not None

    def clear(points):
        shares = np.array([0.2, 0.2 + points / 100])
        one, other = (Estimate(np.full(6, s), k, known.probabilities) for s, k in zip(shares, (m, n), strict=True))
        return difference(other, one).clear.all()

    assert clear(least)
    assert not clear(least - 1)


def test_the_models_errors_make_a_difference_less_clear_and_days_of_one_paper_share_them():
    frame = many(50, 55)  # 50 of 60 against 5 of 60
    assert share_differences(frame, *PAPERS, errors()).set_index("topic").loc["sport", "clear"]
    known = errors(spread=0.3)
    assert not share_differences(frame, *PAPERS, known)["clear"].any()
    assert share_differences(frame, *PAPERS, known, same_paper=True).set_index("topic").loc["sport", "clear"]
    said = difference_sentence(share_differences(frame, *PAPERS, known), *PAPERS, known)
    assert "No topic differs clearly" in said


def test_the_sentence_says_how_large_a_clear_difference_would_be():
    table = share_differences(many(30, 30), *PAPERS, errors())
    said = difference_sentence(table, *PAPERS, errors())
    least = telling_difference(60, 60, errors())
    assert f"With 60 and 60 articles, only gaps of about {least} points would show." in said


def test_few_articles_are_counted_and_ties_are_ties():
    items = [article(BAY, i, "sport") for i in range(3)] + [article(BAY, 9, "tech"), article(BAY, 8, "politics")]
    items += [article(HILL, i, "sport") for i in range(2)] + [article(HILL, i, "tech") for i in (4, 5)]
    items += [article(HILL, 7, "politics")]
    said = difference_sentence(share_differences(article_frame(edition(*items)), *PAPERS, errors()), *PAPERS, errors())
    assert "Sport: 3 of 5 and 2 of 5" in said
    assert "Politics: 1 of 5 and 1 of 5, a tie" in said


def test_the_counts_of_a_difference_are_labels_and_its_shares_are_estimates():
    table = share_differences(many(50, 50), *PAPERS, errors()).set_index("topic")
    assert (table.loc["sport", "count"], table.loc["sport", "other_count"]) == (50, 10)
    assert 0.65 < table.loc["sport", "share"] < 50 / 60
    assert table["share"].sum() == pytest.approx(1.0)


def test_no_articles_tell_nothing():
    assert telling_difference(0, 5, errors()) is None
    assert telling_difference(1, 1, errors()) is None
    assert "no classified article" in difference_sentence(share_differences(FRAME.head(0), *PAPERS), *PAPERS)
