"""The sentence with which the Model page opens is made from the manifest's own figures."""

from dataclasses import replace

import pytest

from core.reports.opening import opening_sentence
from tests.support.other_news import entry_with_other

ENTRY = entry_with_other(b"")


def measured(topics=9, n=1000, **values):
    return {"what": "January 2026, labelled by hand", "topics": topics, "n": n, "accuracy": 0.93, **values}


def said(**metrics):
    return opening_sentence(replace(ENTRY, metrics={name.replace("_", "-"): value for name, value in metrics.items()}))


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.873, "Right about nine times in ten"),
        (0.84, "Right about eight times in ten"),
        (0.96, "Right more than nine times in ten"),
        (1.0, "Right more than nine times in ten"),
        (0.25, "Right about two times in ten"),
        (0.01, "Right less than twice in ten"),
    ],
)
def test_a_share_is_said_as_a_person_says_it(share, words):
    sentence = said(labels_2026=measured(acceptable=share))
    assert sentence == f"{words}, on 1,000 articles held out from its training: January 2026, labelled by hand."


def test_hand_labels_come_first_and_all_topics_before_the_core_ones():
    sections = measured(n=5, accuracy=0.5)
    assert "1,000" in said(guardian=sections, labels_2026=measured(5, n=7), labels_2026_9=measured())
    assert "on 5 articles" in said(guardian_5=measured(5), guardian_9=sections)
    assert "about five times in ten" in said(guardian_9=sections)  # the likeliest topic, where no more is known
    assert "on 7 articles" in said(guardian_5=measured(5, n=7))


def test_nothing_is_said_where_nothing_was_measured():
    assert said() == ""
