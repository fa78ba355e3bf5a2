"""Out of whatever bytes a publisher sends comes the article, or the reason why not."""

import gzip
import json
import socket
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.reading.article.extract import Extraction, _best, extract_page
from core.types import Reason, Status
from tests.support.markup import BODY, SENTENCES, URL, ld, page


def test_a_plain_page_gives_title_text_and_date_of_its_address():
    result = extract_page(page("<title>Quay to be widened | The Paper</title>"), URL)
    assert (result.status, result.error, result.kind, result.extractor) == (Status.OK, None, "article", "trafilatura")
    assert result.title == "Quay to be widened"
    assert result.text.startswith("The harbour council voted") and "fourteen months." in result.text
    assert result.published == datetime(2024, 5, 3, tzinfo=UTC)
    assert result.url == URL


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
    result = extract_page(page(head), URL)
    assert result.title == "Quay & harbour to be widened"
    assert result.published.isoformat() == "2024-05-02T23:30:00-04:00"
    assert result.authors == ("Ada Lund",)
    assert (result.section, result.sections) == ("Business", ("Business", "Harbour"))
    assert result.url == "https://www.paper.example/quay"


def test_articles_that_the_page_recommends_are_not_taken_for_its_own():
    head = ld(headline="Seals return", datePublished="2020-01-01T00:00:00Z", author="Bo Ek", articleSection="Nature")
    head += ld(headline="Quay to be widened", datePublished="2024-05-03T09:00:00Z", author="Ada Lund")
    result = extract_page(page(head), URL)
    assert (result.title, result.authors[0], result.published.year) == ("Quay to be widened", "Ada Lund", 2024)


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
    result = extract_page(page(head), URL)
    assert (result.url, result.status) == (URL, Status.OK)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://avis.example/nyt/havnen", "/index.php"),
        ("https://avis.example/nyt/havnen", "/nyt/Default.aspx"),
        ("https://avis.example/nyt/havnen", "https://avis.example/undefined"),
        ("https://avis.example/nyt/havnen", "https://avis.example/artikel/null.html"),
        ("https://avis.example/nyt/havnen", "https://avis.example/nyt/{{ slug }}"),
        ("https://avis.example/nyt/havnen", "https://avis.example/?id=undefined"),
        ("https://avis.example/vis.asp?nr=81&del=2", "https://avis.example/vis.asp"),
        ("https://avis.example/vis?sag=havnen-lukker", "https://www.avis.example/vis/"),
        ("https://avis.example/?p=4", "https://avis.example/"),
        ("https://avis.example/nyt/vis?nr=4", "https://avis.example/nyt?del=1"),
        ("https://avis.example/nyt/havnen-lukker-nu", "https://avis.example/nyt"),
        ("https://avis.example/nyt/10044871", "https://avis.example/nyt/"),
    ],
)
def test_a_link_that_would_be_that_of_many_pages_is_not_taken(url, link):
    head = f'<link rel="canonical" href="{link}"><meta property="og:url" content="{link}">'
    assert extract_page(page(head), url).url == url


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://avis.example/nyt/havnen?kilde=forside", "https://avis.example/nyt/havnen-lukker-nu"),
        ("https://avis.example/nyt/havnen-lukker-nu?nr=81", "https://avis.example/nyt/havnen-lukker-nu"),
        ("https://avis.example/nyt/havnen/amp", "https://avis.example/nyt/havnen"),
        ("https://avis.example/nyt/12?udskriv=1&page=3", "https://avis.example/nyt/12"),
        ("https://avis.example/vis.asp?nr=81&view=mobile", "https://avis.example/vis.asp?nr=81"),
        ("https://avis.example/havnen-lukker-nu/2", "https://avis.example/havnen-lukker-nu"),
        ("https://avis.example/nyt/havnen", "https://avis.example/nyt/havnen/index.html"),
        ("https://avis.example/?p=4", "https://avis.example/havnen"),
        ("https://avis.example/vis?nr=81&del=rss", "https://avis.example/vis?nr=81"),
        ("https://avis.example/a/null/b?fra=rss", "https://avis.example/a/null/b"),
    ],
)
@pytest.mark.parametrize("rel", ["canonical", "Canonical nofollow"])
def test_a_link_that_names_the_same_article_is_taken(url, link, rel):
    assert extract_page(page(f'<link rel="{rel}" href="{link}">'), url).url == link


def test_a_second_link_stands_in_for_one_that_names_no_article():
    head = '<link rel=canonical href="/undefined"><meta property="og:url" content="https://avis.example/nyt/havnen">'
    assert extract_page(page(head), "https://avis.example/nyt/havnen/mobil").url == "https://avis.example/nyt/havnen"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Quay to be widened | News | The Paper", "Quay to be widened"),
        ("Quay to be widened - The Paper", "Quay to be widened"),
        ("Quay to be widened – paper.example", "Quay to be widened"),
        ("War and peace - a harbour's tale", "War and peace - a harbour's tale"),
        ("Quay: what we know", "Quay: what we know"),
    ],
)
def test_the_publishers_name_leaves_the_title(title, expected):
    head = f'<title>{title}</title><meta property="og:site_name" content="The Paper">'
    assert extract_page(page(head, body=BODY), URL).title == expected


def test_metadata_and_time_elements_come_before_the_address():
    meta = '<meta property="article:published_time" content="2024-05-01T08:00:00+02:00">'
    assert extract_page(page(meta), URL).published.isoformat() == "2024-05-01T08:00:00+02:00"
    body = f'<article><h1>Quay</h1><time datetime="2024-05-02T08:00:00Z">yesterday</time>{BODY}</article>'
    assert extract_page(page(body=body), URL).published.isoformat() == "2024-05-02T08:00:00+00:00"


def test_the_articles_body_in_its_data_stands_in_where_the_page_shows_none():
    text = " ".join(SENTENCES) + "\n" + " ".join(SENTENCES)
    result = extract_page(page(ld(headline="Quay", articleBody=text), body="<div id=app></div>"), URL)
    assert result.status is Status.OK
    assert result.text.split() == text.split()


def test_the_body_in_its_data_is_taken_where_the_page_shows_a_part():
    text = "\n".join(
        sentence.replace("the", word) for word in ("the", "this", "that", "each") for sentence in SENTENCES
    )
    markup = f"<article><h1>Quay</h1>{BODY}</article>"
    result = extract_page(page(ld(headline="Quay", articleBody=text), body=markup), URL)
    assert (result.extractor, result.status, result.text) == ("json-ld", Status.OK, text)


def test_newspaper3k_has_its_say_where_trafilatura_found_little(monkeypatch):
    monkeypatch.setattr("trafilatura.extract", lambda *_, **__: None)
    result = extract_page(page(), URL)
    assert (result.extractor, result.status) == ("newspaper3k", Status.OK)
    assert result.text.startswith("The harbour council voted")


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


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="video.other">',
        '<script type="application/ld+json">{"@graph": [{"@type": "LiveBlogPosting", "headline": "Storm"}]}</script>',
    ],
)
def test_videos_and_live_pages_say_so_and_keep_their_text(head):
    result = extract_page(page(head), URL)
    assert result.kind == "not_a_page"
    assert "fourteen months" in result.text


def test_a_page_of_pictures_is_none_but_an_article_with_a_film_is_one():
    film = '<script type="application/ld+json">[{"@type": "VideoObject", "name": "Quay"}]</script>'
    alone = extract_page(page(film, body="<h1>Quay</h1><p>Watch the works.</p>"), URL)
    assert alone.kind == "not_a_page"
    assert extract_page(page(film + ld(headline="Quay")), URL).kind == "article"


def data(*items):
    return f'<script type="application/ld+json">{json.dumps(items)}</script>'


STORY = {"@type": "ReportageNewsArticle", "headline": "Kai wird breiter"}
LIVE = {"@type": "LiveBlogPosting", "headline": "Wahlabend im Ticker"}
TITLED = "<title>Kai wird breiter</title>"
HERE = "https://bote.example/hafen/kai"


@pytest.mark.parametrize(
    "head",
    [
        TITLED + data(STORY, LIVE),
        TITLED + data(LIVE) + data(STORY),
        TITLED + data({"@graph": [STORY, LIVE | {"url": "/ticker/wahl"}]}),
        TITLED + data(LIVE | {"mainEntityOfPage": {"@id": "https://bote.example/ticker/wahl"}}),
        data(STORY | {"headline": "Hafen", "url": HERE}, LIVE),
        TITLED + data(STORY) + '<meta property="og:type" content="video.other">',
        TITLED + data({"@type": "VideoObject", "name": "Film: die Bagger kommen"}),
    ],
)
def test_a_live_page_or_a_film_beside_an_article_costs_nothing(head):
    result = extract_page(page(head), HERE)
    assert (result.kind, result.status) == ("article", Status.OK)


@pytest.mark.parametrize(
    "head",
    [
        data(LIVE),
        data(STORY, LIVE),
        "<title>Wahlabend im Ticker | Bote</title>" + data(STORY, LIVE),
        TITLED + data(STORY | {"headline": "Kai"}, LIVE | {"url": f"{HERE}#neu"}),
        TITLED + data(LIVE | {"@type": ["NewsArticle", "LiveBlogPosting"], "url": "http://www.bote.example/hafen"}),
        TITLED + data({"@type": "VideoObject", "name": "Kai wird breiter"}),
        TITLED + data({"@type": "ImageGallery"}),
    ],
)
def test_a_live_page_or_a_film_itself_is_no_article(head):
    assert extract_page(page(head), HERE).kind == "not_a_page"


# Bytes ------------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=2000), st.sampled_from([None, "utf-8", "latin-1", "utf-7", "hex", "idna", "nonsense", ""]))
@settings(max_examples=150)
def test_no_bytes_make_it_raise(content, charset):
    result = extract_page(content, URL, charset=charset)
    assert isinstance(result, Extraction)
    (result.title + result.text).encode()  # nothing in it that could not be written


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
    result = extract_page("".join(parts).encode("utf-8", "replace"), URL)
    assert "parsed" not in (result.detail or "")
    (result.title + result.text + "".join(result.authors) + "".join(result.sections)).encode()


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
    result = extract_page(content, URL)
    assert (result.status, result.error, result.text) == (Status.FAILED, reason, "")


def test_a_malformed_address_does_not_matter():
    for url in ("http://[bad", "", "not an address", "https://paper.example/\ud800"):
        assert extract_page(page(), url).status is Status.OK


@pytest.mark.parametrize("language", ["ko", "xx", "", "ar"])
def test_a_wrong_language_does_not_matter(language):
    assert extract_page(page(), URL, language=language).status is Status.OK


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
    result = extract_page(page(head, body=body), URL)
    assert SENTENCES[0] in result.text
    assert result.error is None


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "ja",
            "港の議会は火曜日、冬の嵐が来る前に北の岸壁を広げることを決めた。漁師たちは十一年前から工事を求めていた。",
        ),
        ("zh", "港口议会周二决定在冬季风暴到来之前拓宽北码头。渔民们十一年来一直要求进行这项工程，资金已在春天找到。"),
        ("th", "สภาท่าเรือลงมติเมื่อวันอังคารให้ขยายท่าเทียบเรือทางเหนือก่อนพายุฤดูหนาวจะมาถึงชาวประมงขอมาแล้วสิบเอ็ดปี"),
        ("lo", "ສະພາທ່າເຮືອລົງມະຕິໃນວັນອັງຄານໃຫ້ຂະຫຍາຍທ່າເຮືອທາງເໜືອກ່ອນພາຍຸລະດູໜາວຈະມາຮອດຊາວປະມົງຂໍມາແລ້ວສິບເອັດປີ"),
        ("km", "ក្រុមប្រឹក្សាកំពង់ផែបានបោះឆ្នោតកាលពីថ្ងៃអង្គារដើម្បីពង្រីកកំពង់ផែខាងជើងមុនពេលព្យុះរដូវរងាមកដល់"),
    ],
)
def test_an_article_in_a_script_without_spaces_is_read(language, sentence):
    body = f"<article><h1>{sentence[:12]}</h1><p>{sentence}{sentence}</p><p>{sentence[::-1]}</p></article>"
    result = extract_page(page(body=body), "https://shimbun.example/2024/1", language=language)
    assert (result.status, result.error) == (Status.OK, None)
    assert sentence in result.text


@pytest.mark.parametrize("line", ["经济", "ข่าววันนี้", "スポーツ"])
def test_a_menu_in_a_script_without_spaces_is_no_article(line):
    body = "<article>" + f"<p>{line}</p>" * 6 + "</article>"
    assert extract_page(page(body=body), "https://shimbun.example/2024/1").error is Reason.NO_TEXT
