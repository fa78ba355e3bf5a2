import json
import os
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.language.words import count_words
from core.reading import reader
from core.reading.article.pool import open_pool
from core.reading.edition import fold_edition
from core.reading.factory import make_reader
from core.reading.web import fetch
from core.reading.web.guard import Guard
from core.reading.web.politeness import MAX_PER_HOST, Politeness
from core.settings import Settings
from core.types import ArticleDone, PaperDiscovered, PaperDone, PaperStarted, Prediction, Reason, Status
from tests.support import servers
from tests.support.memory import memory_mb
from tests.support.servers import (
    article_html,
    catalogue,
    feed,
    honest_papers,
    newspaper,
    page,
    publish,
    redirect,
    serving,
    status,
)

ROOT = Path(__file__).parents[2]
TIMEOUT = 30
"""Seconds after which what should end soon counts as hanging; the servers' endless answers take longer."""
in_time = pytest.mark.timeout(TIMEOUT)

SETTINGS = Settings(allow_loopback=True, extract_seconds=4)


def says_politics(article):
    return Prediction("politics", "politics", 1.0, {"politics": 1.0}, 1.0)


@pytest.fixture(scope="module")
def pool():
    with open_pool(SETTINGS) as opened:
        yield opened


@pytest.fixture
def reading(pool):
    opened = make_reader(SETTINGS, pool, says_politics)
    yield opened
    opened.close()


@pytest.fixture
def server():
    with serving() as opened:
        yield opened


def read(reading, papers, limit=20):
    events = list(reading.read_events(papers, limit))
    items = [event.item for event in events if isinstance(event, ArticleDone)]
    reports = {event.newspaper.id: event.report for event in events if isinstance(event, PaperDone)}
    return items, reports


def one(reading, server, answer, path="/news/a"):
    """The item and the report of a paper with this one article."""
    publish(server, {path: answer})
    items, reports = read(reading, [newspaper(server)])
    assert len(items) == 1
    return items[0], reports["paper"]


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


HOSTILE = {
    "silent": (servers.silent, Status.FAILED, Reason.TOO_SLOW),
    "slow headers": (servers.slow_headers, Status.FAILED, Reason.TOO_SLOW),
    "slow body": (servers.slow_body, Status.FAILED, Reason.TOO_SLOW),
    "endless": (servers.endless, Status.FAILED, Reason.TOO_BIG),
    "gzip bomb": (servers.gzip_bomb, Status.FAILED, Reason.TOO_BIG),
    "private": (redirect("http://10.0.0.1/"), Status.FAILED, Reason.PRIVATE_ADDRESS),
    "metadata": (redirect("http://169.254.169.254/"), Status.FAILED, Reason.PRIVATE_ADDRESS),
    "loop": (redirect("/news/a"), Status.FAILED, Reason.UNREACHABLE),
    "file": (redirect("file:///etc/passwd"), Status.SKIPPED, Reason.NOT_A_PAGE),
    "not http": (servers.not_http, Status.FAILED, Reason.UNREADABLE),
    "broken off": (servers.broken_off, Status.FAILED, Reason.UNREADABLE),
    "403": (status(403), Status.FAILED, Reason.BLOCKED),
    "404": (status(404), Status.FAILED, Reason.GONE),
    "500": (status(500), Status.FAILED, Reason.UNREACHABLE),
    "picture": (page(b"\x89PNG\r\n\x1a\n" + b"x" * 99), Status.SKIPPED, Reason.NOT_A_PAGE),
    "json": (page(b"{}", "application/json"), Status.SKIPPED, Reason.NOT_A_PAGE),
    "empty": (page(b""), Status.FAILED, Reason.NO_TEXT),
    "no text": (page("<html><body><img src=x></body></html>"), Status.FAILED, Reason.NO_TEXT),
    "bad markup": (page(b"<p><b><i>x" * 50_000), None, None),
    "flat": (page(b"<div>x</div>" * 400_000), None, None),
    "flat, 10 MB": (page(b"<div>x</div>" * 850_000), Status.FAILED, Reason.TOO_BIG),
    "flat, 5 MB of paragraphs": (page(b"<p>a b c" * 600_000), None, None),
    "5,000 nested tags": (page(b"<div>" * 5_000 + b"x" + b"</div>" * 5_000), None, None),
    "5,000 nested inline tags": (page(b"<p>" + b"<span>" * 5_000 + b"words " * 200), None, None),
    "deep": (page(b"<div>" * 50_000), Status.FAILED, None),
    "brotli bomb": (servers.brotli_bomb, Status.FAILED, Reason.UNREADABLE),
    "gzip in gzip": (servers.nested_gzip, None, None),
    "link-local, IPv6": (redirect("http://[fe80::1]/"), Status.FAILED, Reason.PRIVATE_ADDRESS),
    "mapped": (redirect("http://[::ffff:192.168.0.1]/"), Status.FAILED, Reason.PRIVATE_ADDRESS),
    "decimal": (redirect("http://167772161/"), Status.FAILED, Reason.PRIVATE_ADDRESS),
    "hexadecimal": (redirect("http://0xa000001/"), Status.FAILED, Reason.PRIVATE_ADDRESS),
    "credentials": (redirect("http://user:secret@127.0.0.1/"), Status.FAILED, Reason.UNREADABLE),
    "javascript": (redirect("javascript:alert(1)"), Status.SKIPPED, Reason.NOT_A_PAGE),
    "entities": (page(servers.ENTITY_BOMB, "application/xhtml+xml"), None, None),
    "noise": (page(bytes(range(256)) * 2000), None, None),
}


@in_time
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_ends_with_a_reason_in_time(reading, server, name, monkeypatch):
    monkeypatch.setattr(fetch, "MAX_SECONDS", 2.0)
    answer, expected, reason = HOSTILE[name]
    item, report = one(reading, server, answer)
    if expected is not None:
        assert item.article.status is expected
    if reason is not None:
        assert item.article.error is reason
    if item.article.status is Status.FAILED:
        assert item.article.error is not None
        assert report.error is item.article.error
    assert item.prediction is None or item.article.text


@pytest.mark.timeout(120)
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux's /proc")
def test_all_that_is_hostile_at_once_leaves_memory_and_the_others_alone(tmp_path):
    """The command line, with its real limits, against everything at once."""
    with ExitStack() as stack:
        honest = stack.enter_context(honest_papers(3))
        bad = []
        for number, (answer, _, _) in enumerate(HOSTILE.values()):
            server = stack.enter_context(serving())
            publish(server, {"/news/a": answer})
            bad.append(newspaper(server, f"bad-{number}"))
        path = tmp_path / "papers.toml"
        path.write_text(catalogue([*bad, *honest]))
        most = 0.0
        with (tmp_path / "out.jsonl").open("wb") as out:
            reading = subprocess.Popen(
                [sys.executable, "-m", "core", "read", "--jsonl", "--catalogue", str(path)],
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "BROADSHEET_ALLOW_LOOPBACK": "1"},
            )
            while reading.poll() is None:
                most = max(most, memory_mb(reading.pid))
                time.sleep(0.05)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert reading.returncode == 0
    assert len(rows) == len(HOSTILE) + 15
    assert all(row["error"] for row in rows if row["status"] in ("failed", "skipped"))
    assert sum(row["newspaper"].startswith("paper-") and row["status"] == "ok" for row in rows) == 15
    assert most < 400, f"{most:.0f} MB"
    print(f"Memory of the process with its workers: {most:.0f} MB")


FEEDS = {
    "dead feed": (status(503), Reason.UNREACHABLE),
    "refused": (status(403), Reason.BLOCKED),
    "no feed": (page("<html>Sorry</html>"), Reason.UNREADABLE),
    "empty feed": (page('<rss version="2.0"><channel><title>x</title></channel></rss>', "text/xml"), Reason.NO_TEXT),
    "private": (redirect("http://192.168.0.1/feed"), Reason.PRIVATE_ADDRESS),
    "bomb": (servers.gzip_bomb, Reason.TOO_BIG),
    "endless": (servers.endless, Reason.TOO_BIG),
    "itself": (redirect("/feed.xml"), Reason.UNREACHABLE),
    "file": (redirect("file:///etc/passwd"), Reason.NOT_A_PAGE),
    "nulls": (page(b"\x00" * 10_000, "text/xml"), Reason.NOT_A_PAGE),
}


@in_time
def test_an_entity_bomb_in_a_feed_is_not_expanded(reading, server):
    server.answers["/feed.xml"] = page(servers.ENTITY_BOMB, "application/rss+xml")
    items, reports = read(reading, [newspaper(server)])
    assert all(len(item.article.title) < 10_000 for item in items)
    assert reports["paper"].error is not None


@in_time
def test_a_feed_of_a_hundred_thousand_entries_costs_nobody_time(reading, server):
    with honest_papers(1) as honest:
        server.answers["/feed.xml"] = page(servers.long_feed(), "application/rss+xml")
        server.answers["/0"] = page(article_html("The first"))
        items, reports = read(reading, [newspaper(server), *honest], 5)
    assert reports["paper"].found == 1000
    assert reports["paper-0"].read == 5
    assert "The first" in [item.article.title for item in items]


def test_a_sitemap_of_a_hundred_thousand_entries_is_read_in_part(reading, server):
    entries = "".join(f"<url><loc>{server.url}/{n}</loc></url>" for n in range(100_000))
    server.answers["/feed.xml"] = page(f"<urlset>{entries}</urlset>", "text/xml")
    _, reports = read(reading, [newspaper(server)], 1)
    assert reports["paper"].found == 1000


ROBOTS = {
    "endless": (servers.endless_text, Reason.TOO_BIG),
    "slow": (servers.slow_body, Reason.TOO_SLOW),
    "itself": (redirect("/robots.txt"), Reason.UNREACHABLE),
    "private": (redirect("http://10.0.0.1/robots.txt"), Reason.PRIVATE_ADDRESS),
    "gzip bomb": (servers.gzip_bomb, Reason.TOO_BIG),
    "503": (status(503), Reason.ROBOTS),
}


@in_time
@pytest.mark.parametrize("name", ROBOTS)
def test_a_hostile_robots_txt_costs_its_own_paper_only(reading, server, name, monkeypatch):
    monkeypatch.setattr(fetch, "MAX_SECONDS", 2.0)
    answer, reason = ROBOTS[name]
    publish(server, {"/news/a": page(article_html("A"))})
    server.answers["/robots.txt"] = answer
    with honest_papers(1) as honest:
        _, reports = read(reading, [newspaper(server), *honest])
    assert reports["paper"].error is reason
    assert reports["paper-0"].read == 5
    assert "/feed.xml" not in server.paths()


def test_a_host_that_is_too_slow_is_not_asked_again_and_again(reading, server, monkeypatch):
    monkeypatch.setattr(fetch, "MAX_SECONDS", 1.0)
    publish(server, {f"/news/{n}": servers.silent for n in range(8)})
    items, reports = read(reading, [newspaper(server)])
    assert sum(path.startswith("/news/") for path in server.paths()) <= 2 * MAX_PER_HOST
    assert [item.article.error for item in items] == [Reason.TOO_SLOW] * 8
    assert reports["paper"].failed == 8
    server.answers |= {"/feed.xml": servers.silent, "/map.xml": servers.silent}
    _, reports = read(reading, [newspaper(server, sitemaps=(f"{server.url}/map.xml",))])
    assert "/map.xml" not in server.paths()
    assert reports["paper"].error is Reason.TOO_SLOW


def test_wrong_charsets_and_null_bytes_hurt_nobody(reading, server):
    text = article_html("Zürich votes on the bridge")
    latin = text.encode("latin-1", "replace")
    publish(
        server,
        {
            "/news/a": page(text.encode(), "text/html; charset=iso-8859-1"),
            "/news/b": page(latin, "text/html; charset=utf-8"),
            "/news/c": page(text.replace("bridge", "bri\x00dge").encode(), "text/html"),
            "/news/d": page(text.encode("utf-16"), "text/html; charset=nonsense"),
        },
    )
    items, _ = read(reading, [newspaper(server)])
    assert [item.article.status for item in items] == [Status.OK] * 4
    assert {item.article.title for item in items} == {"Zürich votes on the bridge"}


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


@pytest.mark.parametrize("name", FEEDS)
def test_a_paper_that_fails_is_a_row_and_the_others_are_read(reading, server, name):
    answer, reason = FEEDS[name]
    server.answers["/feed.xml"] = answer
    with honest_papers(1) as honest:
        items, reports = read(reading, [newspaper(server), *honest])
    [row] = [item for item in items if item.article.newspaper == "paper"]
    assert row.article.url is None
    assert (row.article.status, row.article.error) == (Status.FAILED, reason)
    assert row.article.detail
    assert (reports["paper"].status, reports["paper"].error) == (Status.FAILED, reason)
    assert reports["paper-0"].read == 5


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
