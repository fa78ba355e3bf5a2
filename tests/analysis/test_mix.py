from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.compare import share_differences
from core.analysis.frame import article_frame
from core.analysis.mix import has_estimates, mix_by_paper, overall_mix, papers_without_shares
from core.analysis.shares.correction import sampling_only
from core.analysis.shares.table import ShareErrors
from core.analysis.summary import lead_sentence, leading_topics
from tests.support.editions import BAY, HILL, article, edition, small_edition

TOPICS = st.sampled_from(["politics", "business", "entertainment", "sport", "tech"])


def test_shares_are_of_each_papers_own_articles():
    mix = mix_by_paper(article_frame(small_edition())).set_index(["paper", "topic"])
    assert mix.loc[("The Bay", "sport"), "share"] == pytest.approx(2 / 3)
    assert mix.loc[("Hill & Dale", "sport"), "count"] == 0
    assert mix.loc[("The Bay", "unsure"), "count"] == 1


def test_other_news_and_unsure_are_counted_apart():
    crime, torn = article(BAY, 1, "other"), article(BAY, 2, "other", confidence=0.3, topic="other")
    frame = article_frame(edition(crime, torn, article(BAY, 3, "sport")))
    assert frame["topic"].tolist() == ["other", "unsure", "sport"]
    assert overall_mix(frame).set_index("topic")["count"].to_dict() == {"sport": 1, "other": 1, "unsure": 1}
    assert leading_topics(mix_by_paper(frame)) == {"The Bay": ["sport"]}


@given(st.lists(TOPICS, min_size=1, max_size=20), st.lists(TOPICS, max_size=20))
def test_shares_of_every_paper_sum_to_one(ours, theirs):
    items = [article(BAY, i, t) for i, t in enumerate(ours)] + [article(HILL, i, t) for i, t in enumerate(theirs)]
    frame = article_frame(edition(*items))
    sums = mix_by_paper(frame).groupby("paper")["share"].sum()
    assert sums.to_numpy() == pytest.approx(1.0)
    overall = overall_mix(frame)
    assert overall["count"].sum() == len(ours) + len(theirs)
    assert overall["share"].sum() == pytest.approx(1.0)


def test_agency_copy_counts_once_over_all_papers_and_in_each_of_them():
    frame = article_frame(edition(article(BAY, 1, "sport"), article(HILL, 2, "sport"), article(HILL, 3, "tech")))
    frame.loc[1, "copy_of"] = frame.loc[0, "url"]
    overall = overall_mix(frame).set_index("topic")["count"]
    assert overall.to_dict() == {"sport": 1, "tech": 1}
    assert mix_by_paper(frame).set_index(["paper", "topic"]).loc[("Hill & Dale", "sport"), "count"] == 1
    assert overall_mix(frame.drop(index=0))["n"].max() == 2


def test_no_article_no_mix():
    frame = article_frame(edition(papers=()))
    assert mix_by_paper(frame).empty
    assert overall_mix(frame).empty
    assert share_differences(frame, "a", "b").empty


def measured():
    plain = sampling_only(("politics", "business", "entertainment", "sport", "tech"))
    known = replace(plain, spread=np.full(6, 0.1), measured=True)
    return ShareErrors(known, known)


def test_shares_are_estimates_with_intervals_from_twenty_articles_on_and_counts_below():
    items = [article(BAY, i, "sport", confidence=0.3, topic="other") for i in range(30)]
    items += [article(HILL, i, "tech") for i in range(19)]
    mix = mix_by_paper(article_frame(edition(*items)), measured()).set_index(["paper", "topic"])
    sport = mix.loc[("The Bay", "sport")]
    assert (sport["count"], mix.loc[("The Bay", "unsure"), "count"]) == (0, 30)
    assert sport["share"] == pytest.approx(0.3)
    assert sport["low"] < sport["share"] < sport["high"]
    assert mix.loc["The Bay", "share"].sum() == pytest.approx(1.0)
    assert mix.loc["Hill & Dale"]["low"].isna().all()
    assert mix.loc[("Hill & Dale", "tech"), "share"] == 1.0
    assert papers_without_shares(mix.reset_index()) == {"Hill & Dale": 19}
    assert has_estimates(mix)
    assert not has_estimates(mix.loc["Hill & Dale"])


def test_papers_together_have_narrower_intervals_than_one_of_as_many_articles():
    one = article_frame(edition(*(article(BAY, i, "sport") for i in range(400))))
    two = article_frame(edition(*(article(paper, i, "sport") for paper in (BAY, HILL) for i in range(200))))
    apart, together = (overall_mix(frame, measured()).set_index("topic").loc["sport"] for frame in (one, two))
    assert together["high"] - together["low"] < 0.9 * (apart["high"] - apart["low"])
    assert overall_mix(one.head(19), measured())["low"].isna().all()


def test_the_leading_topic_is_that_of_the_largest_share():
    items = [article(BAY, i, "sport") for i in range(12)]
    items += [article(BAY, 20 + i, "tech", confidence=0.5, topic="other") for i in range(28)]
    mix = mix_by_paper(article_frame(edition(*items)), measured())
    assert leading_topics(mix) == {"The Bay": ["tech"]}
    assert lead_sentence(mix).startswith("The Bay writes most about tech: some 3")
    assert "between" in lead_sentence(mix)
