"""The sentence with which Compare opens."""

from dataclasses import replace

import numpy as np

from core.analysis.compare import compare_papers
from core.analysis.frame import article_frame
from core.analysis.shares.correction import sampling_only
from core.analysis.shares.table import ShareErrors
from core.analysis.stories import with_stories
from tests.support.editions import BAY, DEAD, HILL, article, edition

NAMES = ["The Bay", "Hill & Dale", "The Dead Letter"]
TOPICS = ("politics", "business", "entertainment", "sport", "tech")
KNOWN = replace(sampling_only(TOPICS), spread=np.zeros(6), moving=0.1, critical_all=3.2, measured=True)
ERRORS = ShareErrors(KNOWN, KNOWN)


def stories(*mixes):
    """Articles of up to three papers, given as topic and count; each tells a story of its own."""
    items = [
        article(paper, number, topic, title=f"{paper.id} {topic} {number}")
        for paper, mix in zip((BAY, HILL, DEAD), mixes, strict=False)
        for number, topic in enumerate(name for name, n in mix.items() for _ in range(n))
    ]
    frame = with_stories(article_frame(edition(*items)))
    return frame.assign(story=range(len(frame)))


def test_what_a_paper_has_more_less_and_nothing_of_comes_first():
    found = compare_papers(stories({"sport": 30}, {"politics": 20, "sport": 10}, {"politics": 20, "sport": 10}), NAMES)
    assert found.sentence.startswith("The Bay: more sport, nothing on politics")
    assert found.clear


def test_two_papers_are_compared_once():
    found = compare_papers(stories({"sport": 30}, {"politics": 30}), NAMES[:2])
    assert found.sentence.startswith("The Bay: more sport, nothing on politics. 0 stories are in two or more")
    assert "Hill" not in found.sentence


def test_few_articles_are_no_finding_but_shared_stories_are():
    frame = stories({"sport": 5}, {"politics": 6})
    found = compare_papers(frame.assign(story=[0, 1, 2, 3, 4, 0, 6, 7, 8, 9, 10]), NAMES[:2])
    assert found.sentence == "No topic differs clearly; 1 story is in two or more of these papers."
    assert (found.clear, found.least, found.most, found.telling) == (False, 5, 6, None)


def test_enough_articles_without_a_difference_say_how_large_a_gap_would_show():
    mix = {"sport": 15, "politics": 15}
    found = compare_papers(stories(mix, mix, mix), NAMES, ERRORS)
    assert not found.clear
    assert found.telling is not None and 10 < found.telling < 60


def test_a_paper_without_articles_has_none():
    assert compare_papers(stories({"sport": 5}, {"sport": 5}), NAMES).least == 0


def test_days_of_one_paper_are_called_days():
    found = compare_papers(stories({"sport": 5}, {"sport": 5}), NAMES[:2], same_paper=True)
    assert found.sentence.endswith("on two or more of these days.")
