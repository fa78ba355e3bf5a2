"""One poll of one paper: what is read, what is left for the next poll, and when that is."""

import threading

import pytest

from core.reading.web import fetch, transport
from core.reading.web.politeness import Stopped
from core.types import Reason
from core.watching import poll as poll_module
from core.watching.seen import MAX_SEEN, SIZE, joined
from tests.support.servers import article_html, endless, page, silent, status


def titles(found):
    return sorted(item.article.title.rpartition(" ")[2] for item in found.items)


def test_the_first_poll_reads_the_newest_and_the_next_ones_only_what_is_new(paper):
    paper.publish("a", "b", "c", "d")
    found = paper.poll()
    assert (found.outcome, titles(found), paper.asked()) == ("new", ["c", "d"], ["c", "d"])
    assert all(item.prediction.topic == "politics" for item in found.items)
    found = paper.poll()
    assert (found.outcome, found.items, paper.server.paths()) == ("unchanged", (), ["/feed.xml"])
    paper.asked()
    paper.publish("e")
    found = paper.poll()
    assert (found.outcome, titles(found), paper.asked()) == ("new", ["e"], ["e"])


def test_a_feed_without_validators_is_recognized_by_what_it_says(paper):
    paper.publish("a", "b")
    paper.server.answers["/feed.xml"] = lambda handler: page(
        b"".join([b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>']),
        "application/rss+xml",
    )(handler)
    assert paper.poll().outcome == "nothing"
    assert paper.poll().outcome == "unchanged"


def test_what_the_archive_has_is_not_read_again_when_watching_begins(paper, known):
    paper.publish("a", "b", "c")
    known.add(f"{paper.server.url}/news/c")
    found = paper.poll()
    assert titles(found) == ["a", "b"]
    assert paper.poll().outcome == "unchanged"


def test_an_article_whose_headline_changed_is_read_again(paper):
    paper.publish("a", "b")
    paper.poll()
    paper.asked()
    original = paper.server.answers["/feed.xml"]

    def renamed(handler):
        reply = handler.reply
        handler.reply = lambda code, body, *rest, **more: reply(code, body.replace(b"bridge a", b"tunnel a"), *rest)
        handler.headers.replace_header("If-None-Match", "none")
        original(handler)

    paper.server.answers["/feed.xml"] = renamed
    paper.poll()
    assert paper.asked() == ["a"]


def test_more_than_one_poll_reads_comes_at_the_next_ones_and_soon(paper):
    paper.publish("z")
    paper.poll()
    paper.publish(*"abcdefgh")
    paper.asked()
    found = paper.poll()
    assert titles(found) == ["d", "e", "f", "g", "h"]
    assert found.due_in <= 660
    found = paper.poll()
    assert titles(found) == ["a", "b", "c"]
    assert paper.poll().outcome == "unchanged"


def test_an_article_whose_server_fails_is_tried_at_three_polls_and_then_kept_as_failed(paper):
    paper.publish("z")
    paper.poll()
    paper.publish("a", "b")
    paper.server.answers["/news/a"] = status(503)
    assert titles(paper.poll()) == ["b"]
    paper.asked()
    assert paper.poll().items == ()
    assert paper.asked() == ["a"]
    found = paper.poll()
    assert [item.article.error for item in found.items] == [Reason.UNREACHABLE]
    assert paper.poll().outcome == "unchanged"


def test_an_article_that_comes_late_is_not_lost(paper):
    paper.publish("z")
    paper.poll()
    paper.publish("a")
    good = paper.server.answers["/news/a"]
    paper.server.answers["/news/a"] = status(500)
    assert paper.poll().items == ()
    paper.server.answers["/news/a"] = good
    assert titles(paper.poll()) == ["a"]


def test_a_dead_paper_is_polled_less_and_less_and_loses_nothing(paper):
    paper.publish("a", "b")
    paper.poll()
    feed = paper.server.answers["/feed.xml"]
    paper.server.answers["/feed.xml"] = status(500)
    paper.publish("c")
    pauses = []
    for failures in (1, 2, 3):
        found = paper.poll()
        assert (found.outcome, found.failures, found.items) == ("unreachable", failures, ())
        pauses.append(found.due_in)
    assert pauses[1] > 1.5 * pauses[0] and pauses[2] > 1.5 * pauses[1]
    paper.server.answers["/feed.xml"] = feed
    found = paper.poll()
    assert (titles(found), found.failures) == (["c"], 0)


def test_a_feed_that_answers_500_leaves_the_papers_other_feeds(paper):
    paper.publish("a", "b")
    paper.server.answers["/broken.xml"] = status(500)
    paper.paper = paper.paper.__class__(
        **{
            **{name: getattr(paper.paper, name) for name in ("id", "name", "country", "language", "home")},
            "feeds": (f"{paper.server.url}/broken.xml", f"{paper.server.url}/feed.xml"),
        }
    )
    found = paper.poll()
    assert (found.outcome, found.failures, titles(found)) == ("new", 0, ["a", "b"])
    assert "500" in found.detail


def test_retry_after_is_waited_for(paper):
    paper.publish("a")
    paper.server.answers["/feed.xml"] = page(b"later", status=503, Retry_After="7200")
    found = paper.poll()
    assert found.outcome == "unreachable"
    assert found.due_in >= 7200


@pytest.mark.parametrize(
    ("extra", "least"),
    [
        ("<ttl>45</ttl>", 2700),
        ("<ttl>99999</ttl>", 3600),
        (
            '<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"> hourly </sy:updatePeriod>'
            '<sy:updateFrequency xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">2</sy:updateFrequency>',
            1800,
        ),
    ],
)
def test_what_the_feed_asks_for_is_kept_up_to_an_hour(paper, extra, least):
    paper.extra = extra
    paper.publish("z")
    paper.poll(silence=60)
    for n in range(3):  # it publishes every minute
        paper.publish(f"n{n}")
        found = paper.poll(silence=60)
    assert found.pause == least
    assert paper.poll(silence=60).pause == least  # and where nothing has changed


def test_a_feed_that_never_ends_costs_its_own_paper_alone(paper):
    paper.publish("a", "b")
    paper.poll()
    paper.server.answers["/feed.xml"] = endless
    found = paper.poll()
    assert (found.outcome, found.failures) == ("too_big", 1)


def test_a_server_that_says_nothing_is_waited_for_once(paper, monkeypatch):
    monkeypatch.setattr(fetch, "MAX_SECONDS", 1.0)
    paper.server.answers["/feed.xml"] = silent
    paper.server.answers["/other.xml"] = silent
    found = paper.poll()
    assert found.outcome == "too_slow"
    assert transport.MAX_SECONDS == 15


def test_robots_txt_is_obeyed(paper):
    paper.publish("a")
    paper.server.answers["/robots.txt"] = page("User-agent: *\nDisallow: /feed\n", "text/plain")
    assert paper.poll().outcome == "robots"
    assert paper.server.paths() == ["/robots.txt"]


def test_a_long_crawl_delay_reads_fewer_articles_and_the_others_later(paper):
    paper.server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 30\nAllow: /\n", "text/plain")
    paper.publish("a", "b")
    paper.server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 100\nAllow: /\n", "text/plain")
    found = paper.poll()
    assert (found.outcome, found.items) == ("robots", ())
    assert found.seen == b""


def test_a_poll_that_is_stopped_changes_nothing(paper):
    paper.publish("a", "b")
    stop = threading.Event()

    def stopping(handler):
        stop.set()
        page(article_html("Bridge"))(handler)

    paper.server.answers["/news/a"] = paper.server.answers["/news/b"] = stopping
    before = paper.state
    with pytest.raises(Stopped):
        paper.poll(stop=stop)
    assert paper.state == before
    assert paper.poll().items != ()


def test_a_poll_that_breaks_is_a_failure_and_says_so(paper, monkeypatch):
    paper.publish("a")
    monkeypatch.setattr(poll_module, "list_articles", lambda *_: 1 / 0)
    found = paper.poll()
    assert (found.outcome, found.failures) == ("unreadable", 1)
    assert "ZeroDivisionError" in found.detail


def test_what_is_remembered_is_bounded_and_what_is_listed_stays():
    old = b"".join(n.to_bytes(SIZE, "big") for n in range(MAX_SEEN))
    listed = [n.to_bytes(SIZE, "big") for n in range(MAX_SEEN - 5, MAX_SEEN + 5)]
    found = joined(listed, old)
    assert len(found) == MAX_SEEN * SIZE
    assert found.startswith(b"".join(listed))
