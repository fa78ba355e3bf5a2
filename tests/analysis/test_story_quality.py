"""The gate on finding the same story: titles and leads that were written for this, labelled by hand."""

from collections import Counter

import numpy as np
import pytest

from benchmarks.clustering import b_cubed, pairwise
from benchmarks.data import REAL_STORIES
from benchmarks.stories import CORPORA, agreement, is_development, labelled, largest, real_agreement
from core.analysis.story_groups import cluster

MARGIN = 0.005
"""For another version of the linear algebra underneath, which may join two groups more or less."""


def test_the_labelled_set_is_large_enough_and_has_near_misses():
    stories = Counter(row["story"] for part in ("development", "test") for row in labelled(part))
    told = [count for count in stories.values() if count > 1]
    assert len(told) >= 40
    assert max(told) == 5
    assert sum(count == 1 for count in stories.values()) >= 20
    assert not {row["story"] for row in labelled("development")} & {row["story"] for row in labelled("test")}


@pytest.mark.parametrize("part", ["development", "test"])
def test_stories_are_found(part):
    assert agreement(part)["f1"] >= 0.87


@pytest.mark.skipif(not REAL_STORIES.is_file(), reason="../shared/stories-2026.jsonl.gz is missing")
@pytest.mark.parametrize(
    ("part", "articles", "recall", "f1"),
    [("development", 489, 0.80, 0.83), ("held-out", 482, 0.80, 0.81), ("whole", 971, 0.79, 0.79)],
)
def test_stories_are_found_among_real_titles(part, articles, recall, f1):
    figures = real_agreement(part)
    assert figures["articles"] == articles
    assert figures["recall"] >= recall - MARGIN
    assert figures["f1"] >= f1 - MARGIN


def test_half_of_the_real_stories_are_to_choose_by():
    assert [story for story in range(12) if is_development(story)] == [0, 1, 6, 10]
    assert sum(is_development(story) for story in range(427)) == 216


def test_a_story_is_judged_alike_among_few_and_among_many():
    rows = [row for part in ("development", "test") for row in labelled(part)]
    alone = [row for row in rows if row["story"].startswith("storm")]
    both = cluster([(row["title"], row["lead"]) for row in rows])
    among_many = [label for row, label in zip(rows, both.tolist(), strict=True) if row["story"].startswith("storm")]
    few = cluster([(row["title"], row["lead"]) for row in alone])
    assert pairwise(few.tolist(), among_many).f1 == 1


def test_days_apart_are_other_stories():
    twice = [("Earthquake shakes Tarn", "The island of Tarn was shaken by an earthquake.")] * 2
    assert len(set(cluster(twice, [0.0, 3600.0]).tolist())) == 1
    assert len(set(cluster(twice, [0.0, 10 * 86_400.0]).tolist())) == 2
    assert len(set(cluster(twice, [0.0, float("nan")]).tolist())) == 1


def test_agreement_counts_pairs():
    assert pairwise("aabb", [1, 1, 2, 2]) == (1, 1, 1, 2)
    assert pairwise("aabb", [1, 1, 1, 1]).precision == pytest.approx(2 / 6)
    assert pairwise("aab", [1, 2, 3]) == (1, 0, 0, 1)
    assert pairwise("", []) == (1, 1, 1, 0)
    with pytest.raises(ValueError, match="inconsistent numbers"):
        pairwise("ab", [1])


@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is missing")
def test_the_largest_stories_of_a_year_of_headlines_are_no_heaps():
    groups, n, seconds = largest(30)
    assert n > 20_000
    assert seconds < 20  # on one core; growing near linearly, 10,000 take less than 10
    assert 5 <= len(groups[0]) <= 60  # a chain of unlike headlines would hold hundreds


def test_b_cubed_counts_articles():
    assert b_cubed("aabb", [1, 1, 2, 2]) == (1, 1, 1)
    assert b_cubed("aabb", [1, 1, 1, 1]) == pytest.approx((0.5, 1, 2 / 3))
    assert b_cubed("aaab", [1, 1, 2, 2]) == pytest.approx((0.75, 2 / 3, 12 / 17))
    assert b_cubed("", []) == (1, 1, 1)
    with pytest.raises(ValueError, match="zip"):
        b_cubed("ab", [1])


def test_nothing_to_compare():
    assert cluster([]).tolist() == []
    assert len(np.unique(cluster([("", ""), ("...", "1")]))) == 2
