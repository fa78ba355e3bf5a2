"""The gate on finding the same story: titles and leads that were written for this, labelled by hand."""

from collections import Counter

import numpy as np
import pytest

from benchmarks.clustering import pairwise
from benchmarks.stories import CORPORA, agreement, labelled, largest
from core.analysis.stories import cluster


def test_the_labelled_set_is_large_enough_and_has_near_misses():
    stories = Counter(row["story"] for part in ("development", "test") for row in labelled(part))
    told = [count for count in stories.values() if count > 1]
    assert len(told) >= 40
    assert max(told) == 5
    assert sum(count == 1 for count in stories.values()) >= 20
    assert not {row["story"] for row in labelled("development")} & {row["story"] for row in labelled("test")}


@pytest.mark.parametrize("part", ["development", "test"])
def test_stories_are_found(part):
    assert agreement(part)["f1"] >= 0.85


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
    groups, n, _ = largest(30)
    assert n > 20_000
    assert 5 <= len(groups[0]) <= 60  # a chain of unlike headlines would hold hundreds


def test_nothing_to_compare():
    assert cluster([]).tolist() == []
    assert len(np.unique(cluster([("", ""), ("...", "1")]))) == 2
