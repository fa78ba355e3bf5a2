"""The English patterns match what they are for, and leave the sentences of articles alone."""

import pytest
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from core.language import english

SENTENCES = (
    "The council met on Tuesday evening to decide about the new bridge.",
    "The robot arm was built by students, who hope to sell it to farmers.",
    "Members of the club read the letter, and the crowd watched the match in silence.",
    "More than forty people were in the hall when the lights went out.",
)


def test_the_stop_words_are_still_scikit_learns():
    assert english.STOP_WORDS == ENGLISH_STOP_WORDS


@pytest.mark.parametrize(
    ("pattern", "examples"),
    [
        (english.ROBOT_CHECK, ("Are you a robot?", "Just a moment...", "Access denied", "Please enable JS")),
        (english.PAYWALL, ("Subscribe now", "Already a subscriber?", "Sign in to read", "You have reached your limit")),
        (english.COOKIE_NOTICE, ("We value your privacy", "Accept cookies", "our 120 partners")),
        (english.ASIDE, ("Read more: the bridge", "ADVERTISEMENT", "Sign up for our daily letter", "Got a story?")),
        (english.LIVE_HEADLINE, ("LIVE: the vote", "Vote: live updates")),
        (english.BYLINE, ("By Ada Reed", "Written by Ada Reed", "Words by Ada Reed")),
    ],
    ids=["robot check", "paywall", "cookie notice", "aside", "live headline", "byline"],
)
def test_patterns_match_their_phrases_and_no_plain_sentence(pattern, examples):
    assert all(pattern.search(example) for example in examples)
    assert not any(pattern.search(sentence) for sentence in SENTENCES)


def test_an_ending_that_ends_with_another_is_tried_first():
    for place, ending in enumerate(english.ENDINGS):
        assert not any(ending.endswith(before) for before in english.ENDINGS[:place])
