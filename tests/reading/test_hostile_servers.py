"""Servers that are broken, slow or hostile cost their own paper only: each ends with a reason, in time."""

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.reading.web import fetch
from core.reading.web.politeness import MAX_PER_HOST
from core.types import Reason, Status
from tests.reading.conftest import in_time, one, read
from tests.support import servers
from tests.support.memory import memory_mb
from tests.support.servers import (
    article_html,
    catalogue,
    honest_papers,
    newspaper,
    page,
    publish,
    redirect,
    serving,
    status,
)

ROOT = Path(__file__).parents[2]

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
