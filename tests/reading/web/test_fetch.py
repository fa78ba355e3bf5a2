"""What comes back from a server, or the reason why nothing does."""

import gzip
import sqlite3
import threading
import zlib
from contextlib import contextmanager

import httpx
import pytest

from core.errors import FetchError
from core.reading.web import fetch
from core.reading.web.answers import parse_content_type, parse_retry_after
from core.reading.web.bodies import inflate
from core.reading.web.fetch import FEED_TYPES, Fetcher, Validators
from core.reading.web.transport import set_deadline
from core.types import Reason
from tests.reading.web.conftest import reason
from tests.support import servers
from tests.support.servers import page, status


def test_a_page_comes_back_as_bytes_with_its_charset(server, fetcher):
    server.answers["/a"] = page("<p>Grüße</p>".encode("latin-1"), "text/html; charset=ISO-8859-1")
    found = fetcher.get(f"{server.url}/a")
    assert (found.content, found.charset) == ("<p>Grüße</p>".encode("latin-1"), "ISO-8859-1")


def test_it_says_who_it_is_and_keeps_no_cookie(server, fetcher):
    seen = []

    def answer(handler):
        seen.append(dict(handler.headers))
        handler.reply(200, b"x", Set_Cookie="id=1; Path=/")

    server.answers["/a"] = answer
    fetcher.get(f"{server.url}/a")
    fetcher.get(f"{server.url}/a")
    assert seen[1]["User-Agent"].startswith("Broadsheet/")
    assert not any("Cookie" in headers for headers in seen)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (401, "blocked"),
        (402, "paywalled"),
        (403, "blocked"),
        (404, "gone"),
        (410, "gone"),
        (429, "blocked"),
        (451, "blocked"),
        (500, "unreachable"),
        (503, "unreachable"),
        (418, "unreadable"),
    ],
)
def test_every_status_has_its_reason(server, fetcher, code, expected):
    server.answers["/a"] = status(code)
    assert reason(fetcher, f"{server.url}/a") == expected


@pytest.mark.parametrize(
    "url", ["http://", "http://[bad/", "http://user:secret@127.0.0.1/", "http://127.0.0.1:99999/", "https:///x"]
)
def test_a_broken_address_is_a_reason_too(fetcher, url):
    assert reason(fetcher, url) == Reason.UNREADABLE


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5),
        ("0", 0),
        ("999999999", 86_400),
        ("", -1),
        (None, -1),
        ("-3", -1),
        ("soon", -1),
        ("٣", -1),
        ("Fri, 20 Nov 2020 10:00:00 GMT", 0),
        ("Fri, 20 Nov 2220 10:00:00 GMT", 86_400),
    ],
)
def test_retry_after_in_all_its_writings(value, seconds):
    assert parse_retry_after(value) == seconds


@pytest.mark.parametrize("answer", [servers.slow_headers, servers.slow_body, servers.silent])
def test_a_slow_server_is_left_in_time(server, fetcher, monkeypatch, answer):
    monkeypatch.setattr(fetch, "MAX_SECONDS", 1.0)
    server.answers["/a"] = answer
    assert reason(fetcher, f"{server.url}/a") == Reason.TOO_SLOW


def test_the_limit_is_fifteen_seconds():
    assert (fetch.MAX_SECONDS, fetch.MAX_BYTES, fetch.MAX_REDIRECTS) == (15.0, 5 * 1024 * 1024, 5)


@pytest.mark.parametrize("answer", [servers.endless, servers.gzip_bomb, page(b"x" * (5 * 1024 * 1024 + 1))])
def test_what_is_too_big_is_left(server, fetcher, answer):
    server.answers["/a"] = answer
    assert reason(fetcher, f"{server.url}/a") == Reason.TOO_BIG


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (servers.reset, {"unreachable", "unreadable"}),
        (servers.broken_off, {"unreadable"}),
        (servers.not_http, {"unreadable"}),
        (page(b"\x1f\x8bnonsense"), {"unreadable"}),
        (page(b"x", Content_Encoding="gzip"), {"unreadable"}),
        (page(b"x", Content_Encoding="br"), {"unreadable"}),
        (page(b"%PDF-1.7"), {"not_a_page"}),
        (page(b"\x89PNG\r\n", ""), {"not_a_page"}),
        (page(b"{}", "application/json"), {"not_a_page"}),
        (page(b"x", "image/png"), {"not_a_page"}),
    ],
)
def test_broken_and_wrong_answers_have_a_reason(server, fetcher, answer, expected):
    server.answers["/a"] = answer
    assert reason(fetcher, f"{server.url}/a") in expected


def test_a_missing_type_and_a_feed_are_read(server, fetcher):
    server.answers["/a"] = page(b"<p>x</p>", "")
    assert fetcher.get(f"{server.url}/a").content == b"<p>x</p>"
    server.answers["/f"] = page(b"<rss/>", "application/rss+xml")
    assert fetcher.get(f"{server.url}/f", types=FEED_TYPES).content == b"<rss/>"
    assert reason(fetcher, f"{server.url}/f") == Reason.NOT_A_PAGE


@pytest.mark.parametrize(
    "declared", ["application/octet-stream", "text/rss", "application/x-atom+xml", "application/json", "binary/zip"]
)
def test_a_body_of_another_type_is_read_where_it_is_what_is_asked_for(server, fetcher, declared):
    server.answers["/f"] = page(b"<rss/>", declared)
    assert fetcher.get(f"{server.url}/f", types=FEED_TYPES, sniff=lambda body: body == b"<rss/>").content == b"<rss/>"
    assert reason(fetcher, f"{server.url}/f", types=FEED_TYPES, sniff=lambda body: False) == Reason.NOT_A_PAGE
    assert reason(fetcher, f"{server.url}/f", types=FEED_TYPES) == Reason.NOT_A_PAGE


@pytest.mark.parametrize("declared", ["image/svg+xml", "video/mp4", "audio/mpeg"])
def test_pictures_and_films_are_not_read_in_search_of_a_feed(server, fetcher, declared):
    server.answers["/f"] = page(b"<rss/>", declared)
    assert reason(fetcher, f"{server.url}/f", types=FEED_TYPES, sniff=lambda body: True) == Reason.NOT_A_PAGE


@pytest.mark.parametrize(
    ("value", "kind", "charset"),
    [
        ("text/html", "text/html", None),
        ("Text/HTML; Charset=ISO-8859-2", "text/html", "ISO-8859-2"),
        ("text/html;charset=koi8-r, text/html", "text/html", "koi8-r"),
        ("text/plain; charset=gbk, text/html", "text/html", None),
        ("text/html, */*", "text/html", None),
        ("application/atom+xml, application/atom+xml;charset=utf-8", "application/atom+xml", "utf-8"),
        ('text/html; title="a, b/c"; charset=big5', "text/html", "big5"),
        ("text/html, broken", "text/html", None),
        ("feed", "feed", None),
        ("", "", None),
    ],
)
def test_the_last_type_of_a_header_sent_twice_holds(value, kind, charset):
    assert parse_content_type(value) == (kind, charset)


def test_nobody_listens(fetcher):
    assert reason(fetcher, "http://127.0.0.1:9/") == Reason.UNREACHABLE
    assert reason(fetcher, "http://no-such-paper.invalid/") == Reason.UNREACHABLE


def test_many_threads_share_a_fetcher(server, fetcher):
    server.answers["/a"] = page("ok")
    found = []
    threads = [threading.Thread(target=lambda: found.append(fetcher.get(f"{server.url}/a").content)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert found == [b"ok"] * 20


def test_inflating_never_holds_more_than_is_allowed():
    text = b"news " * 1000
    raw = zlib.compressobj(wbits=-15)
    for packed in (gzip.compress(text), zlib.compress(text), raw.compress(text) + raw.flush()):
        assert inflate(iter([packed[:7], packed[7:]]), 10_000) == text
        with pytest.raises(FetchError) as caught:
            inflate(iter([packed]), 100)
        assert caught.value.reason is Reason.TOO_BIG


class Scripted(httpx.BaseTransport):
    """Answers in place of the network, one after the other; an error is raised."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def handle_request(self, request):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def whole(content, status=200, **headers):
    return httpx.Response(status, headers=headers, stream=httpx.ByteStream(content))


def test_a_host_that_asks_for_a_short_wait_is_asked_once_more():
    turns = []

    @contextmanager
    def turn(url):
        turns.append(url)
        yield

    busy = {"Retry-After": "2"}
    fetcher = Fetcher(transport=Scripted(whole(b"no", 429, **busy), whole(b"ok")))
    assert fetcher.get("https://harbour.example/a", turn=turn).content == b"ok"
    assert turns == ["https://harbour.example/a"] * 2
    for answers, options in (
        ([whole(b"no", 429, **busy)] * 2, {"turn": turn}),
        ([whole(b"no", 503, **{"Retry-After": "11"})], {"turn": turn}),
        ([whole(b"no", 429, **busy)], {}),
    ):
        script = Scripted(*answers, whole(b"too late"))
        assert reason(Fetcher(transport=script), "https://harbour.example/a", **options) in ("blocked", "unreachable")
        assert len(script.answers) == 1


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (httpx.UnsupportedProtocol("x"), Reason.NOT_A_PAGE),
        (httpx.InvalidURL("x"), Reason.UNREADABLE),
        (httpx.ReadTimeout("x"), Reason.TOO_SLOW),
        (httpx.ConnectError("x"), Reason.UNREACHABLE),
        (httpx.RemoteProtocolError("x"), Reason.UNREADABLE),
    ],
)
def test_every_problem_of_the_network_has_its_reason(problem, expected):
    assert reason(Fetcher(transport=Scripted(problem)), "https://harbour.example/a") == expected


def test_a_body_that_comes_after_the_deadline_is_not_read():
    class Late(httpx.SyncByteStream):
        def __iter__(self):
            set_deadline(-1.0)
            yield b"late"

    fetcher = Fetcher(transport=Scripted(httpx.Response(200, stream=Late())))
    assert reason(fetcher, "https://harbour.example/a") == Reason.TOO_SLOW


def test_a_cache_that_breaks_while_it_answers_is_left(tmp_path):
    fetcher = Fetcher(transport=Scripted(whole(b"ok"), whole(b"ok")), cache=tmp_path)
    fetcher._transport = Scripted(sqlite3.DatabaseError("disk image is malformed"))
    for _ in range(2):
        assert fetcher.get("https://harbour.example/a").content == b"ok"


def test_gzip_files_in_one_another_and_behind_one_another():
    one, two = gzip.compress(b"one "), gzip.compress(b"two")
    assert inflate(iter([one + two]), 100) == b"one two"
    with pytest.raises(FetchError, match="breaks off"):
        inflate(iter([one[:10]]), 100)


def test_an_answer_that_is_known_is_not_sent_again(fetcher, server):
    def answer(handler):
        if handler.headers["If-None-Match"] == '"1"' or handler.headers["If-Modified-Since"]:
            handler.reply(304, b"", None, ETag='"1"')
        else:
            handler.reply(200, b"<rss/>", "text/xml", ETag='"1"', Last_Modified="x" * 900, Cache_Control="max-age=1200")

    server.answers["/feed"] = answer
    first = fetcher.get(f"{server.url}/feed", known=Validators())
    assert (first.unchanged, first.validators, first.max_age) == (False, Validators('"1"'), 1200)
    again = fetcher.get(f"{server.url}/feed", known=first.validators)
    assert (again.unchanged, again.content) == (True, b"")
    assert fetcher.get(f"{server.url}/feed", known=Validators(modified="Fri, 20 Nov 2026 12:00:00 GMT")).unchanged
    assert fetcher.get(f"{server.url}/feed").content == b"<rss/>"


def test_an_answer_that_is_said_to_be_known_to_nobody_is_an_error(fetcher, server):
    server.answers["/feed"] = page(b"", status=304)
    assert reason(fetcher, f"{server.url}/feed") is Reason.UNREACHABLE
