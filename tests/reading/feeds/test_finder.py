import gzip

import pytest

from core.errors import BroadsheetError, FetchError, InputError
from core.language.words import count_words
from core.newspapers.own import OwnPapers, from_link, to_link
from core.reading.article.pool import open_pool
from core.reading.check import check_paper
from core.reading.factory import make_reader
from core.reading.feeds.autodiscovery import read_opml, read_site
from core.reading.feeds.finder import MAX_SECONDS, MAX_TRIES, Finder, complete
from core.settings import Settings
from core.types import Reason
from tests.support.servers import article_html, feed, newspaper, page, publish, serving, status

SETTINGS = Settings(allow_loopback=True, extract_seconds=4)


@pytest.fixture(scope="module")
def pool():
    with open_pool(SETTINGS) as opened:
        yield opened


@pytest.fixture
def reader(pool, monkeypatch):
    monkeypatch.setattr("core.reading.factory.MIN_PAUSE", 0.0)  # the finder asks one host sixteen times
    opened = make_reader(SETTINGS, pool)
    yield opened
    opened.close()


@pytest.fixture
def finder(reader, pool):
    return Finder(reader, pool)


@pytest.fixture
def server():
    with serving() as opened:
        opened.answers["/news/a"] = page(article_html("Council votes on bridge"))
        yield opened


def rss(server):
    return page(feed(server.url, ["/news/a"]), "application/rss+xml")


def sitemap(server):
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{server.url}/news/a</loc><news:news><news:publication_date>2026-11-20T10:00:00Z"
        "</news:publication_date><news:title>A</news:title></news:news></url></urlset>"
    ).encode()


HOME = '<html lang="en-GB"><head><title>The Bay | Home</title>{head}</head><body>{body}</body></html>'


def test_the_feed_is_found_by_its_link_element(server, finder):
    head = (
        '<meta property="og:site_name" content="The Bay">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed" title="Comments">'
        '<link rel="alternate" type="application/rss+xml" href="latest.rss">'
    )
    server.answers["/"] = page(HOME.format(head=head, body=""))
    server.answers["/latest.rss"] = rss(server)
    result = finder.find(server.url.removeprefix("http://").join(["http://", ""]))
    paper = result.paper
    assert (paper.name, paper.country, paper.language) == ("The Bay", "gb", "en")
    assert paper.feeds == (f"{server.url}/latest.rss",)
    assert paper.home == f"{server.url}/"
    assert result.check.works
    assert count_words(result.check.article.text) > 100
    assert "/comments/feed" not in server.paths()
    assert from_link(to_link(OwnPapers((paper,)))).papers == (paper,)


def test_the_feed_is_found_at_a_usual_place(server, finder):
    server.answers["/"] = page(HOME.format(head="", body="<p>News</p>"))
    server.answers["/rss.xml"] = rss(server)
    paper = finder.find(f"{server.url}/").paper
    assert paper.feeds == (f"{server.url}/rss.xml",)
    assert paper.name == "The Bay"


def test_the_feed_is_found_by_a_link_on_the_page(server, finder):
    server.answers["/"] = page(HOME.format(head="", body='<a href="/services/rss/all">RSS</a>'))
    server.answers["/services/rss/all"] = rss(server)
    assert finder.find(f"{server.url}/").paper.feeds == (f"{server.url}/services/rss/all",)


def test_the_sitemap_is_found_in_robots_txt(server, finder):
    server.answers["/"] = page(HOME.format(head="", body=""))
    server.answers["/robots.txt"] = page(
        f"User-agent: *\nAllow: /\nSitemap: {server.url}/all.xml\nSitemap: {server.url}/map/news.xml.gz\n", "text/plain"
    )
    server.answers["/map/news.xml.gz"] = page(gzip.compress(sitemap(server)), "application/gzip")
    paper = finder.find(f"{server.url}/").paper
    assert (paper.feeds, paper.sitemaps) == ((), (f"{server.url}/map/news.xml.gz",))
    assert "/all.xml" not in server.paths()


def test_a_feeds_own_address_is_enough(server, finder):
    server.answers["/feed.xml"] = rss(server)
    paper = finder.find(f"{server.url}/feed.xml").paper
    assert (paper.feeds, paper.home) == ((f"{server.url}/feed.xml",), f"{server.url}/")


def test_what_cannot_be_read_says_why(server, finder):
    server.answers["/"] = page(HOME.format(head="", body=""))
    with pytest.raises(BroadsheetError, match="No feed or news sitemap"):
        finder.find(f"{server.url}/")
    for address, reason in {
        "http://10.0.0.1/": Reason.PRIVATE_ADDRESS,
        "file:///etc/passwd": Reason.NOT_A_PAGE,
        "http://u:p@127.0.0.1/": Reason.UNREADABLE,
        "": Reason.UNREADABLE,
    }.items():
        with pytest.raises(FetchError) as caught:
            finder.find(address)
        assert caught.value.reason is reason
    server.answers["/"] = status(403)
    with pytest.raises(FetchError, match="403"):
        finder.find(f"{server.url}/")


def test_a_search_ends_when_its_time_is_over(server, reader, pool):
    times = iter([0.0, 1.0, MAX_SECONDS + 1])
    server.answers["/"] = page(HOME.format(head="", body=""))
    with pytest.raises(BroadsheetError, match="1 likely addresses were tried"):
        Finder(reader, pool, clock=lambda: next(times)).find(f"{server.url}/")


def test_a_search_ends_after_so_many_tries(server, finder):
    links = "".join(f'<a href="/rss/{n}">RSS</a>' for n in range(30))
    server.answers["/"] = page(HOME.format(head="", body=links))
    with pytest.raises(BroadsheetError, match=f"{MAX_TRIES} likely addresses"):
        finder.find(f"{server.url}/")
    assert len(server.paths()) <= MAX_TRIES + 2


def test_no_feed_leads_into_a_private_network(server, finder):
    head = '<link rel="alternate" type="application/rss+xml" href="http://169.254.169.254/latest">'
    server.answers["/"] = page(HOME.format(head=head, body=""))
    with pytest.raises(BroadsheetError, match="No feed"):
        finder.find(f"{server.url}/")


@pytest.mark.parametrize("content", [b"<p><b><i>x" * 50_000, b"<div>" * 50_000, bytes(range(256)) * 500])
def test_hostile_front_pages_end_with_a_sentence(server, finder, content):
    server.answers["/"] = page(content)
    with pytest.raises(BroadsheetError):
        finder.find(f"{server.url}/")


def opml(*urls):
    outlines = "".join(f'<outline type="rss" text="Paper {n}" xmlUrl="{url}"/>' for n, url in enumerate(urls))
    return (
        f'<?xml version="1.0"?><opml version="2.0"><body><outline text="a">{outlines}</outline></body></opml>'.encode()
    )


def test_opml_is_imported_and_each_feed_is_tried(server, finder):
    server.answers["/feed.xml"] = rss(server)
    server.answers["/dead.xml"] = status(503)
    good, dead, private = finder.from_opml(
        opml(f"{server.url}/feed.xml", f"{server.url}/dead.xml", "http://192.168.0.1/f", "javascript:alert(1)")
    )
    assert (good.paper.name, good.paper.feeds) == ("Paper 0", (f"{server.url}/feed.xml",))
    assert dead.paper is None
    assert "503" in dead.problem
    assert private.paper is None
    assert "private" in private.problem


@pytest.mark.parametrize(
    "content",
    [b"", b"not xml", b"<opml><body/></opml>", b"\x00\x01", opml(*(f"https://a.example/{n}" for n in range(41)))],
)
def test_a_file_without_feeds_or_with_too_many_says_so(finder, content):
    with pytest.raises(InputError):
        finder.from_opml(content)


def test_entities_in_opml_are_not_expanded():
    bomb = b'<!DOCTYPE o [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>' + opml(
        "https://a.example/f"
    ).replace(b"Paper 0", b"&b;&c;").replace(b'<?xml version="1.0"?>', b"")
    assert all("haha" not in outline.name for outline in read_opml(bomb))


def test_a_site_says_what_it_is():
    site = read_site(
        b'<html lang="fr"><head><title>Le Jour - Actualit\xc3\xa9s</title></head></html>', "https://j.example/"
    )
    assert (site.name, site.language, site.region, site.feeds) == ("Le Jour", "fr", None, ())
    assert read_site(b"", "https://j.example/").name is None


def test_addresses_are_completed():
    assert complete(" www.bay.example ") == "https://www.bay.example"
    assert complete("http://bay.example/x") == "http://bay.example/x"


def test_a_check_says_what_works(server, reader):
    publish(server, {"/news/b": page(article_html("B"))})
    result = check_paper(reader, newspaper(server, sitemaps=(f"{server.url}/none.xml",)))
    assert result.works
    assert "1 articles" in result.sentence
    assert "404" in result.sentence
    assert "words, 20 November 2026" in result.sentence
    assert result.to_dict()["article"]["status"] == "ok"
