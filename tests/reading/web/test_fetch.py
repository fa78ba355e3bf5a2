import gzip
import socket
import sqlite3
import threading
import zlib
from contextlib import contextmanager

import httpcore
import httpx
import pytest

from core.errors import FetchError
from core.reading.web import fetch
from core.reading.web.fetch import FEED_TYPES, Fetcher, inflate, parse_content_type, parse_retry_after
from core.reading.web.guard import Guard
from core.reading.web.transport import set_deadline
from core.types import Reason
from tests.support import servers
from tests.support.servers import page, redirect, serving, status

LOOPBACK = Guard(allow_loopback=True)


@pytest.fixture
def server():
    with serving() as opened:
        yield opened


@pytest.fixture
def fetcher():
    opened = Fetcher(LOOPBACK)
    yield opened
    opened.close()


def reason(fetcher, url, **options):
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, **options)
    assert caught.value.detail.endswith(".")
    return caught.value.reason


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


def test_redirects_are_followed_five_times(server, fetcher):
    server.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(9)}
    server.answers["/9"] = page("there")
    assert fetcher.get(f"{server.url}/4").url == f"{server.url}/9"
    assert reason(fetcher, f"{server.url}/3") == Reason.UNREACHABLE
    server.answers["/loop"] = redirect("/loop")
    assert reason(fetcher, f"{server.url}/loop") == Reason.UNREACHABLE


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://[fe80::1]/",
        "http://167772161/",
        "http://0xa9fea9fe/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
    ],
)
def test_no_redirect_leads_into_a_private_network(server, fetcher, target):
    server.answers["/a"] = redirect(target)
    assert reason(fetcher, f"{server.url}/a") == Reason.PRIVATE_ADDRESS
    assert server.paths() == ["/a"]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "gopher://x/"])
def test_only_the_web_is_read(server, fetcher, target):
    server.answers["/a"] = redirect(target)
    assert reason(fetcher, f"{server.url}/a") == Reason.NOT_A_PAGE
    assert reason(fetcher, target) == Reason.NOT_A_PAGE


@pytest.mark.parametrize(
    "url", ["http://", "http://[bad/", "http://user:secret@127.0.0.1/", "http://127.0.0.1:99999/", "https:///x"]
)
def test_a_broken_address_is_a_reason_too(fetcher, url):
    assert reason(fetcher, url) == Reason.UNREADABLE


def test_loopback_is_closed_without_the_setting(server):
    server.answers["/a"] = page("secret")
    closed = Fetcher()
    decimal = ("2130706433", "0x7f000001", "017700000001", "127.1", "0", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]")
    for host in ("127.0.0.1", "localhost", "[::1]", *decimal):
        assert reason(closed, f"http://{host}:{server.server_address[1]}/a") in (
            Reason.PRIVATE_ADDRESS,
            Reason.UNREACHABLE,
        )
    assert server.requests == []


class Resolving(Guard):
    """A guard whose names lead to these addresses, one list each time it is asked."""

    def __init__(self, *answers):
        super().__init__(allow_loopback=True)
        object.__setattr__(self, "answers", iter(answers))
        object.__setattr__(self, "asked", [])

    def resolve(self, host, port, timeout):
        self.asked.append(host)
        return next(self.answers)


def test_the_connection_goes_to_the_address_that_was_checked(server):
    """A name that leads elsewhere the second time it is asked for gets nobody anywhere."""
    guard = Resolving(["127.0.0.1"], ["10.0.0.1"])
    server.answers["/a"] = page("ok")
    assert Fetcher(guard).get(f"http://news.example:{server.server_address[1]}/a").content == b"ok"
    assert guard.asked == ["news.example"]


def test_a_host_with_one_dead_address_is_reached_by_the_other(server):
    server.answers["/a"] = page("ok")
    guard = Resolving(["::1", "127.0.0.1"], ["::1"])
    assert Fetcher(guard).get(f"http://news.example:{server.server_address[1]}/a").content == b"ok"
    assert reason(Fetcher(guard), f"http://news.example:{server.server_address[1]}/a") == Reason.UNREACHABLE


def test_a_name_that_changes_its_mind_gains_nothing(server, monkeypatch):
    """Public when it is checked, loopback when it is asked for again: the connection goes to what was checked."""
    answers = iter([["203.0.113.9", "8.8.8.8"], ["8.8.4.4"], ["127.0.0.1"]])
    connected = []

    def getaddrinfo(host, port, *_, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in next(answers)]

    def connect_tcp(_self, host, *_, **__):
        connected.append(host)
        raise httpcore.ConnectError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    closed = Fetcher()
    assert reason(closed, "http://news.example/") == Reason.PRIVATE_ADDRESS  # one address of two is not public
    assert reason(closed, "http://news.example/") == Reason.UNREACHABLE
    assert reason(closed, "http://news.example/") == Reason.PRIVATE_ADDRESS
    assert connected == ["8.8.4.4"]


def test_a_redirect_with_a_password_is_not_followed(server, fetcher):
    server.answers["/a"] = redirect(f"http://user:secret@127.0.0.1:{server.server_address[1]}/b")
    assert reason(fetcher, f"{server.url}/a") == Reason.UNREADABLE
    assert server.paths() == ["/a"]


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


def test_no_proxy_of_the_environment_is_used(server, fetcher, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    server.answers["/a"] = page("ok")
    assert Fetcher(LOOPBACK).get(f"{server.url}/a").content == b"ok"


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


def test_a_cookie_lasts_for_one_fetch(server, fetcher):
    def answer(handler):
        if "pass=7" in (handler.headers.get("Cookie") or ""):
            handler.reply(200, b"inside", Content_Type="text/html")
        else:
            handler.reply(303, b"", Location="/artikel", Set_Cookie="pass=7; Path=/")

    server.answers["/artikel"] = answer
    assert [fetcher.get(f"{server.url}/artikel").content for _ in range(2)] == [b"inside"] * 2


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="refresh" content="0; url=/kai">',
        "<META content='1;URL=/kai' HTTP-EQUIV=Refresh>",
        "<meta http-equiv=refresh content=0;/kai>",
        """<meta http-equiv="Refresh" content="3, url='/kai'">""",
        '<meta http-equiv="refresh" content="0.5; URL = /kai#top">',
    ],
)
def test_a_meta_refresh_is_followed(server, fetcher, meta):
    server.answers |= {"/weiter": page(f"<html><head>{meta}</head></html>", "text/html"), "/kai": page("there")}
    server.answers["/kai#top"] = page("there")
    assert fetcher.get(f"{server.url}/weiter").content == b"there"


@pytest.mark.parametrize(
    "markup",
    [
        '<meta http-equiv="refresh" content="600; url=/kai">',
        '<meta http-equiv="refresh" content="0; url=/weiter">',
        '<meta http-equiv="refresh" content="5">',
        '<noscript><meta http-equiv="refresh" content="0; url=/kai"></noscript>',
        '<!-- <meta http-equiv="refresh" content="0; url=/kai"> -->',
        '<meta name="refresh" content="0; url=/kai">',
    ],
)
def test_a_page_that_reloads_itself_is_the_page(server, fetcher, markup):
    server.answers |= {"/weiter": page(f"{markup}here", "text/html"), "/kai": page("there")}
    assert b"here" in fetcher.get(f"{server.url}/weiter").content


def test_a_meta_refresh_leads_to_no_private_address(server, fetcher):
    server.answers["/weiter"] = page('<meta http-equiv="refresh" content="0; url=http://10.0.0.1/">', "text/html")
    with pytest.raises(FetchError):
        fetcher.get(f"{server.url}/weiter")
