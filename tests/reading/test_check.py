"""A check of a paper says on one line what works, and why not."""

from datetime import UTC, datetime

import pytest

from core.reading.check import AddressCheck, PaperCheck
from core.types import REASON_SENTENCES, Article, Reason, Status

FEED = "https://a.example/feed"


@pytest.mark.parametrize(
    ("article", "end"),
    [
        (Article("a", FEED, text="two words", published=datetime(2026, 11, 2, tzinfo=UTC)), "2 words, 2 November 2026"),
        (Article("a", FEED, text="two words"), "2 words"),
        (Article("a", FEED, status=Status.FAILED, error=Reason.GONE), REASON_SENTENCES[Reason.GONE]),
        (Article("a", FEED, detail="A video."), "A video."),
        (Article("a", FEED), "without text"),
    ],
)
def test_the_newest_article_is_described(article, end):
    check = PaperCheck("a", (AddressCheck(FEED, 3),), article)
    assert check.works
    assert check.sentence == f"{FEED}: 3 articles; newest article: {end}"


def test_an_address_that_fails_says_why():
    check = PaperCheck("a", (AddressCheck(FEED, 0, Reason.GONE, "404"), AddressCheck(FEED, 0, Reason.BLOCKED)))
    assert not check.works
    assert check.sentence == f"{FEED}: 404; {FEED}: blocked"
    assert check.to_dict()["article"] is None
