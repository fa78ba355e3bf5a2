import codecs
import threading
import urllib.robotparser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from core.errors import FetchError
from core.reading.web.fetch import Fetcher
from core.reading.web.guard import Guard
from core.reading.web.politeness import Politeness
from core.reading.web.robots import MAX_ROBOTS_BYTES, PRODUCT_TOKEN, Robots, decode_robots
from tests.support.clock import FakeClock
from tests.support.servers import broken_off, not_http, page, redirect, status

SITE = "https://kurier.example"


@pytest.fixture
def reads(server):
    """Whether a path of the server may be read, after its robots.txt."""
    fetcher, clock = Fetcher(Guard(allow_loopback=True)), FakeClock()
    politeness = Politeness(fetcher, clock=clock, wait=clock.wait)

    def may_read(path):
        try:
            with politeness.turn(server.url + path, threading.Event()):
                return True
        except FetchError:
            return False

    yield may_read
    fetcher.close()


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (codecs.BOM_UTF8 + b"User-agent: *\r\nDisallow: /suche\r\n", "/suche?q=a"),
        (codecs.BOM_UTF8 * 2 + b"User-Agent: *\nDisallow: /archivo/\n", "/archivo/2026"),
        (codecs.BOM_UTF8 + b"# r\xc3\xa8gles\nUser-agent: Broadsheet\nDisallow: /prive\n", "/prive/a"),
        (codecs.BOM_UTF8 + "User-agent: *\nDisallow: /günlük/".encode(), "/g%C3%BCnl%C3%BCk/1"),
        (codecs.BOM_UTF16_LE + "User-agent: *\nDisallow: /новости/".encode("utf-16-le"), "/новости/1"),
        (codecs.BOM_UTF16_BE + "User-agent: *\r\nDisallow: /日刊/".encode("utf-16-be"), "/日刊/a"),
        ("User-agent: *\nDisallow: /haber".encode("utf-16-le"), "/haber"),
        ("User-agent: *\nDisallow: /uutiset".encode("utf-16-be"), "/uutiset"),
        ("#о роботах\nUser-agent: *\nDisallow: /вести/".encode("utf-16-le"), "/вести/1"),
        (b"User-agent: *\n# \x00\x00\nDisallow: /zpravy\n", "/zpravy"),
        (codecs.BOM_UTF32_LE + "User-agent: *\nDisallow: /ny".encode("utf-32-le"), "/ny"),
        (codecs.BOM_UTF32_BE + "User-agent: *\nDisallow: /ny".encode("utf-32-be"), "/ny"),
    ],
)
def test_a_byte_order_mark_hides_no_group(content, path):
    assert not Robots(content).allows(SITE + path)
    assert Robots(content).allows(f"{SITE}/other")


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + b"User-agent: *\nAllow: /\n",
        codecs.BOM_UTF8 + b"User-agent: Otherbot\nDisallow: /\n",
        codecs.BOM_UTF16_LE + "User-agent: *\nDisallow:\n".encode("utf-16-le"),
        b"User-agent: *\nDisallow: /\xff\xfe\n",
        b"",
        codecs.BOM_UTF8,
        b"\xff\xfe\x00",
    ],
)
def test_a_byte_order_mark_forbids_nothing_by_itself(content):
    assert Robots(content).allows(f"{SITE}/a")


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-robots",
        "text/markdown; charset=utf-8",
        "image/png",
        "application/pdf",
        "binary/octet-stream",
        "text/x-robots;charset=UTF-16",
        "nonsense",
        "",
        "text/plain",
    ],
)
def test_a_successful_answer_is_obeyed_whatever_its_type(server, reads, content_type):
    server.answers["/robots.txt"] = page("User-agent: *\nDisallow: /intern/\n", content_type)
    assert not reads("/intern/bilanz")
    assert reads("/politik/bilanz")


@pytest.mark.parametrize(
    "answer",
    [
        page("User-agent: *\nAllow: /\n", "application/vnd.api+json"),
        page("<!DOCTYPE html><title>Not found</title><p>User-agent: * Disallow: /</p>", "text/html"),
        page(b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
        page(b'{"error": "no such file"}', "application/json"),
        page("", "font/woff2"),
        status(404),
    ],
)
def test_an_answer_without_rules_allows_everything_whatever_its_type(server, reads, answer):
    server.answers["/robots.txt"] = answer
    assert reads("/intern/bilanz")


@pytest.mark.parametrize(
    "answer",
    [
        page(b"\x1f\x8bbroken", "text/plain"),
        page("User-agent: *\nAllow: /\n", "text/plain", Content_Encoding="br"),
        redirect("file:///etc/robots.txt"),
        redirect("http://leser:geheim@kurier.example/robots.txt"),
        broken_off,
        not_http,
        status(500),
    ],
)
def test_an_answer_that_cannot_be_read_allows_nothing(server, reads, answer):
    server.answers["/robots.txt"] = answer
    assert not reads("/a")


@pytest.mark.parametrize(
    "name",
    [
        "Sheet",
        "broad",
        "b",
        "Reader",
        "github",
        "com",
        "https",
        "Broadsheet-Images",
        "BroadsheetBot",
        "my-broadsheet",
        "Mozilla/5.0 (compatible; Broadsheet/2.0)",
        "app",
        "br*",
        "Googlebot, Broadsheet",
        "broadſheet",
        "*/2.0",
    ],
)
def test_the_group_of_another_robot_is_not_ours(name):
    robots = Robots(f"User-agent: {name}\nDisallow: /\nCrawl-delay: 90\n\nUser-agent: *\nDisallow: /konto\n".encode())
    assert robots.allows(f"{SITE}/wirtschaft/1")
    assert not robots.allows(f"{SITE}/konto")
    assert robots.crawl_delay == 0.0


@pytest.mark.parametrize(
    "line",
    [
        "User-agent: Broadsheet/0.9",
        "User-agent: broadsheet/3",
        "user-agent:BROADSHEET/2.0 (+https://example.org)",
        "Useragent: Broadsheet 7",
        "User-Agent : Broadsheet2",
        "User agent Broadsheet/1.1",
        "User-agent Broadsheet",
        "User-agent Broadsheet/1:2",
        "User-agent: Broadsheet* # every version",
        "User-agent: Otherbot\nUser-agent: Broadsheet;q=1",
    ],
)
def test_a_group_with_our_name_is_ours_whatever_follows_it(line):
    robots = Robots(f"User-agent: *\nAllow: /\n\n{line}\nDisallow: /esportes\nCrawl-delay: 3\n".encode())
    assert not robots.allows(f"{SITE}/esportes/1")
    assert robots.allows(f"{SITE}/cultura/1")
    assert robots.crawl_delay == 3.0


def test_all_groups_that_are_ours_count_together():
    robots = Robots(
        b"User-agent: Broadsheet/1.0\nDisallow: /a\n\nUser-agent: Otherbot\nDisallow: /b\n\n"
        b"User-agent: broadsheet\nDisallow: /c\n\nUser-agent: *\nDisallow: /d\n"
    )
    assert [robots.allows(f"{SITE}/{path}") for path in "abcd"] == [False, True, False, True]


def test_a_line_that_names_no_group_ends_none():
    robots = Robots(b"User-agent: *\nDisallow: /a\nUser-agent of: the day\nDisallow: /b\n")
    assert not robots.allows(f"{SITE}/b")


def test_a_line_that_the_limit_cuts_is_no_rule():
    filling = b"User-agent: *\nDisallow: /\n".ljust(MAX_ROBOTS_BYTES - 9, b"\n")
    assert not Robots(filling + b"Allow: /a/b/c\n").allows(f"{SITE}/x")
    assert decode_robots(b"x" * (MAX_ROBOTS_BYTES + 1)) == ""


_NAMES = st.sampled_from(["*", "Broadsheet", "broadsheet", "BROADSHEET", "Otherbot", "Zeitungsleser"])
_PATHS = st.text("/abü*$%2F?=", min_size=1, max_size=8).map(lambda path: f"/{path}")
_RULES = st.lists(st.tuples(st.sampled_from(["Disallow", "Allow", "disallow"]), _PATHS), max_size=5)
_ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


@given(st.lists(st.tuples(_NAMES, _RULES), max_size=6), _ENCODINGS, _PATHS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_nothing_is_read_that_the_reference_forbids(groups, encoding, path, ending):
    lines = [line for name, rules in groups for line in (f"User-agent: {name}", *(f"{f}: {p}" for f, p in rules))]
    text = ending.join(lines)
    reference = Protego.parse(text).can_fetch(SITE + path, PRODUCT_TOKEN)
    assert Robots(text.encode(encoding)).allows(SITE + path) <= reference


_PLAIN_PATHS = st.from_regex(r"(/[abc-]{1,2}){1,3}/?", fullmatch=True)


@given(
    st.dictionaries(st.sampled_from(["*", "Broadsheet/2.0", "Otherbot"]), st.lists(_PLAIN_PATHS, min_size=1)),
    _ENCODINGS,
    _PLAIN_PATHS,
)
def test_nothing_is_read_that_the_standard_library_forbids(groups, encoding, path):
    """Of rules without Allow and wildcards, in one group a name, urllib and RFC 9309 say the same."""
    text = "\n\n".join("\n".join([f"User-agent: {n}", *(f"Disallow: {p}" for p in ps)]) for n, ps in groups.items())
    second = urllib.robotparser.RobotFileParser()
    second.parse(text.replace("/2.0", "").splitlines())
    assert Robots(text.encode(encoding)).allows(SITE + path) == second.can_fetch(PRODUCT_TOKEN, SITE + path)
