import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading.web.guard import is_public
from core.urls import canonical, host_of, is_no_article, web_address

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


PRIVATE = [
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "169.254.0.0/16",
    "100.64.0.0/10",
    "0.0.0.0/8",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "198.18.0.0/15",
    "192.0.2.0/24",
    "fc00::/7",
    "fe80::/10",
    "ff00::/8",
    "2001:db8::/32",
    "::/128",
]


@given(st.sampled_from(PRIVATE), st.integers(min_value=0), st.sampled_from(["{}", "::ffff:{}", "64:ff9b::{}"]))
def test_no_address_of_a_private_network_is_public(network, number, form):
    net = ipaddress.ip_network(network)
    address = str(net[number % net.num_addresses])
    if ":" not in address:
        address = form.format(address)
    assert not is_public(address)
    assert not is_public(address, allow_loopback=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
def test_loopback_needs_the_setting(address):
    assert not is_public(address)
    assert is_public(address, allow_loopback=True)


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.1.1", "2a04:4e42::81", "::ffff:8.8.8.8"])
def test_the_internet_is_public(address):
    assert is_public(address)


@given(st.text(max_size=30))
def test_what_is_no_address_is_not_public(text):
    assert is_public(text) in (True, False)
