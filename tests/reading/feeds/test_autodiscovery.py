import pytest

from core.reading.feeds.autodiscovery import read_opml, read_site
from core.reading.feeds.finder import complete
from core.urls import without_feed_scheme

URL = "https://blad.example/nieuws/vandaag/"
LINK = '<link rel="alternate" type="application/atom+xml" href="{}">'


def feeds(head, body=""):
    return read_site(f"<html><head>{head}</head><body>{body}</body></html>".encode(), URL).feeds


@pytest.mark.parametrize(
    ("head", "feed"),
    [
        ('<base href="/">' + LINK.format("atom"), "https://blad.example/atom"),
        ('<base href="../archief/">' + LINK.format("atom"), "https://blad.example/nieuws/archief/atom"),
        (LINK.format("atom") + '<BASE HREF="//cdn.blad.example/x/y">', "https://cdn.blad.example/x/atom"),
        (
            '<base target="_blank"><base href="/a/"><base href="/b/">' + LINK.format("atom"),
            "https://blad.example/a/atom",
        ),
        ('<base href="/a/">' + LINK.format("/atom"), "https://blad.example/atom"),
        ('<base href="">' + LINK.format("atom"), URL + "atom"),
        ('<base href="javascript:alert(1)">' + LINK.format("atom"), URL + "atom"),
        (LINK.format("atom"), URL + "atom"),
    ],
)
def test_links_are_joined_to_the_pages_base(head, feed):
    assert feeds(head) == (feed,)


def test_links_of_the_body_are_joined_to_the_pages_base_too():
    assert feeds('<base href="/nl/">', '<a href="rss/alles">RSS</a>') == ("https://blad.example/nl/rss/alles",)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("feed://blad.example/rss", "http://blad.example/rss"),
        ("feed:https://blad.example/rss", "https://blad.example/rss"),
        ("FEED:http://blad.example/rss", "http://blad.example/rss"),
        ("feed:blad.example/rss", "http://blad.example/rss"),
        ("https://blad.example/feed:rss", "https://blad.example/feed:rss"),
        ("feed.xml", "feed.xml"),
        ("feed:", "feed:"),
    ],
)
def test_the_scheme_of_feed_readers_is_taken_off(link, address):
    assert without_feed_scheme(link) == address


def test_the_scheme_of_feed_readers_is_taken_off_wherever_addresses_come_in():
    assert feeds(LINK.format("feed:https://blad.example/a")) == ("https://blad.example/a",)
    assert feeds("", '<a href="feed://blad.example/rss">RSS</a>') == ("http://blad.example/rss",)
    assert complete(" feed://blad.example/rss ") == "http://blad.example/rss"
    assert complete("feed.blad.example") == "https://feed.blad.example"


def test_json_feeds_are_found_and_other_json_is_not():
    link = '<link rel="alternate" type="{}" href="{}">'
    assert feeds(
        link.format("application/feed+json", "/a.json")
        + link.format("application/json", "/b.json")
        + link.format("application/json", "/wp-json/wp/v2/pages/2")
        + link.format("application/json+oembed", "/oembed")
    ) == ("https://blad.example/a.json", "https://blad.example/b.json")


OPML = '<opml version="2.0"><body><outline type="rss" text="{}" xmlUrl="{}"/></body></opml>'


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("windows-1251", "Вестник"),
        ("iso-8859-2", "Łódź dziś"),
        ("euc-jp", "新聞の朝"),
        ("utf-16", "Zprávy"),
        ("utf-8", "Ça ira"),
    ],
)
def test_a_list_of_feeds_is_read_in_the_encoding_that_it_declares(encoding, name):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + OPML.format(name, "https://blad.example/rss")
    assert [(o.name, o.url) for o in read_opml(text.encode(encoding))] == [(name, "https://blad.example/rss")]


@pytest.mark.parametrize(
    ("name", "url", "outline"),
    [
        ("Bric & Brac", "https://blad.example/?a=1&b=2", ("Bric & Brac", "https://blad.example/?a=1&b=2")),
        ("D&eacute;j&agrave;", "feed://blad.example/x", ("Déjà", "http://blad.example/x")),
        ("Brik &amp; Brak", "feed:https://blad.example/x", ("Brik & Brak", "https://blad.example/x")),
    ],
)
def test_a_list_of_feeds_may_be_written_by_hand(name, url, outline):
    assert [(o.name, o.url) for o in read_opml(OPML.format(name, url).encode())] == [outline]


@pytest.mark.parametrize("url", ["feed:", "feed:javascript:alert(1)", "mailto:a@blad.example", "ftp://blad.example/x"])
def test_other_schemes_are_no_feeds(url):
    assert read_opml(OPML.format("x", url).encode()) == ()
