"""The feed's own text stands in for a page that is walled, blocked or empty."""

import pytest

from core.errors import FetchError
from core.reading.feeds.listing import parse_listing
from core.reading.rows import MAX_TEASER, failed_row, paper_report, with_feed_text
from core.text import prose_from_markup
from core.types import Article, ArticleRef, Newspaper, ReadArticle, Reason, Status

PAPER = Newspaper("poort", "De Poort", "nl", "nl", "https://poort.example/")
TEASER = "De raad stemt vanavond over de nieuwe brug bij de haven van de stad."
FULL = TEASER + "\nDe kosten lopen op tot tien miljoen euro, zegt de wethouder."
REF = ArticleRef("poort", "https://poort.example/brug", "Raad stemt over brug", summary=TEASER, text=FULL)


def row(reason, **fields):
    return failed_row("poort", REF.url, FetchError(reason, "Reden."), ArticleRef("poort", REF.url, REF.title, **fields))


@pytest.mark.parametrize("reason", [Reason.BLOCKED, Reason.PAYWALLED, Reason.NO_TEXT])
def test_a_page_that_is_not_to_be_had_gives_way_to_its_feed(reason):
    article = with_feed_text(row(reason), REF, PAPER)
    assert (article.status, article.error, article.text) == (Status.PARTIAL, reason, FULL)
    assert article.is_from_feed and article.title == REF.title and article.detail.startswith("Reden. ")


@pytest.mark.parametrize("reason", [Reason.GONE, Reason.TOO_SLOW, Reason.UNREACHABLE, Reason.TOO_BIG])
def test_a_page_that_is_gone_or_late_is_no_article(reason):
    assert with_feed_text(row(reason), REF, PAPER) == row(reason)


@pytest.mark.parametrize(
    "ref",
    [
        ArticleRef("poort", REF.url, REF.title),
        ArticleRef("poort", REF.url, REF.title, summary="Lees meer"),
        ArticleRef("poort", REF.url, TEASER, summary=f" {TEASER} "),
    ],
)
def test_a_feed_that_says_no_more_than_a_headline_changes_nothing(ref):
    assert with_feed_text(row(Reason.BLOCKED), ref, PAPER) == row(Reason.BLOCKED)


def test_of_a_forbidden_page_only_the_teaser_is_used():
    article = with_feed_text(row(Reason.ROBOTS), REF, PAPER)
    assert (article.text, article.error) == (TEASER, Reason.ROBOTS)
    long = ArticleRef("poort", REF.url, REF.title, summary=" ".join([TEASER] * 40), text=FULL)
    assert len(with_feed_text(row(Reason.ROBOTS), long, PAPER).text) <= MAX_TEASER


def test_the_opening_that_a_page_shows_stays_where_it_is_longer():
    opening = Article("poort", REF.url, "Brug", FULL * 3, status=Status.PARTIAL, error=Reason.PAYWALLED)
    assert with_feed_text(opening, REF, PAPER) == opening
    short = Article("poort", REF.url, "Brug", "Word lid.", status=Status.PARTIAL, error=Reason.PAYWALLED)
    assert with_feed_text(short, REF, PAPER).text == FULL
    whole = Article("poort", REF.url, "Brug", "Kort.")
    assert with_feed_text(whole, REF, PAPER) == whole


def test_reports_count_them_apart():
    whole = ReadArticle(Article("poort", "https://poort.example/a", text="x"))
    stands_in = ReadArticle(with_feed_text(row(Reason.BLOCKED), REF, PAPER))
    report = paper_report(PAPER, 2, [whole, stands_in], None)
    assert (report.read, report.from_feed, report.failed, report.status) == (1, 1, 0, Status.PARTIAL)
    report = paper_report(PAPER, 1, [stands_in], None)
    assert (report.read, report.from_feed, report.error, report.has_text) == (0, 1, Reason.BLOCKED, True)


@pytest.mark.parametrize(
    "feed",
    [
        '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><link>/a</link>'
        "<description>Kort</description><c:encoded><![CDATA[<p>Een &amp; twee</p><p>Drie</p>]]></c:encoded></item>"
        "</channel></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/><summary>Kort</summary>'
        '<content type="html">&lt;p&gt;Een &amp;amp; twee&lt;/p&gt;&lt;p&gt;Drie&lt;/p&gt;</content></entry></feed>',
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/a", "summary": "Kort",'
        ' "content_html": "<p>Een &amp; twee<p>Drie"}]}',
    ],
)
def test_a_feeds_full_text_is_kept(feed):
    [ref] = parse_listing(feed.encode(), "poort", "https://poort.example/feed").refs
    assert (ref.summary, ref.text) == ("Kort", "Een & twee\nDrie")


def test_scripts_and_captions_are_no_prose():
    assert prose_from_markup("<style>a{}</style>Een<script>x()</script><br>twee<!-- drie -->") == "Een\ntwee"
    assert prose_from_markup("<p> </p>") is None and prose_from_markup(None) is None
