"""Checks for robots, notices and subscriptions are told from articles that are short."""

import pytest

from core.reading.article.extract import extract_page
from core.types import Reason, Status
from tests.support.markup import BODY, SENTENCES, URL, ld, page


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Just a moment...", "Checking your browser before accessing paper.example."),
        ("Access Denied", "You don't have permission to access /news on this server."),
        ("paper.example", "Please verify you are a human. Press and hold the button to confirm that you are human."),
        ("Are you a robot?", "We have detected unusual traffic from your computer network. Click the box below."),
    ],
)
def test_checks_for_robots_are_blocked_pages(title, text):
    result = extract_page(page(f"<title>{title}</title>", body=f"<h1>{title}</h1><p>{text}</p>"), URL)
    assert (result.status, result.error, result.text) == (Status.FAILED, Reason.BLOCKED, "")
    assert "robots" in result.detail


def test_a_stub_that_asks_to_subscribe_is_partial():
    body = (
        f"<article><h1>Quay</h1><p>{SENTENCES[0]}</p><p>Subscribe now to continue reading this article.</p></article>"
    )
    result = extract_page(page(body=body), URL)
    assert (result.status, result.error) == (Status.PARTIAL, Reason.PAYWALLED)
    assert result.text.startswith(SENTENCES[0])


def test_a_short_text_of_a_page_that_is_not_free_is_partial_and_a_long_one_whole():
    short = f"<article><h1>Quay</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p></article>"
    closed = ld(headline="Quay", isAccessibleForFree="False")
    assert extract_page(page(closed, body=short), URL).error is Reason.PAYWALLED
    whole = f"<article><h1>Quay</h1>{BODY}{BODY.replace('quay', 'pier')}</article>"
    assert extract_page(page(closed, body=whole), URL).status is Status.OK
    announced = ld(headline="Quay", isAccessibleForFree=False, wordCount=2400)
    assert extract_page(page(announced, body=whole), URL).error is Reason.PAYWALLED


def test_a_cookie_notice_is_marked():
    text = "We value your privacy. We and our 842 partners use cookies to store information on your device."
    result = extract_page(page(body=f"<div><h1>Privacy</h1><p>{text}</p><p>Accept all cookies</p></div>"), URL)
    assert result.status is not Status.OK
    assert "cookies" in result.detail


def test_a_short_report_about_subscriptions_or_robots_is_an_article():
    text = "The robot maker lost 2% of its subscribers, and noticed unusual activity in the market on Friday."
    result = extract_page(page(body=f"<article><h1>Robots</h1><p>{text}</p><p>{SENTENCES[3]}</p></article>"), URL)
    assert (result.status, result.error) == (Status.OK, None)


@pytest.mark.parametrize("count", ["many", "123456", -5, None])
def test_an_unlikely_count_of_words_makes_no_article_a_stub(count):
    whole = f"<article><h1>Quay</h1>{BODY}{BODY.replace('quay', 'pier')}</article>"
    head = ld(headline="Quay", isAccessibleForFree=False, wordCount=count)
    assert extract_page(page(head, body=whole), URL).status is Status.OK


def test_a_robot_check_in_the_markup_counts_only_where_there_is_next_to_no_text():
    script = '<script src="https://geo.captcha-delivery.com/x.js"></script>'
    assert extract_page(page(script, body="<p>One moment.</p>"), URL).error is Reason.BLOCKED
    assert extract_page(page(script), URL).status is Status.OK
