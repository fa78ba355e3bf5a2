import pytest

from core.analysis.frame import article_frame, classified
from core.analysis.similarity import story_overlap, topic_overlap
from tests.support.editions import BAY, HILL, article, edition, small_edition

FRAME = article_frame(small_edition())
PAPERS = ["The Bay", "Hill & Dale"]


def many(sport, politics, n=60):
    items = [article(BAY, i, "sport" if i < sport else "politics") for i in range(n)]
    items += [article(HILL, i, "politics" if i < politics else "sport") for i in range(n)]
    return article_frame(edition(*items))


def test_papers_are_alike_as_far_as_their_topics_are():
    table = topic_overlap(FRAME, PAPERS).set_index(["paper", "other"])["likeness"]
    assert table["The Bay", "The Bay"] == 1
    assert table["The Bay", "Hill & Dale"] == table["Hill & Dale", "The Bay"] == 0
    same = topic_overlap(many(30, 30), PAPERS).set_index(["paper", "other"])["likeness"]
    assert same["The Bay", "Hill & Dale"] == pytest.approx(1)


def test_stories_that_the_other_tells_too():
    rows = classified(FRAME).assign(story=[0, 1, 2, 0, 0])
    table = story_overlap(rows, PAPERS).set_index(["paper", "other"])
    assert table.loc[("The Bay", "Hill & Dale"), "likeness"] == pytest.approx(1 / 3)
    assert table.loc[("Hill & Dale", "The Bay"), "likeness"] == 1
    assert table.loc[("Hill & Dale", "The Bay"), "n"] == 1
