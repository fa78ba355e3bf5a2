"""Pages of a crawl: encodings undone, answers that are no page refused with a reason, papers found by host."""

import gzip
import zlib
from datetime import UTC, datetime

import pytest

from core.reading.warc.pages import CrawledPage, page_of
from core.reading.warc.papers import PapersByHost
from core.reading.warc.records import Record, read_records
from core.types import Newspaper
from tests.support.warc import record

HTML = "<html><p>Größe &amp; more</p></html>".encode()
CHUNKED = b"5;x=y\r\n" + HTML[:5] + b"\r\n" + b"%x\r\n" % len(HTML[5:]) + HTML[5:] + b"\r\n0\r\n\r\n"


@pytest.fixture
def page(tmp_path):
    """What becomes of a record."""

    def read(*args, **options):
        path = tmp_path / "x.warc"
        path.write_bytes(record(*args, **options))
        return page_of(next(read_records(path)))

    return read


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (HTML, []),
        (gzip.compress(HTML, mtime=0), ["Content-Encoding: gzip"]),
        (gzip.compress(HTML, mtime=0), []),
        (HTML, ["Content-Encoding: gzip"]),
        (zlib.compress(HTML), ["Content-Encoding: deflate"]),
        (zlib.compress(HTML)[2:-4], ["Content-Encoding: deflate"]),
        (HTML, ["Content-Encoding: deflate"]),
        (CHUNKED, ["Transfer-Encoding: chunked"]),
        (HTML, ["Transfer-Encoding: chunked"]),
        (
            b"%x\r\n" % len(gzip.compress(HTML, mtime=0)) + gzip.compress(HTML, mtime=0) + b"\r\n0\r\n\r\n",
            ["Content-Encoding: gzip", "Transfer-Encoding: chunked"],
        ),
    ],
)
def test_the_page_is_what_the_server_meant_also_where_the_crawler_kept_the_headers(page, body, headers):
    found = page("https://x.example/a", body, headers=headers)
    assert found == CrawledPage("https://x.example/a", HTML, "utf-8", datetime(2026, 1, 5, 6, 7, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    ("reason", "options"),
    [
        ("other_record", {"warc_type": "request"}),
        ("other_record", {"warc_type": "revisit"}),
        ("redirect", {"status": 301}),
        ("gone", {"status": 404}),
        ("blocked", {"status": 403}),
        ("unreachable", {"status": 503}),
        ("not_a_page", {"kind": "application/pdf"}),
        ("too_big", {"warc": ["WARC-Truncated: length"]}),
    ],
)
def test_what_is_no_page_has_its_reason(page, reason, options):
    assert page("https://x.example/a", HTML, **options) == reason


def test_addresses_that_name_no_article_or_nothing_are_refused(page):
    assert page("https://x.example/video/a", HTML) == "not_a_page"
    assert page("javascript:alert(1)", HTML) == "unreadable"


def test_a_page_that_swells_is_too_big_and_a_broken_one_unreadable(page):
    assert page("https://x.example/a", gzip.compress(bytes(6_000_000))) == "too_big"
    assert page("https://x.example/a", b"\x1f\x8b\x08broken") == "unreadable"


def test_a_record_that_is_no_answer_is_unreadable():
    headers = {"warc-type": "response", "warc-target-uri": "<https://x.example/a>"}
    assert page_of(Record(0, 9, headers, b"no header")) == "unreadable"
    assert page_of(Record(0, 9, headers, b"SMTP 200\r\n\r\n<html>")) == "unreadable"
    assert page_of(Record(0, 9, fault="broken")) == "broken"


@pytest.mark.parametrize("date", ["yesterday", "9999-01-01T00:00:00Z"])
def test_a_date_that_cannot_be_is_now(page, date):
    found = page("https://x.example/a", HTML, date=date)
    assert abs((found.seen_at - datetime.now(UTC)).total_seconds()) < 60


def paper(name, home):
    return Newspaper(name, name, "gb", "en", home)


PAPERS = PapersByHost([paper("lantern", "https://www.lantern.example/news"), paper("dw", "https://www.dw.example/en/")])


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://lantern.example/a", "lantern"),
        ("http://WWW.Lantern.Example:8080/a", "lantern"),
        ("https://m.lantern.example/a", "lantern"),
        ("https://sport.lantern.example/a", "lantern"),
        ("https://otherlantern.example/a", "otherlantern.example"),
        ("https://www.dw.example/en/a", "dw"),
        ("https://www.dw.example/de/a", "dw.example"),
        ("https://www.b\u00fccher.example/a", "xn--bcher-kva.example"),
    ],
)
def test_a_page_belongs_to_the_paper_of_its_host(url, found):
    assert PAPERS.paper_of(url).id == found


@pytest.mark.parametrize("url", ["http://127.0.0.1/a", "http://[::1]/a", "http://localhost/a", "https://x/a"])
def test_a_host_without_a_public_name_is_no_paper(url):
    assert PAPERS.paper_of(url) is None
