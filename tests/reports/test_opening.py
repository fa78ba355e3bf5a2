"""The sentence and the table with which the Model page opens are made from the manifest's own figures."""

from dataclasses import replace

import pytest

from core.reports.opening import held_out_sets, opening_sentence
from tests.support.other_news import entry_with_other

ENTRY = entry_with_other(b"")


def measured(topics=9, n=1000, **values):
    return {"what": "January 2026, labelled by hand", "topics": topics, "n": n, "accuracy": 0.93, **values}


def entry(**metrics):
    return replace(ENTRY, metrics={name.replace("_", "-"): value for name, value in metrics.items()})


def said(**metrics):
    return opening_sentence(entry(**metrics))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.873, "About 9 in 10 right: 87% with nine topics"),
        (0.84, "About 8 in 10 right: 84% with nine topics"),
        (0.96, "More than 9 in 10 right: 96% with nine topics"),
        (1.0, "More than 9 in 10 right: 100% with nine topics"),
        (0.25, "About 2 in 10 right: 25% with nine topics"),
        (0.01, "Fewer than 2 in 10 right: 1% with nine topics"),
    ],
)
def test_a_share_is_said_as_a_person_says_it(share, words):
    sentence = said(labels_2026=measured(acceptable=share))
    origin = "Measured on 1,000 articles that it never saw in training: January 2026, labelled by hand."
    assert sentence == f"{words}. {origin}"


def test_hand_labels_come_first_and_all_topics_before_the_core_ones():
    sections = measured(n=5, accuracy=0.5)
    assert "1,000" in said(guardian=sections, labels_2026=measured(5, n=7), labels_2026_9=measured())
    assert "on 5 and 1,000 articles" in said(guardian_5=measured(5), guardian_9=sections)
    assert "About 5 in 10" in said(guardian_9=sections)  # the likeliest topic, where no more is known
    assert "on 7 articles" in said(guardian_5=measured(5, n=7))


def test_both_numbers_of_topics_stand_in_one_sentence_with_their_own_n():
    sentence = said(labels_2026=measured(5, n=7, acceptable=0.9), labels_2026_9=measured(n=8, acceptable=0.8))
    assert "80% with nine topics, 90% with five topics" in sentence
    assert "on 8 and 7 articles" in sentence


def test_nothing_is_said_where_nothing_was_measured():
    assert said() == ""
    assert held_out_sets(entry()) == []


def test_five_and_nine_topics_of_a_set_are_one_row():
    sets = held_out_sets(
        entry(guardian=measured(5), guardian_9=measured(), labels_2026=measured(5), labels_2026_9=measured())
    )
    assert [(one.name, list(one.figures)) for one in sets] == [("labels-2026", [9, 5]), ("guardian", [9, 5])]
