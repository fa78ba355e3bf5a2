"""Out of whatever bytes a publisher sends comes the article, or the reason why not."""

import gzip
import json
import re
import socket
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.reading.article.decode import decode, is_binary
from core.reading.article.extract import Extraction, _best, extract_page
from core.types import Reason, Status

URL = "https://paper.example/news/2024/05/03/quay-to-be-widened"
PAGES = Path(__file__).resolve().parents[4] / "shared" / "pages"
SENTENCES = (
    "The harbour council voted on Tuesday to widen the northern quay before the winter storms arrive.",
    "Fishermen had asked for the works for eleven years, and the money was found in the spring.",
    "“We can finally land our catch in any wind,” said one of the skippers who came to the meeting.",
    "Opponents fear that the noise will drive away the seals which rest on the breakwater every autumn.",
    "The first stones are to be laid in September, and the works will take about fourteen months.",
)
BODY = "".join(f"<p>{sentence} {sentence}</p>" for sentence in SENTENCES)


def page(head: str = "", body: str = f"<article><h1>Quay to be widened</h1>{BODY}</article>") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def ld(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'


def test_a_plain_page_gives_title_text_and_date_of_its_address():
    found = extract_page(page("<title>Quay to be widened | The Paper</title>"), URL)
    assert (found.status, found.error, found.kind, found.extractor) == (Status.OK, None, "article", "trafilatura")
    assert found.title == "Quay to be widened"
    assert found.text.startswith("The harbour council voted") and "fourteen months." in found.text
    assert found.published == datetime(2024, 5, 3, tzinfo=UTC)
    assert found.url == URL


def test_the_pages_own_data_come_first():
    head = (
        ld(
            headline="Quay &amp; harbour to be widened",
            datePublished="2024-05-02T23:30:00-04:00",
            author=[{"@type": "Person", "name": "By Ada Lund"}, {"name": "https://paper.example/ada"}],
            articleSection=["Business", "Harbour"],
        )
        + '<link rel="canonical" href="https://www.paper.example/quay"><meta name="author" content="Webmaster">'
    )
    found = extract_page(page(head), URL)
    assert found.title == "Quay & harbour to be widened"
    assert found.published.isoformat() == "2024-05-02T23:30:00-04:00"
    assert found.authors == ("Ada Lund",)
    assert (found.section, found.sections) == ("Business", ("Business", "Harbour"))
    assert found.url == "https://www.paper.example/quay"


def test_articles_that_the_page_recommends_are_not_taken_for_its_own():
    head = ld(headline="Seals return", datePublished="2020-01-01T00:00:00Z", author="Bo Ek", articleSection="Nature")
    head += ld(headline="Quay to be widened", datePublished="2024-05-03T09:00:00Z", author="Ada Lund")
    found = extract_page(page(head), URL)
    assert (found.title, found.authors[0], found.published.year) == ("Quay to be widened", "Ada Lund", 2024)


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example/quay",
        "https://paper.example/",
        "javascript:alert(1)",
        "http://[bad",
        "https://user@paper.example/quay",
        "https://paper.example:99999/quay",
    ],
)
def test_a_link_that_leads_elsewhere_is_not_taken(link):
    head = f'<link rel="canonical" href="{link}"><meta property="og:url" content="{link}">'
    found = extract_page(page(head), URL)
    assert (found.url, found.status) == (URL, Status.OK)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Quay to be widened | News | The Paper", "Quay to be widened"),
        ("Quay to be widened - The Paper", "Quay to be widened"),
        ("Quay to be widened – paper.example", "Quay to be widened"),
        ("War and peace - a harbour's tale", "War and peace - a harbour's tale"),
        ("Quay: what we know", "Quay: what we know"),
    ],
)
def test_the_publishers_name_leaves_the_title(title, wanted):
    head = f'<title>{title}</title><meta property="og:site_name" content="The Paper">'
    assert extract_page(page(head, body=BODY), URL).title == wanted


def test_metadata_and_time_elements_come_before_the_address():
    meta = '<meta property="article:published_time" content="2024-05-01T08:00:00+02:00">'
    assert extract_page(page(meta), URL).published.isoformat() == "2024-05-01T08:00:00+02:00"
    body = f'<article><h1>Quay</h1><time datetime="2024-05-02T08:00:00Z">yesterday</time>{BODY}</article>'
    assert extract_page(page(body=body), URL).published.isoformat() == "2024-05-02T08:00:00+00:00"


def test_the_articles_body_in_its_data_stands_in_where_the_page_shows_none():
    text = " ".join(SENTENCES) + "\n" + " ".join(SENTENCES)
    found = extract_page(page(ld(headline="Quay", articleBody=text), body="<div id=app></div>"), URL)
    assert found.status is Status.OK
    assert words(found.text) == words(text)


def test_the_body_in_its_data_is_taken_where_the_page_shows_a_part():
    text = "\n".join(
        sentence.replace("the", word) for word in ("the", "this", "that", "each") for sentence in SENTENCES
    )
    shown = f"<article><h1>Quay</h1>{BODY}</article>"
    found = extract_page(page(ld(headline="Quay", articleBody=text), body=shown), URL)
    assert (found.extractor, found.status, found.text) == ("json-ld", Status.OK, text)


def test_newspaper3k_has_its_say_where_trafilatura_found_little(monkeypatch):
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: None)
    found = extract_page(page(), URL)
    assert (found.extractor, found.status) == ("newspaper3k", Status.OK)
    assert found.text.startswith("The harbour council voted")


def test_an_extractor_that_breaks_leaves_the_other(monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("broken")

    monkeypatch.setattr("core.reading.article.extract.NewspaperArticle", broken)
    short = f"<article><h1>Quay</h1><p>{SENTENCES[0]}</p></article>"
    assert extract_page(page(body=short), URL).text == SENTENCES[0]
    monkeypatch.setattr("trafilatura.extract", broken)
    monkeypatch.setattr("trafilatura.extract_metadata", broken)
    assert extract_page(page(body=short), URL).error is Reason.NO_TEXT


@pytest.mark.parametrize(("problem", "sentence"), [(MemoryError(), "memory"), (KeyError("x"), "KeyError")])
def test_a_page_that_breaks_our_code_is_unreadable(monkeypatch, problem, sentence):
    def broken(*_, **__):
        raise problem

    monkeypatch.setattr("core.reading.article.extract.find_sections", broken)
    result = extract_page(page(), URL)
    assert (result.status, result.error) == (Status.FAILED, Reason.UNREADABLE)
    assert sentence in result.detail


def test_a_page_without_room_for_the_extractor_is_not_read_by_the_other(monkeypatch):
    def greedy(*_, **__):
        raise MemoryError

    monkeypatch.setattr("trafilatura.extract", greedy)
    assert "memory" in extract_page(page(), URL).detail


def test_a_much_longer_second_text_replaces_the_first_where_it_is_prose():
    first = " ".join(SENTENCES[:1])
    prose = "\n".join(SENTENCES * 3)
    headlines = "\n".join(f"Short line number {n}" for n in range(60))
    assert _best(first, prose, "") == (prose, "newspaper3k")
    assert _best(first, headlines, "") == (first, "trafilatura")
    assert _best(first, "", "") == (first, "trafilatura")
    assert _best("", "", "") == ("", None)


def test_the_body_in_a_pages_data_decides_between_two_texts():
    body = " ".join(f"word{n}" for n in range(60))
    assert _best("Other words altogether.", body, body) == (body, "newspaper3k")
    assert _best("Other words altogether.", "", body) == (body, "json-ld")


def test_lines_that_lead_elsewhere_are_left_out():
    body = f"<article><h1>Quay</h1>{BODY}<p>READ MORE: Seals are back</p><p>MORE : Storm ahead</p>{BODY}</article>"
    text = extract_page(page(body=body), URL).text
    assert "READ MORE" not in text and "MORE :" not in text


# Walls, checks and pages that are no articles -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Just a moment...", "Checking your browser before accessing paper.example."),
        ("Access Denied", "You don't have permission to access /news on this server."),
        ("paper.example", "Please verify you are a human. Press and hold the button to confirm that you are human."),
        ("Are you a robot?", "We have detected unusual traffic from your computer network. Click the box below."),
    ],
)
def test_checks_for_robots_are_blocked_pages(title, text):
    found = extract_page(page(f"<title>{title}</title>", body=f"<h1>{title}</h1><p>{text}</p>"), URL)
    assert (found.status, found.error, found.text) == (Status.FAILED, Reason.BLOCKED, "")
    assert "robots" in found.detail


def test_a_stub_that_asks_to_subscribe_is_partial():
    body = (
        f"<article><h1>Quay</h1><p>{SENTENCES[0]}</p><p>Subscribe now to continue reading this article.</p></article>"
    )
    found = extract_page(page(body=body), URL)
    assert (found.status, found.error) == (Status.PARTIAL, Reason.PAYWALLED)
    assert found.text.startswith(SENTENCES[0])


def test_a_short_text_of_a_page_that_is_not_free_is_partial_and_a_long_one_whole():
    short = f"<article><h1>Quay</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p></article>"
    closed = ld(headline="Quay", isAccessibleForFree="False")
    assert extract_page(page(closed, body=short), URL).error is Reason.PAYWALLED
    whole = f"<article><h1>Quay</h1>{BODY}{BODY.replace('quay', 'pier')}</article>"
    assert extract_page(page(closed, body=whole), URL).status is Status.OK
    told = ld(headline="Quay", isAccessibleForFree=False, wordCount=2400)
    assert extract_page(page(told, body=whole), URL).error is Reason.PAYWALLED


def test_a_cookie_notice_is_marked():
    text = "We value your privacy. We and our 842 partners use cookies to store information on your device."
    found = extract_page(page(body=f"<div><h1>Privacy</h1><p>{text}</p><p>Accept all cookies</p></div>"), URL)
    assert found.status is not Status.OK
    assert "cookies" in found.detail


def test_a_short_report_about_subscriptions_or_robots_is_an_article():
    text = "The robot maker lost 2% of its subscribers, and noticed unusual activity in the market on Friday."
    found = extract_page(page(body=f"<article><h1>Robots</h1><p>{text}</p><p>{SENTENCES[3]}</p></article>"), URL)
    assert (found.status, found.error) == (Status.OK, None)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="video.other">',
        '<script type="application/ld+json">{"@graph": [{"@type": "LiveBlogPosting", "headline": "Storm"}]}</script>',
    ],
)
def test_videos_and_live_pages_say_so_and_keep_their_text(head):
    found = extract_page(page(head), URL)
    assert found.kind == "not_a_page"
    assert "fourteen months" in found.text


def test_a_page_of_pictures_is_none_but_an_article_with_a_film_is_one():
    film = '<script type="application/ld+json">[{"@type": "VideoObject", "name": "Quay"}]</script>'
    alone = extract_page(page(film, body="<h1>Quay</h1><p>Watch the works.</p>"), URL)
    assert alone.kind == "not_a_page"
    assert extract_page(page(film + ld(headline="Quay")), URL).kind == "article"


# Bytes ------------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=2000), st.sampled_from([None, "utf-8", "latin-1", "utf-7", "hex", "idna", "nonsense", ""]))
@settings(max_examples=150)
def test_no_bytes_make_it_raise(content, charset):
    found = extract_page(content, URL, charset=charset)
    assert isinstance(found, Extraction)
    (found.title + found.text).encode()  # nothing in it that could not be written


MARKUP = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<div>", "<article>", "<b>", "<", ">", '"', "<!--", "-->", "<script>", "</script>", "\0"),
            *("<title>", "<h1>", "<meta property='og:url' content='http://['>", "<link rel=canonical href='//'>"),
            '<script type="application/ld+json">{"@type":["NewsArticle",7],"headline":["\\ud800"],"author":{"name":[]}',
            '<script type="application/ld+json">[[[[{"@graph":[{"@type":"BreadcrumbList","itemListElement":[null,{}]}]',
            *("<time datetime='99999'>", "some words of an article, ", "\ud7ff", "&#0;", "<table><tr>", "<svg>"),
            '{"@type":"Article","datePublished":0,"articleSection":{"a":1},"articleBody":[1]}</script>',
        ]
    ),
    max_size=40,
)


@given(MARKUP)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_no_markup_makes_it_raise(parts):
    found = extract_page("".join(parts).encode("utf-8", "replace"), URL)
    assert "taken apart" not in (found.detail or "")
    (found.title + found.text + "".join(found.authors) + "".join(found.sections)).encode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.NO_TEXT),
        (b"   \n ", Reason.NO_TEXT),
        (b"<html><body></body></html>", Reason.NO_TEXT),
        (gzip.compress(page()), Reason.UNREADABLE),
        (b"%PDF-1.7 something", Reason.UNREADABLE),
        (bytes(range(256)) * 40, Reason.UNREADABLE),
        (b"<p><b><i>" * 55_000, Reason.UNREADABLE),
        (b"<div>flat words</div>" * 500_000, Reason.UNREADABLE),
        (b"<div>" * 5_000 + b"text" + b"</div>" * 5_000, Reason.NO_TEXT),
        (b'<script type="application/ld+json">' + b"[" * 200_000, Reason.NO_TEXT),
    ],
)
def test_hostile_pages_are_failures_with_a_reason(content, reason):
    found = extract_page(content, URL)
    assert (found.status, found.error, found.text) == (Status.FAILED, reason, "")


def test_a_malformed_address_does_not_matter():
    for url in ("http://[bad", "", "not an address", "https://paper.example/\ud800"):
        assert extract_page(page(), url).status is Status.OK


@pytest.mark.parametrize("language", ["ko", "xx", "", "ar"])
def test_a_wrong_language_does_not_matter(language):
    assert extract_page(page(), URL, language=language).status is Status.OK


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("café – “quay”".encode(), None),
        ("café – “quay”".encode(), "latin-1"),
        ("café – “quay”".encode(), "utf-8"),
        ("\ufeffcafé – “quay”".encode(), None),
        ("café – “quay”".encode("cp1252"), None),
        ("café – “quay”".encode("cp1252"), "utf-8"),
        ("café – “quay”".encode("cp1252"), "iso-8859-1"),
        ("<p>café – “quay”".encode("utf-16"), None),
        ("<p>café – “quay”</p>".encode("utf-16-le"), "utf-16"),
        ("<p>café – “quay”</p>".encode("utf-16-be"), None),
        (b"<meta charset='windows-1252'>" + "café – “quay”".encode("cp1252"), None),
    ],
)
def test_characters_are_read_whatever_is_declared(content, charset):
    assert "café – “quay”" in decode(content, charset)


def test_other_alphabets_are_read_as_declared():
    assert decode("Привет, мир".encode("windows-1251"), "windows-1251") == "Привет, мир"
    assert decode(b'<meta charset="shift_jis">' + "日本の新聞".encode("shift_jis")).endswith("日本の新聞")


def test_one_broken_character_does_not_change_the_encoding_and_controls_go():
    assert decode("naïve café ".encode() * 9 + b"\xff", None).startswith("naïve café")
    assert decode(b"a\x00b\x07c\x1bd\x7f", None) == "abcd"


def test_a_page_cut_inside_a_character_stays_utf8():
    assert decode("é".encode() * 2_000_001)[:3] == "ééé"


def test_text_is_not_taken_for_binary():
    assert not is_binary(page())
    assert not is_binary(page().decode().encode("utf-16"))
    assert is_binary(b"\x89PNG\r\n\x1a\n")


def test_extraction_never_connects(monkeypatch):
    def refuse(*_args, **_keywords):
        raise AssertionError("extraction must not use the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = (
        '<meta property="og:image" content="https://images.example/a.jpg"><base href="https://else.example/">'
        '<meta http-equiv="refresh" content="0; url=https://else.example/b"><link rel="icon" href="//i.example/i.ico">'
    )
    # Few words, so that newspaper3k is asked as well.
    image = '<img src="https://images.example/b.jpg"><a href="//x.co.uk/tag/a" rel="tag">A</a>'
    body = f"<article>{image}<p>{SENTENCES[0]}</p>"
    found = extract_page(page(head, body=body), URL)
    assert SENTENCES[0] in found.text
    assert found.error is None


# Real pages -------------------------------------------------------------------------------------------------------


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def f1(found: str, wanted: str) -> float:
    a, b = words(found), words(wanted)
    return 2 * (a & b).total() / max(1, a.total() + b.total())


@pytest.mark.skipif(not (PAGES / "expected.jsonl").exists(), reason="the real pages (../shared/pages) are not here")
def test_the_quality_on_real_pages_stays():
    scores, long, titles, days = [], 0, 0, 0
    expected = [json.loads(line) for line in (PAGES / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    for wanted in expected:
        content = gzip.decompress((PAGES / f"{wanted['page']}.html.gz").read_bytes())
        found = extract_page(content, wanted["url"])
        assert found.status is Status.OK, wanted["page"]
        scores.append(f1(found.text, wanted["text"]))
        long += len(found.text.split()) >= 50
        titles += words(found.title) == words(wanted["title"])
        days += found.published is not None and found.published.date().isoformat() == wanted["published"][:10]
    assert sum(scores) / len(scores) >= 0.95
    assert long == len(expected)
    assert titles >= 32
    assert days >= 36
