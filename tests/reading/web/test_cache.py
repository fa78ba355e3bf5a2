import gzip
import json
import os
import sqlite3
import time
from dataclasses import replace

import pytest

from core.cli import main
from core.errors import FetchError
from core.reading.article.pool import open_pool
from core.reading.factory import make_reader
from core.reading.web import cache
from core.reading.web.fetch import Fetcher
from core.reading.web.guard import Guard
from core.settings import Settings
from core.types import ArticleDone
from tests.support.clock import FakeClock
from tests.support.servers import article_html, catalogue, feed, newspaper, page, publish

LOOPBACK = Guard(allow_loopback=True)


@pytest.fixture(scope="module")
def pool():
    with open_pool(Settings()) as opened:
        yield opened


@pytest.fixture
def reading(pool, tmp_path):
    settings = Settings(allow_loopback=True, cache=tmp_path / "cache")
    opened = make_reader(settings.model_copy(update={"cache_minutes": 15}), pool)
    yield opened
    opened.close()


def read(reading, paper):
    events = reading.read_events([paper], 10)
    return {e.item.article.url: e.item.article for e in events if isinstance(e, ArticleDone)}


def with_etag(body, seen, **headers):
    """An answer that keeps to conditional requests, and notes what was asked."""

    def answer(handler):
        seen.append(handler.headers)
        if handler.headers.get("If-None-Match") == '"1"':
            handler.reply(304, b"", ETag='"1"')
        else:
            handler.reply(200, body, ETag='"1"', **headers)

    return answer


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"1"'},
        {"Last_Modified": "Fri, 20 Nov 2026 10:00:00 GMT"},
        {"Cache_Control": "max-age=60"},
        {"Cache_Control": "private, no-cache"},
        {"ETag": "x", "Vary": "*", "Age": "9999", "Date": "Fri, 20 Nov 2020 10:00:00 GMT"},
    ],
)
def test_a_second_reading_asks_for_no_unchanged_article(reading, server, headers):
    articles = {f"/news/{n}": page(article_html(f"Bridge {n}"), **headers) for n in range(4)}
    publish(server, articles)
    first = read(reading, newspaper(server))
    server.requests.clear()
    second = read(reading, newspaper(server))
    assert second == first
    assert len(second) == 4
    assert server.paths() == ["/feed.xml"]


def test_a_server_that_says_nothing_of_caches_is_asked_again(reading, server):
    publish(server, {"/news/a": page(article_html("A"))})
    read(reading, newspaper(server))
    server.answers["/news/a"] = page(article_html("B"))
    [found] = read(reading, newspaper(server)).values()
    assert found.title == "B"


def test_an_article_of_which_the_feed_says_news_is_asked_for_again(reading, server):
    publish(
        server, {"/news/a": page(article_html("Old words"), ETag="1"), "/news/b": page(article_html("B"), ETag="2")}
    )
    read(reading, newspaper(server))
    server.answers["/news/a"] = page(article_html("New words"))
    server.answers["/feed.xml"] = page(
        feed(server.url, ["/news/a", "/news/b"], ["New words", "Council votes on bridge 1"]), "application/rss+xml"
    )
    server.requests.clear()
    found = read(reading, newspaper(server))
    assert server.paths() == ["/feed.xml", "/news/a"]
    assert found[f"{server.url}/news/a"].title == "New words"


def test_feeds_are_asked_for_conditionally(reading, server):
    publish(server, {"/news/a": page(article_html("A"))})
    seen = []
    server.answers["/feed.xml"] = with_etag(feed(server.url, ["/news/a"]), seen)
    assert read(reading, newspaper(server)) == read(reading, newspaper(server))
    assert [headers.get("If-None-Match") for headers in seen] == [None, '"1"']


def test_after_its_lifetime_an_article_is_asked_for_conditionally(server, tmp_path):
    seen = []
    server.answers["/a"] = with_etag(b"<p>words</p>", seen)
    clock = FakeClock(time.time() - 3601)
    fetcher = Fetcher(LOOPBACK, cache=tmp_path, clock=clock)
    assert fetcher.get(f"{server.url}/a", version="1", max_age=3600).content == b"<p>words</p>"
    clock.sleep(3601)
    for _ in range(2):  # the answer that is asked for again is fresh again
        assert fetcher.get(f"{server.url}/a", version="1", max_age=3600).content == b"<p>words</p>"
    assert [headers.get("If-None-Match") for headers in seen] == [None, '"1"']
    fetcher.close()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache_Control": "max-age=9999"}, 300),
        ({"Cache_Control": "max-age=60"}, 60),
        ({"Cache_Control": "max-age=60, no-cache"}, 0),
        ({"ETag": "1"}, 0),
    ],
)
def test_a_feed_is_served_from_cache_for_as_long_as_its_publisher_allows(server, tmp_path, headers, seconds):
    server.answers["/feed"] = page("ok", **headers)
    for age, requests in ((seconds + 2, 2), (max(0, seconds - 30), 1 if seconds else 2)):
        server.requests.clear()
        clock = FakeClock(time.time() - age)
        fetcher = Fetcher(LOOPBACK, cache=tmp_path / f"{age}", clock=clock)
        for _ in range(2):
            fetcher.get(f"{server.url}/feed")
        assert len(server.requests) == requests
        fetcher.close()


def test_a_feed_that_must_not_be_stored_is_not(server, tmp_path):
    server.answers["/feed"] = page("ok", Cache_Control="no-store, max-age=60", ETag="1")
    fetcher = Fetcher(LOOPBACK, cache=tmp_path)
    for _ in range(2):
        fetcher.get(f"{server.url}/feed")
    assert server.paths() == ["/feed"] * 2
    fetcher.close()


def test_compressed_pages_and_redirects_come_back_whole(server, tmp_path):
    server.answers["/b"] = page(gzip.compress(b"<p>words</p>" * 500), Content_Encoding="gzip", ETag="1")
    server.answers["/a"] = page(b"", status=302, Location="/b", Cache_Control="private")
    fetcher = Fetcher(LOOPBACK, cache=tmp_path)
    found = [fetcher.get(f"{server.url}/a", version="1", max_age=60) for _ in range(2)]
    assert not found[0].from_cache
    assert replace(found[0], from_cache=True) == found[1]
    assert found[1].url == f"{server.url}/b"
    assert found[1].content == b"<p>words</p>" * 500
    assert server.paths() == ["/a", "/b"]
    fetcher.close()


def test_failures_are_not_kept(server, tmp_path):
    fetcher = Fetcher(LOOPBACK, cache=tmp_path)
    for answer in (page(b"no", status=404), page(b"no", status=503), page(b"x" * (5 * 1024 * 1024 + 1))):
        server.answers["/a"] = answer
        with pytest.raises(FetchError):
            fetcher.get(f"{server.url}/a", version="1", max_age=60)
    server.answers["/a"] = page("ok")
    assert fetcher.get(f"{server.url}/a", version="1", max_age=60).content == b"ok"
    fetcher.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 500])
def test_a_broken_file_costs_the_cache_and_nothing_else(server, tmp_path, content):
    (tmp_path / "pages-1-loopback.sqlite").write_bytes(content)
    server.answers["/a"] = page("ok")
    fetcher = Fetcher(LOOPBACK, cache=tmp_path)
    for _ in range(2):
        assert fetcher.get(f"{server.url}/a", version="1", max_age=60).content == b"ok"
    fetcher.close()


def test_a_file_that_breaks_meanwhile_does_no_harm(server, tmp_path, monkeypatch):
    server.answers["/a"] = page("ok")
    fetcher = Fetcher(LOOPBACK, cache=tmp_path)
    fetcher.get(f"{server.url}/a", version="1", max_age=60)

    def broken(*_args, **_options):
        raise sqlite3.DatabaseError("disk image is malformed")

    monkeypatch.setattr("hishel.SqliteStorage.get_entries", broken)
    assert fetcher.get(f"{server.url}/a", version="1", max_age=60).content == b"ok"
    fetcher.close()


def test_what_loopback_answered_is_kept_from_those_who_may_not_read_it(server, tmp_path):
    server.answers["/a"] = page("secret", Cache_Control="max-age=600")
    opened = Fetcher(LOOPBACK, cache=tmp_path)
    assert opened.get(f"{server.url}/a", version="1", max_age=600).content == b"secret"
    with pytest.raises(FetchError, match="private network"):
        Fetcher(cache=tmp_path).get(f"{server.url}/a", version="1", max_age=600)
    assert server.paths() == ["/a"]
    opened.close()


def test_a_folder_of_somebody_else_is_not_used(tmp_path):
    polite = cache.PoliteTransport(None)
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    assert cache.open_cache(polite, tmp_path / "open") is polite
    (tmp_path / "file").write_text("x")
    assert cache.open_cache(polite, tmp_path / "file") is polite
    assert cache.open_cache(polite, None) is polite


def test_the_folder_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.default_folder() == tmp_path / "broadsheet"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.default_folder() == tmp_path / ".cache" / "broadsheet"
    monkeypatch.setenv("HOME", "/nonexistent")
    assert cache.default_folder().name == f"broadsheet-{os.getuid()}"

    def no_home():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(cache.Path, "home", no_home)
    assert cache.default_folder().name == f"broadsheet-{os.getuid()}"


def test_the_command_line_remembers_too(server, tmp_path, monkeypatch, capsys):
    publish(server, {f"/news/{n}": page(article_html(f"Bridge {n}"), ETag="1") for n in range(3)})
    (tmp_path / "papers.toml").write_text(catalogue([newspaper(server)]))
    monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("BROADSHEET_CACHE", str(tmp_path / "c"))
    monkeypatch.setenv("BROADSHEET_CACHE_MINUTES", "15")
    rows = []
    for _ in range(2):
        assert main(["read", "--jsonl", "--catalogue", str(tmp_path / "papers.toml")]) == 0
        lines = capsys.readouterr().out.splitlines()
        rows.append(sorted((json.loads(line) for line in lines), key=lambda row: row["url"]))
    assert rows[0] == rows[1]
    assert sorted(path for path in server.paths() if path.startswith("/news/")) == ["/news/0", "/news/1", "/news/2"]
