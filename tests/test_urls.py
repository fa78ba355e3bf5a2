import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.urls import MAX_URL_LENGTH, UrlFault, canonical, host_of, is_no_article, safe_link, url_fault, web_address

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
