import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.mix import ARTICLES, NAME, mix_by_paper, paper_order
from core.analysis.summary import lead_sentence, leading_topics
from core.topics.taxonomy import ALL_NAMES, OTHER, UNSURE


def mix(**papers):
    """A mix from {paper: {topic: count}}, as mix_by_paper would make it."""
    rows = [
        {
            "paper": paper.replace("_", " "),
            "topic": topic,
            "count": count,
            "n": sum(counts.values()),
            "share": count / sum(counts.values()),
        }
        for paper, counts in papers.items()
        for topic, count in counts.items()
    ]
    return pd.DataFrame(rows, columns=["paper", "topic", "count", "share", "n"])


POLITICS = {"politics": 3, "sport": 1}
SPORT = {"politics": 1, "sport": 3}
CASES = [
    (
        mix(A=POLITICS, B=POLITICS, C=POLITICS, D=POLITICS, Sky_News=SPORT),
        "Politics is the top topic in 4 of 5 papers; only Sky News puts sport first.",
    ),
    (mix(A=POLITICS, B=POLITICS), "Politics is the top topic in both papers."),
    (mix(A=POLITICS, B=POLITICS, C=POLITICS), "Politics is the top topic in all 3 papers."),
    (
        mix(A=POLITICS, B=POLITICS, C=SPORT, D=SPORT, E=POLITICS),
        "Politics is the top topic in 3 of 5 papers; C and D put sport first.",
    ),
    (mix(A=POLITICS, B=SPORT), "Every paper has its own favourite: politics in A and sport in B."),
    (mix(A=SPORT), "A writes most about sport: 3 of 4 articles."),
    (mix(A={"tech": 1}), "A writes most about tech: 1 of 1 article."),
    (mix(A={"tech": 2, "sport": 2, "other": 3}), "A writes most about sport and tech: 2 of 7 articles each."),
    (
        mix(A={"business": 2, "tech": 2}, B={"business": 3}, C={"sport": 1, "tech": 1}),
        "Business is the top topic (or tied) in 2 of 3 papers; only C puts sport and tech first.",
    ),
    (
        mix(A=POLITICS, B=POLITICS, C=SPORT, D={"tech": 2}, E={"world": 1}),
        "Politics is the top topic in 2 of 5 papers; the other 3 each lead on something different.",
    ),
    (mix(A=POLITICS, B=POLITICS, C={"other": 4}), "Politics is the top topic in 2 of 3 papers; C puts no topic first."),
    (mix(A=POLITICS, B={"other": 4}), "Politics leads in A; B puts no topic first."),
    (mix(A={"other": 4}), "No topic comes first in any paper."),
    (mix(), "No topic comes first in any paper."),
]


@pytest.mark.parametrize(("given_mix", "said"), CASES)
def test_the_sentence_says_what_the_numbers_say(given_mix, said):
    assert lead_sentence(given_mix) == said


def test_many_papers_are_not_all_named():
    said = lead_sentence(mix(**{f"P{i}": SPORT for i in range(9)}, **{f"Q{i}": POLITICS for i in range(8)}))
    assert said == "Sport is the top topic in 9 of 17 papers; Q0, Q1, Q2 and 5 more put politics first."


counts = st.dictionaries(st.sampled_from([*ALL_NAMES, OTHER.name, UNSURE.name]), st.integers(1, 9), min_size=1)


@given(st.dictionaries(st.sampled_from(["Alpha", "Beta", "Gamma", "Delta"]), counts, max_size=4))
def test_the_sentence_is_one_and_its_number_is_right(papers):
    made = mix(**papers)
    said = lead_sentence(made)
    assert said.endswith(".") and said.count(".") == 1
    leaders = leading_topics(made)
    most = max((sum(t in own for own in leaders.values()) for t in ALL_NAMES), default=0)
    if " of " in said and "papers" in said:
        assert f"in {most} of {len(papers)} papers" in said


def test_papers_stand_in_the_order_that_was_picked():
    made = mix(The_Zebra=POLITICS, Ape={"politics": 1}, Bee=SPORT)
    assert paper_order(made) == ["The Zebra", "Ape", "Bee"]
    assert paper_order(made, NAME) == ["Ape", "Bee", "The Zebra"]
    assert paper_order(made, ARTICLES) == ["The Zebra", "Bee", "Ape"]
    assert paper_order(made, "sport") == ["Bee", "The Zebra", "Ape"]
    assert paper_order(mix_by_paper(pd.DataFrame(columns=["paper", "topic", "status"]))) == []
