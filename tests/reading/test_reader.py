"""Papers are read: what comes back, in which order, under whose rules."""

import threading
from contextlib import ExitStack

import pytest

from core.language.words import count_words
from core.reading import reader
from core.reading.edition import fold_edition
from core.reading.web import fetch
from core.reading.web.guard import Guard
from core.reading.web.politeness import Politeness
from core.types import ArticleDone, PaperDiscovered, PaperDone, PaperStarted, Reason, Status
from tests.reading.conftest import TIMEOUT, in_time, one, read
from tests.support import servers
from tests.support.servers import (
    article_html,
    feed,
    honest_papers,
    newspaper,
    page,
    publish,
    redirect,
    serving,
    status,
)


def test_an_article_is_read_and_classified(reading, server):
    item, report = one(reading, server, page(article_html("Council votes on bridge")))
    article = item.article
    assert (article.status, article.error) == (Status.OK, None)
    assert article.title == "Council votes on bridge"
    assert count_words(article.text) > 100
    assert "All rights reserved" not in article.text
    assert (article.section, article.section_topic) == ("Politics", "politics")
    assert article.published is not None
    assert item.prediction.best == "politics"
    assert (report.status, report.found, report.read) == (Status.OK, 1, 1)


def test_events_come_in_their_order_and_as_they_happen(reading, server):
    publish(server, {f"/news/{n}": page(article_html(f"Bridge {n}")) for n in range(3)})
    kinds = [type(event) for event in reading.read_events([newspaper(server)], 2)]
    assert kinds == [PaperStarted, PaperDiscovered, ArticleDone, ArticleDone, PaperDone]


def test_several_papers_are_read_at_once(reading):
    together = threading.Barrier(3)

    def waits_for_the_others(answer):
        def answered(handler):
            together.wait(TIMEOUT)
            answer(handler)

        return answered

    with ExitStack() as stack:
        papers = []
        for number in range(3):
            server = stack.enter_context(serving())
            publish(server, {"/news/a": page(article_html("A"))})
            server.answers["/feed.xml"] = waits_for_the_others(server.answers["/feed.xml"])
            papers.append(newspaper(server, f"paper-{number}"))
        items, reports = read(reading, papers, 3)
    assert not together.broken
    assert len(items) == 3
    assert all(report.read == 1 for report in reports.values())


def test_a_paper_whose_time_is_over_reports_the_articles_that_are_left(pool, server):
    now = 0.0
    publish(server, {f"/news/{n}": page(article_html(f"Bridge {n}")) for n in range(3)})
    listed = server.answers["/feed.xml"]

    def late(handler):
        nonlocal now
        now = reader.PAPER_SECONDS + 1
        listed(handler)

    server.answers["/feed.xml"] = late
    fetcher = fetch.Fetcher(Guard(allow_loopback=True))
    reading = reader.Reader(fetcher, Politeness(fetcher), pool, None, clock=lambda: now)
    items, reports = read(reading, [newspaper(server)])
    reading.close()
    assert [item.article.error for item in items] == [Reason.TOO_SLOW] * 3
    assert "90 seconds were over" in items[0].article.detail
    assert (reports["paper"].failed, reports["paper"].seconds) == (3, now)
    assert not [path for path in server.paths() if path.startswith("/news/")]


def test_what_a_server_asks_for_after_too_many_requests_is_kept(reading, server):
    answers = iter([servers.page(b"no", status=429, Retry_After="1"), page(article_html("A"))])
    publish(server, {"/news/a": lambda handler: next(answers)(handler)})
    items, _ = read(reading, [newspaper(server)])
    assert items[0].article.status is Status.OK
    first, second = (at for at, path in server.requests if path == "/news/a")
    assert second - first >= 1.0


def test_a_long_rest_is_kept_and_said(reading, server):
    publish(server, {f"/news/{n}": page(b"no", status=503, Retry_After="3600") for n in range(6)})
    items, reports = read(reading, [newspaper(server)])
    assert sum(path.startswith("/news/") for path in server.paths()) <= 2
    assert "left alone until" in " ".join(item.article.detail for item in items)
    assert reports["paper"].failed == 6


def test_robots_keeps_a_paper_from_being_read(reading, server):
    publish(server, {"/news/a": page(article_html("A"))})
    server.answers["/robots.txt"] = page("User-agent: *\nDisallow: /\n", "text/plain")
    _, reports = read(reading, [newspaper(server)])
    assert reports["paper"].error is Reason.ROBOTS
    assert set(server.paths()) == {"/robots.txt"}


def test_the_feed_speaks_for_pages_that_are_refused_or_forbidden(reading, server):
    teaser = "The council votes tonight on the new bridge, which the harbour has asked for since spring."
    items = "".join(
        f"<item><title>Bridge {path}</title><link>{server.url}/{path}</link><description>{teaser}</description></item>"
        for path in ("refused", "forbidden", "gone")
    )
    server.answers["/feed.xml"] = page(f'<rss version="2.0"><channel>{items}</channel></rss>', "application/rss+xml")
    server.answers["/robots.txt"] = page("User-agent: *\nDisallow: /forbidden\n", "text/plain")
    server.answers["/refused"] = status(403)
    server.answers["/forbidden"] = page(article_html("Never asked for"))
    server.answers["/gone"] = status(410)
    articles, reports = read(reading, [newspaper(server)])
    by_path = {item.article.url.rsplit("/", 1)[1]: item for item in articles}
    assert [(str(i.article.status), str(i.article.error)) for _, i in sorted(by_path.items())] == [
        ("partial", "robots"),
        ("failed", "gone"),
        ("partial", "blocked"),
    ]
    assert by_path["refused"].article.text == by_path["forbidden"].article.text == teaser
    assert by_path["forbidden"].prediction is not None and by_path["refused"].prediction is not None
    assert "/forbidden" not in server.paths()
    report = reports["paper"]
    assert (report.read, report.from_feed, report.failed, str(report.status)) == (0, 2, 1, "partial")


def test_robots_of_the_host_that_a_redirect_leads_to_is_kept(reading, server):
    with serving() as other:
        other.answers["/robots.txt"] = page("User-agent: *\nDisallow: /\n", "text/plain")
        other.answers["/b"] = page(article_html("B"))
        item, _ = one(reading, server, redirect(f"{other.url}/b"))
        assert item.article.error is Reason.ROBOTS
        assert other.paths() == ["/robots.txt"]


def test_a_long_crawl_delay_costs_articles_and_the_report_says_so(reading, server, monkeypatch):
    monkeypatch.setattr("core.reading.web.politeness.MAX_UNLIMITED_DELAY", 0.5)
    monkeypatch.setattr("core.reading.web.politeness.MAX_DELAYED_SECONDS", 2.5)
    publish(server, {f"/news/{n}": page(article_html(f"Bridge {n}")) for n in range(5)})
    server.answers["/robots.txt"] = page("User-agent: *\nCrawl-delay: 1\n", "text/plain")
    items, reports = read(reading, [newspaper(server)])
    assert len(items) == 2
    assert reports["paper"].status is Status.PARTIAL
    assert "1 seconds between requests" in reports["paper"].detail


def test_each_article_is_there_once(reading, server):
    same = page(article_html("Same", head=f'<link rel=canonical href="{server.url}/news/same">'))
    publish(server, {"/news/same": same, "/news/other": same})
    server.answers["/feed.xml"] = page(
        feed(server.url, ["/news/same", "/news/same?utm_source=x", "/news/other"]), "application/rss+xml"
    )
    items, _ = read(reading, [newspaper(server)])
    assert sorted(str(item.article.status) for item in items) == ["ok", "skipped"]
    skipped = next(item.article for item in items if item.article.status is Status.SKIPPED)
    assert "already" in skipped.detail


@pytest.mark.parametrize("link", ["/forside", "/news/havn", "/nyheder/dagens-store-historie-herfra"])
def test_one_canonical_link_on_all_pages_costs_no_article(reading, server, link):
    texts = {name: " ".join(f"{name}{n}. " * 3 for n in range(60)) for name in ("havn", "bro", "tog")}
    head = f"<link rel=canonical href='{link}'>"
    publish(server, {f"/news/{name}": page(article_html(name * 3, text, head)) for name, text in texts.items()})
    items, _ = read(reading, [newspaper(server)])
    assert {(item.article.url, item.article.status) for item in items} == {
        (f"{server.url}/news/{name}", Status.OK) for name in texts
    }


def test_videos_and_live_pages_are_rows_that_were_skipped(reading, server):
    publish(server, {"/news/a": page(article_html("A")), "/video/b": page("x"), "/sport/live/c": page("x")})
    items, reports = read(reading, [newspaper(server)])
    assert [item.article.error for item in items if item.article.status is Status.SKIPPED] == [Reason.NOT_A_PAGE] * 2
    assert reports["paper"].skipped == 2
    assert "/video/b" not in server.paths()


def test_the_limit_is_the_limit(reading, server):
    publish(server, {f"/news/{n}": page(article_html(f"Bridge {n}")) for n in range(6)})
    items, reports = read(reading, [newspaper(server)], 2)
    assert len(items) == 2
    assert reports["paper"].found == 6


@in_time
def test_stopping_ends_soon_and_is_said(reading, server):
    stop = threading.Event()

    def stops(handler):
        stop.set()
        servers.silent(handler)

    publish(server, {f"/news/{n}": stops for n in range(4)})
    events = list(reading.read_events([newspaper(server)], 4, stop=stop))
    assert "stopped" in events[-1].report.detail


def test_whoever_stops_listening_ends_the_reading(reading, server):
    publish(server, {f"/news/{n}": page(article_html(f"Bridge {n}")) for n in range(8)})
    events = reading.read_events([newspaper(server)], 8)
    next(events)
    events.close()
    for thread in threading.enumerate():
        if thread.name.startswith(("paper", "article")):
            thread.join(TIMEOUT)
            assert not thread.is_alive()
    assert not {f"/news/{n}" for n in range(8)} <= set(server.paths())


def test_a_paper_that_breaks_our_code_is_a_row_too(reading, server, monkeypatch):
    def broken(*_):
        raise RuntimeError("oops")

    monkeypatch.setattr(reader, "discover", broken)
    items, reports = read(reading, [newspaper(server)])
    assert items[0].article.error is Reason.UNREADABLE
    assert "RuntimeError" in reports["paper"].detail


@pytest.mark.parametrize("link", ["<{}/havn ny>", "http://{}/havn\u200b ny\u200e", " {}/ha\n  vn%20ny "])
def test_a_link_that_was_copied_with_its_surroundings_is_read(reading, server, link):
    server.answers["/havn%20ny"] = page(article_html("Havn"))
    item = reading.read_link(link.format(server.url))
    assert (item.article.title, item.article.url) == ("Havn", f"{server.url}/havn%20ny")


def test_a_link_is_read_under_the_same_guards(reading, server):
    server.answers["/a"] = page(article_html("A bridge"))
    item = reading.read_link(f" {server.url}/a ")
    assert (item.article.title, item.article.status) == ("A bridge", Status.OK)
    for url, reason in {
        "http://10.0.0.1/": Reason.PRIVATE_ADDRESS,
        "file:///etc/passwd": Reason.NOT_A_PAGE,
        "nonsense": Reason.NOT_A_PAGE,
        "http://": Reason.UNREADABLE,
    }.items():
        assert reading.read_link(url).article.error is reason


def test_an_edition_keeps_the_order_of_papers_and_dates(reading):
    with honest_papers(3, articles=4) as papers:
        edition = fold_edition(reading.read_events(papers, 4), newspapers=papers, model="current", seconds=1.0)
    assert [item.article.newspaper for item in edition.articles] == [p.id for p in papers for _ in range(4)]
    dates = [item.article.published for item in edition.articles[:4]]
    assert dates == sorted(dates, reverse=True)
    assert [report.newspaper for report in edition.report.papers] == [p.id for p in papers]


@pytest.mark.skipif(not servers.real_pages(), reason="the saved real pages are not here")
def test_real_pages_are_read_and_none_is_missing(reading):
    with servers.real_papers() as papers:
        items, _ = read(reading, papers, 50)
    assert len(items) == len(servers.real_pages()) == 37
    assert sum(count_words(item.article.text) >= 50 and item.prediction is not None for item in items) >= 33
