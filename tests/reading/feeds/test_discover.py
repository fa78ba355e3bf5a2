import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FetchError
from core.reading.feeds.discover import discover, list_articles, newest_first
from core.reading.feeds.listing import Listing, parse_listing
from core.reading.web.fetch import FetchResult
from core.text import from_markup
from core.types import ArticleRef, Newspaper, Reason

FEEDS = Path(__file__).resolve().parents[4] / "shared" / "feeds"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>
<item><title>Old &amp; dear</title><link>https://x.example/old</link><pubDate>Thu, 19 Nov 2026 08:00:00 GMT</pubDate>
<category>Sport</category><description>&lt;p&gt;A teaser&lt;/p&gt;</description></item>
<item><title><![CDATA[New <b>thing</b>]]></title><link>https://x.example/new?utm_source=rss</link>
<pubDate>Fri, 20 Nov 2026 08:00:00 +0100</pubDate></item>
<item><title>Again</title><link>https://x.example/new#c</link></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
<item><title>Relative</title><link>/relative</link></item>
<item><title>No link</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link href="https://x.example/a"/>
<updated>2026-11-20T08:00:00Z</updated></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://x.example/1 </loc><news:news><news:publication_date>2026-11-19T08:00:00Z</news:publication_date>
<news:title>One &amp; only</news:title></news:news></url>
<url><loc>https://x.example/2</loc><lastmod>2026-11-20</lastmod></url><url><loc>file:///x</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://x.example/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
<sitemap><loc>https://x.example/new.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap></sitemapindex>"""


def fetched(text, url="https://x.example/feed.xml"):
    return FetchResult(url, text if isinstance(text, bytes) else text.encode(), None)


def test_a_feed_is_listed_with_what_it_says():
    refs = newest_first(list_articles("x", fetched(RSS)))
    assert [ref.url for ref in refs] == [
        "https://x.example/new?utm_source=rss",
        "https://x.example/relative",
        "https://x.example/old",
    ]
    assert refs[0].title == "New thing"
    assert refs[0].published == datetime(2026, 11, 20, 7, tzinfo=UTC)
    assert (refs[2].title, refs[2].section, refs[2].summary) == ("Old & dear", "Sport", "A teaser")


def test_atom_and_sitemaps_are_listed():
    assert list_articles("x", fetched(ATOM))[0].published == datetime(2026, 11, 20, 8, tzinfo=UTC)
    refs = list_articles("x", fetched(SITEMAP))
    assert [(ref.url, ref.title) for ref in refs] == [
        ("https://x.example/1", "One & only"),
        ("https://x.example/2", None),
    ]


def test_rdf_is_listed():
    rdf = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://x.example/"><title>X</title><link>https://x.example/</link></channel>
        <item rdf:about="https://x.example/a"><title>A</title><link>https://x.example/a</link>
        <dc:date>2026-11-20T10:00:00+02:00</dc:date><dc:subject>Politics</dc:subject></item></rdf:RDF>"""
    [ref] = list_articles("x", fetched(rdf))
    assert (ref.url, ref.title, ref.section) == ("https://x.example/a", "A", "Politics")
    assert ref.published == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_one_sitemap_of_an_index_that_fails_leaves_the_others():
    def get(url):
        if "new" in url:
            raise FetchError(Reason.TOO_SLOW, "Slow.")
        return fetched(SITEMAP, url)

    assert len(list_articles("x", fetched(INDEX), get)) == 2


def test_an_index_is_followed_newest_first():
    requests = []

    def get(url):
        requests.append(url)
        return fetched(SITEMAP, url)

    assert len(list_articles("x", fetched(INDEX), get)) == 4
    assert requests == ["https://x.example/new.xml.gz", "https://x.example/old.xml"]
    assert list_articles("x", fetched(INDEX)) == []


@pytest.mark.parametrize("cut", range(150, len(RSS), 60))
def test_half_a_feed_gives_what_it_has(cut):
    try:
        refs = list_articles("x", fetched(RSS[:cut]))
    except FetchError as problem:
        assert problem.reason is Reason.UNREADABLE
    else:
        assert len(refs) <= 4
    if cut > 700:
        assert refs


@pytest.mark.parametrize("content", [b"", b"<html><body>Sorry</body></html>", b"\x00\x01", b"not xml at all", b"{}"])
def test_what_is_no_feed_says_so(content):
    with pytest.raises(FetchError) as caught:
        list_articles("x", fetched(content))
    assert caught.value.reason is Reason.UNREADABLE


@given(st.binary(max_size=400))
def test_no_bytes_break_it(content):
    for wrapped in (content, b'<?xml version="1.0"?><rss version="2.0">' + content, b"<urlset>" + content):
        try:
            list_articles("x", fetched(wrapped))
        except FetchError as problem:
            assert problem.reason is Reason.UNREADABLE


def test_entities_are_not_expanded():
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
        + SITEMAP.replace("One", "&b;&c;")
    )
    refs = list_articles("x", fetched(bomb))
    assert "haha" not in (refs[0].title or "")


def test_dates_from_nowhere_are_dropped():
    odd = RSS.replace("Fri, 20 Nov 2026", "Fri, 20 Nov 2099").replace("Thu, 19 Nov 2026", "Thu, 19 Nov 1800")
    assert [ref.published for ref in list_articles("x", fetched(odd))][:2] == [None, None]


def test_an_index_whose_sitemaps_all_fail_says_why():
    def get(url):
        raise FetchError(Reason.GONE, url)

    with pytest.raises(FetchError) as caught:
        list_articles("x", fetched(INDEX), get)
    assert caught.value.reason is Reason.GONE


def test_one_date_that_no_calendar_holds_costs_no_other_article():
    odd = SITEMAP.replace("2026-11-19T08:00:00Z", f"Mon, 01 Jan {10**20} 00:00:00 +0000")
    assert [ref.published is None for ref in list_articles("x", fetched(odd))] == [True, False]


def test_a_feed_on_which_the_parser_breaks_is_unreadable(monkeypatch):
    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("feedparser.parse", broken)
    assert parse_listing(RSS.encode(), "x", "https://x.example/f").problem == "The feed could not be understood."


def test_a_feed_that_fails_does_not_keep_the_sitemap_from_being_read():
    paper = Newspaper("x", "X", "gb", "en", "https://x.example/", ("https://x.example/f",), ("https://x.example/s",))

    def get(url):
        if url.endswith("f"):
            raise FetchError(Reason.BLOCKED, "No.")
        return fetched(SITEMAP, url)

    discovery = discover(paper, get, 5)
    assert len(discovery.refs) == 2
    assert [problem.reason for problem in discovery.problems] == [Reason.BLOCKED]


def test_the_sitemap_is_not_asked_when_the_feed_has_enough():
    paper = Newspaper("x", "X", "gb", "en", "https://x.example/", ("https://x.example/f",), ("https://x.example/s",))
    requests = []

    def get(url):
        requests.append(url)
        return fetched(RSS, url)

    assert len(discover(paper, get, 2).refs) == 3
    assert requests == ["https://x.example/f"]


def test_undated_articles_keep_their_place():
    def ref(name, day=None):
        return ArticleRef("x", f"https://x.example/{name}", published=day and datetime(2026, 11, day, tzinfo=UTC))

    order = newest_first([ref("a", 10), ref("b"), ref("c", 20), ref("d")])
    assert [r.url[-1] for r in order] == ["c", "d", "a", "b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why &lt; 1% wins", "Why < 1% wins"),
        ("a < b and c > d", "a < b and c > d"),
        ("<b>x</b>", "x"),
        ("  ", None),
        ("a\n\tb\x00", "a b"),
        (None, None),
        ("Q&amp;A", "Q&A"),
    ],
)
def test_headlines_become_plain_text(text, expected):
    assert from_markup(text) == expected


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the saved real feeds are not here")
@pytest.mark.parametrize("path", sorted(FEEDS.glob("*")) if FEEDS.is_dir() else [], ids=lambda path: path.name)
def test_real_feeds_are_listed(path):
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    refs = list_articles("x", fetched(content))
    assert len(refs) >= 4
    assert sum(ref.title is not None for ref in refs) >= 0.9 * len(refs)
    assert sum(ref.published is not None for ref in refs) >= 0.75 * len(refs)


@pytest.mark.parametrize("reason", [Reason.TOO_SLOW, Reason.UNREADABLE])
def test_why_a_listing_failed_is_its_code_whatever_the_sentence_says(reason):
    def parse(*_):
        return Listing(problem="It took longer than anybody could have understood.", reason=reason)

    with pytest.raises(FetchError) as caught:
        list_articles("x", fetched("<rss/>"), parse=parse)
    assert caught.value.reason is reason


GERMAN_RSS = "<rss version='2.0'><channel><title>Der Kahn</title>{}</channel></rss>"
GERMAN_ITEM = "<item><title>Neues</title><link>{}</link></item>"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://kahn.example/lies?nr=4&para=2&sect=3&not=1", "https://kahn.example/lies?nr=4&para=2&sect=3&not=1"),
        ("https://kahn.example/lies?nr=4&amp;reg=2", "https://kahn.example/lies?nr=4&reg=2"),
        ("<![CDATA[https://kahn.example/lies?nr=4&times=2]]>", "https://kahn.example/lies?nr=4&times=2"),
        ("https://kahn.example/lies?nr=4&#38;x=1", "https://kahn.example/lies?nr=4&x=1"),
        ("www.kahn.example/lies/4", "https://www.kahn.example/lies/4"),
        ("https://https://kahn.example/lies/4", "https://kahn.example/lies/4"),
        ("https//kahn.example/lies/4", "https://kahn.example/lies/4"),
        ("/lies/der alte hafen", "https://kahn.example/lies/der%20alte%20hafen"),
        ("&#xFEFF;https://kahn.example/lies/4", "https://kahn.example/lies/4"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_links_of_a_feed_are_put_right(link, url, encoding):
    if encoding == "utf-16" and "&para" in link:
        pytest.skip("ampersands are put right in encodings that extend ASCII")
    content = f"<?xml version='1.0' encoding='{encoding}'?>" + GERMAN_RSS.format(GERMAN_ITEM.format(link))
    listing = parse_listing(content.encode(encoding), "kahn", "https://kahn.example/rss/alles.xml")
    assert [ref.url for ref in listing.refs] == [url]


def test_links_are_joined_to_the_base_that_the_feed_names():
    content = (
        b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://kahn.example/lies/'><title>x</title>"
        b"<entry><title>a</title><link href='4?a=1&sect=2'/></entry></feed>"
    )
    listing = parse_listing(content, "kahn", "https://feeds.example/kahn")
    assert [ref.url for ref in listing.refs] == ["https://kahn.example/lies/4?a=1&sect=2"]


def test_the_ampersands_of_a_sitemap_are_put_right():
    content = (
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        b"<url><loc>https://kahn.example/lies?nr=4&lang=de&copy=1</loc></url></urlset>"
    )
    listing = parse_listing(content, "kahn", "https://kahn.example/sitemap.xml")
    assert [ref.url for ref in listing.refs] == ["https://kahn.example/lies?nr=4&lang=de&copy=1"]


def test_one_article_in_two_spellings_is_listed_once_and_two_in_one_script_twice():
    urls = [
        "https://kahn.example/hafen/%c3%bcbersicht?a=1&b=2",
        "https://www.kahn.example/hafen//übersicht/?b=2&a=1",
        "https://kahn.example/lies?ref=71",
        "https://kahn.example/lies?ref=72",
        "https://kahn.example/lies?ref=72&utm_source=rss",
    ]
    refs = newest_first(ArticleRef("kahn", url, None, None) for url in urls)
    assert [ref.url for ref in refs] == [urls[0], urls[2], urls[3]]
