import re
from urllib.parse import quote, unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.urls import (
    MAX_URL_LENGTH,
    UrlFault,
    canonical,
    comparison_key,
    host_of,
    is_no_article,
    safe_link,
    url_fault,
    web_address,
)

ADDRESSES = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}://{}{}/{}?{}#{}".format,
        st.sampled_from(["http", "https", "HTTP", "ftp"]),
        st.sampled_from(["News.Example", "a.example.", "[::1]", "1.2.3.4", "ü.example"]),
        st.sampled_from(["", ":80", ":443", ":8080", ":0", ":x"]),
        st.text(max_size=20),
        st.sampled_from(["", "a=1&utm_source=x", "b", "=&&", "fbclid=1", "q=%C3%BC&at_medium=RSS"]),
        st.text(max_size=5),
    ),
)


@given(ADDRESSES)
def test_the_canonical_form_is_final(url):
    once = canonical(url)
    assert canonical(once) == once


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a",
        "https://NEWS.example:443/a/",
        "https://news.example/a?utm_source=rss&utm_medium=x",
        "https://news.example/a#comments",
        " https://news.example/a?fbclid=1 ",
        "https://news.example/a?at_campaign=X",
    ],
)
def test_links_to_one_article_have_one_form(url):
    assert canonical(url) == "https://news.example/a"


def test_what_names_the_article_stays():
    assert canonical("https://news.example/?id=7&utm_source=x") == "https://news.example/?id=7"
    assert canonical("https://news.example/A?p=1") != canonical("https://news.example/a?p=1")
    assert canonical("http://news.example:8080/") == "http://news.example:8080/"


PATHS = st.text(alphabet="ab/.~%27eEfF\u00e9\u6e2f |+", max_size=16)


def decoded_segments(path):
    """Segments of a path as RFC 3986 tells them apart: decoded one by one, dot segments removed."""
    escaped = quote(path, safe="/%:@!$&'()*+,;=~")
    escaped = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", escaped)
    segments = []
    for segment in escaped.split("/"):
        octets = unquote_to_bytes(segment)
        if octets == b"..":
            del segments[-1:]
        elif octets != b".":
            # an escaped reserved character is another than the character itself
            segments.append((octets, re.findall(r"(?i)%2[bf]|[+]", segment.lower())))
    while segments and segments[-1][0].strip() == b"":
        del segments[-1]
    return segments


@given(PATHS, PATHS)
def test_no_two_paths_become_one_that_rfc_3986_tells_apart(one, other):
    one, other = one.strip(), other.strip()
    if canonical(f"https://news.example/{one}") == canonical(f"https://news.example/{other}"):
        assert decoded_segments(one) == decoded_segments(other)


@pytest.mark.parametrize(
    ("spelling", "address"),
    [
        ("https://diario.example/econom%c3%ada", "https://diario.example/econom%C3%ADa"),
        ("https://diario.example/economía", "https://diario.example/econom%C3%ADa"),
        ("https://diario.example/%7Eana/%2D1", "https://diario.example/~ana/-1"),
        ("https://diario.example/a/./b/../c", "https://diario.example/a/c"),
        ("https://diario.example/?t=a%2fb&q=港", "https://diario.example/?t=a%2Fb&q=%E6%B8%AF"),
        ("https://MÜNSTER.example/%", "https://xn--mnster-3ya.example/%25"),
        ("https://diario.example/a b", "https://diario.example/a%20b"),
    ],
)
def test_spellings_that_are_equivalent_have_one_canonical_form(spelling, address):
    assert canonical(spelling) == canonical(address) == address


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a%2Fb",
        "https://news.example//a//b",
        "https://news.example/a?b=2&a=1",
        "https://news.example/a;v=1,2?x[]=1&y='z'",
        "https://news.example/@name/a:b",
        "http://user.example:8080/?q=a+b%20c",
        "https://news.example/A%C3%A4.html?p=%25",
    ],
)
def test_what_is_canonical_stays_the_key_of_its_article(url):
    assert canonical(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://jornal.example/ver?ref=88213",
        "https://jornal.example/ver.php?lang=pt&ref=B-77",
        "https://jornal.example/ver?share=kq81x",
        "https://jornal.example/ver?ref=ponte-fechada",
        "https://jornal.example/?partner=%E6%A1%A5",
        "https://jornal.example/perfil?user_id=12",
    ],
)
def test_a_parameter_that_names_the_article_stays(url):
    assert canonical(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://jornal.example/ver?ref=rss",
        "https://jornal.example/ver?ref=most-read",
        "https://jornal.example/ver?ref=hp_top&share=whatsapp",
        "https://jornal.example/ver?partner=rss&emc=rss",
        "https://jornal.example/ver?ico=",
    ],
)
def test_a_channel_names_no_article(url):
    assert canonical(url) == "https://jornal.example/ver"


@pytest.mark.parametrize(
    "address",
    [
        "https://jornal.example/ponte-segue-fechada",
        "https://jornal.example/noticia/10442871.html",
        "https://jornal.example/2026/11/03/ponte",
        "https://jornal.example/ver?id=7",
    ],
)
def test_an_address_that_names_its_article_needs_no_doubtful_parameter(address):
    mark = "&" if "?" in address else "?"
    assert canonical(f"{address}{mark}ref=88213&user_id=4") == address


def test_order_slashes_scheme_and_www_make_no_other_article_of_one():
    first = comparison_key("https://www.jornal.example/ver//a?x=1&y=2")
    assert first == comparison_key("http://jornal.example/ver/a/?y=2&x=1")
    assert first != comparison_key("http://jornal.example/ver/a/?y=1&x=2")
    assert first != comparison_key("http://jornal.example:8080/ver/a/?y=2&x=1")
    assert comparison_key("https://jornal.example/?a=1&a=2") != comparison_key("https://jornal.example/?a=2&a=1")
    assert comparison_key(" no address ") == "no address"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/leggi?q=il+porto", "/leggi?q=il%20porto", True),
        ("/leggi?q=a%2Cb", "/leggi?q=a,b", True),
        ("/porto,ponte(2)", "/porto%2cponte%282%29", True),
        ("/citt%C3%A0", "/citta%CC%80", True),
        ("/citt%E0", "/citt%E0/", True),
        ("/porto%2Fponte", "/porto/ponte", False),
        ("/leggi?q=a%26b=c", "/leggi?q=a&b=c", False),
        ("/leggi?q=a%2Bb", "/leggi?q=a+b", False),
        ("/citt%E0", "/citt%E8", False),
        ("/Porto", "/porto", False),
    ],
)
def test_escapes_make_another_article_only_where_they_mean_another_thing(one, other, same):
    host = "https://molo.example"
    assert (comparison_key(host + one) == comparison_key(host + other)) is same


@given(ADDRESSES)
def test_a_canonical_address_has_the_key_of_its_spelling(url):
    assert comparison_key(canonical(url)) == comparison_key(url)


@given(st.one_of(st.text(), st.none(), st.integers()))
def test_a_web_address_is_http_and_has_a_host(value):
    found = web_address(value)
    assert found is None or found.split(":")[0].lower() in ("http", "https")


def test_links_are_made_absolute_and_scripts_are_dropped():
    assert web_address("/a", "https://x.example/feed") == "https://x.example/a"
    for bad in ("javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "https://u:p@x.example/", "http:///a"):
        assert web_address(bad, "https://x.example/feed") is None


@pytest.mark.parametrize(
    "path",
    [
        "/videos/1",
        "/news/av/2",
        "/news/live/3",
        "/gallery/x",
        "/puzzles/",
        "/sport/live-blog/x",
        "/in-pictures/a",
        "/podcasts/b",
        "/crosswords/cryptic/1",
    ],
)
def test_paths_that_are_no_articles(path):
    assert is_no_article(f"https://x.example{path}")


@pytest.mark.parametrize(
    "path", ["/news/video-game-sales-fall", "/politics/live-music-bill", "/a-gallery-opens", "/sport/1"]
)
def test_paths_that_are(path):
    assert not is_no_article(f"https://x.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/games/2026/nov/03/studio-closes-after-flop",
        "/kultur/radio/sender-streicht-das-nachtprogramm-1.882731",
        "/music/live/the-old-choir-fills-a-new-hall",
        "/radio/20261103/presenter-leaves-after-complaint.html",
        "/lottery/winner-gives-all-to-the-lifeboats",
        "/media/programmes/regulator-looks-into-breakfast-show/",
        "/игры/games/студия-закрылась-после-двадцати-лет",
    ],
)
def test_a_section_of_games_or_broadcasts_has_articles(path):
    assert not is_no_article(f"https://x.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/games",
        "/games/daily-mini-crossword",
        "/games/48213377",
        "/radio/live",
        "/radio/player/p0ab12cd",
        "/programmes/m001abcd",
        "/news/live/c8d4e2x1",
        "/news/live/9d2a41f7-5531-11ef-8c0d-2af9c1d7be00",
        "/world/live/2026/nov/03/storm-reaches-the-coast-of-spain",
        "/news/live/storm-reaches-the-coast-live-updates",
        "/lottery/results/2026/11/03",
        "/videos/2026/11/03/storm-reaches-the-coast-of-spain",
        "/podcasts/why-the-old-harbour-closed-for-good",
    ],
)
def test_live_pages_games_and_broadcasts_are_no_articles(path):
    assert is_no_article(f"https://x.example{path}")


def test_hosts_are_counted_with_their_port():
    assert host_of("https://x.example/a") == host_of("https://X.example:443/b")
    assert host_of("http://x.example/a") != host_of("http://x.example:81/a")


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://x.example/a", None),
        ("HTTP://x.example:8080", None),
        ("https://[::1]/a?b#c", None),
        ("https://[bad", UrlFault.MALFORMED),
        ("https://x.example:port/", UrlFault.MALFORMED),
        ("https://x.example:99999/", UrlFault.MALFORMED),
        ("https://x.example:0/", UrlFault.MALFORMED),
        ("ftp://x.example/", UrlFault.SCHEME),
        ("//x.example/", UrlFault.SCHEME),
        ("", UrlFault.SCHEME),
        ("https:///a", UrlFault.HOST),
        ("https://user:word@x.example/", UrlFault.CREDENTIALS),
    ],
)
def test_each_fault_of_a_url_has_a_name(url, fault):
    assert url_fault(url) is fault


@pytest.mark.parametrize("url", ["https://user:word@x.example/", "https://x.example:0/", "https://x.example:port/", 3])
def test_what_is_never_fetched_is_never_linked(url):
    assert safe_link(url) is None
    assert web_address(url) is None


def test_a_url_has_a_longest_length():
    longest = "https://x.example/".ljust(MAX_URL_LENGTH, "a")
    assert safe_link(longest) == web_address(longest) == longest
    assert url_fault(longest + "a") is UrlFault.MALFORMED


def test_a_base_that_cannot_be_parsed_gives_no_address():
    assert web_address("/a", "https://[bad") is None
