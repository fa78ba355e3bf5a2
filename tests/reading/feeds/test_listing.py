import json
from datetime import UTC, date, datetime, timedelta

import pytest

from core.reading.feeds import listing, sniff
from core.reading.feeds.discover import list_articles
from core.reading.feeds.listing import MAX_ENTRIES, parse_listing
from core.reading.web.fetch import FetchResult
from core.urls import web_address

BASE = "https://volksblatt.example"
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'


def refs(text, path="/feed", charset=None):
    content = text if isinstance(text, bytes) else text.encode()
    return parse_listing(content, "x", BASE + path, charset).refs


def titles(text, **options):
    return [ref.title for ref in refs(text, **options)]


def rss(title):
    return f'<rss version="2.0"><channel><item><title>{title}</title><link>/a</link></item></channel></rss>'


def atom(title, kind=""):
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title{kind}>{title}</title>'
        '<id>urn:a</id><link href="/a"/></entry></feed>'
    )


@pytest.mark.parametrize(
    ("feed", "title"),
    [
        (rss("Brot & Rosen: H&M schließt"), "Brot & Rosen: H&M schließt"),
        (rss("Pourquoi &lt;blink&gt; revient"), "Pourquoi <blink> revient"),
        (rss("&lt;title&gt;: das kürzeste Gedicht"), "<title>: das kürzeste Gedicht"),
        (rss("Teuer&lt;br/&gt;und schlecht"), "Teuer und schlecht"),
        (rss("&lt;em&gt;Aïda&lt;/em&gt; à l&amp;rsquo;opéra"), "Aïda à l’opéra"),
        (rss("<![CDATA[S&P und <i>Dow</i>]]>"), "S&P und Dow"),
        (rss("<![CDATA[Si x < y, et y > z]]>"), "Si x < y, et y > z"),
        (rss("Cr&egrave;me &amp; caf&eacute;"), "Crème & café"),
        (atom("Weniger als &lt;i 3, j&gt; Stimmen"), "Weniger als <i 3, j> Stimmen"),
        (atom("Was &lt;b&gt; und &lt;/b&gt; bedeuten", ' type="text"'), "Was <b> und </b> bedeuten"),
        (atom("Die &lt;b&gt;fette&lt;/b&gt; Zeile", ' type="html"'), "Die fette Zeile"),
        (atom("Das &amp;lt;dialog&amp;gt;", ' type="html"'), "Das <dialog>"),
        (atom("Zehn &amp;amp; eins"), "Zehn & eins"),
        (atom('<div xmlns="http://www.w3.org/1999/xhtml">Ein <b>Wort</b></div>', ' type="xhtml"'), "Ein Wort"),
    ],
)
def test_a_title_is_what_its_feed_means(feed, title):
    assert titles(feed) == [title]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("L&rsquo;&eacute;t&eacute; des gr&egrave;ves", "L’été des grèves"),
        ("Kohl & Kraut; M&M", "Kohl & Kraut; M&M"),
        ("<![CDATA[A & B]]>", "A & B"),
        ("Eins &#8211; zwei", "Eins – zwei"),
        ("Nur &amp; nur", "Nur & nur"),
    ],
)
def test_a_sitemaps_title_may_hold_entities_of_html(title, expected):
    assert titles(f"{URLSET}<url><loc>/a</loc><n:news><n:title>{title}</n:title></n:news></url></urlset>") == [expected]


def urlset(paths_and_days):
    return (
        URLSET
        + "".join(f"<url><loc>{BASE}{path}</loc><lastmod>{day}</lastmod></url>" for path, day in paths_and_days)
        + "</urlset>"
    )


def test_of_a_long_sitemap_the_newest_are_listed_wherever_they_stand():
    days = [date(2019, 5, 1) + timedelta(days=number) for number in range(2500)]
    for order in (days, days[::-1], days[1250:] + days[:1250]):
        listed = refs(urlset((f"/{day}", day) for day in order))
        assert {ref.url for ref in listed} == {f"{BASE}/{day}" for day in days[-MAX_ENTRIES:]}
        assert [ref.url for ref in listed] == [f"{BASE}/{day}" for day in order if day in set(days[-MAX_ENTRIES:])]


def test_of_a_long_sitemap_with_dates_of_mail_the_newest_are_listed_too():
    days = [date(2019, 5, 1) + timedelta(days=number) for number in range(2200)]
    listed = refs(urlset((f"/{day}", f"{day:%a, %d %b %Y} 10:00:00 GMT") for day in days))
    assert [ref.url for ref in listed] == [f"{BASE}/{day}" for day in days[-MAX_ENTRIES:]]


def test_a_long_sitemap_without_dates_and_a_short_one_keep_their_order():
    assert [ref.url for ref in refs(urlset((f"/{number}", "") for number in range(1100)))] == [
        f"{BASE}/{number}" for number in range(MAX_ENTRIES)
    ]
    assert [ref.url[-1] for ref in refs(urlset([("/a", "2020-01-01"), ("/b", "2026-01-01")]))] == ["a", "b"]


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("iso-8859-1", None),
        ("windows-1252", None),
        ("iso-8859-15", None),
        ("utf-16", None),
        ("utf-8", None),
        ("utf-8", "iso-8859-1"),
        ("iso-8859-2", "iso-8859-2"),
    ],
)
def test_sitemaps_are_read_in_the_encoding_that_they_declare(encoding, charset):
    title = "Žába" if encoding == "iso-8859-2" else "Äpfel für Fünf"
    text = f"{URLSET}<url><loc>/a</loc><n:news><n:title>{title}</n:title></n:news></url></urlset>"
    declared = "" if charset == encoding else f'<?xml version="1.0" encoding="{encoding}"?>\n'
    assert titles((declared + text).encode(encoding), charset=charset) == [title]


LINES = [
    "https://volksblatt.example/eins\nhttps://volksblatt.example/zwei\n",
    "\ufeffhttps://volksblatt.example/eins\r\n\r\nhttps://volksblatt.example/zwei",
    "# karte\nHTTPS://volksblatt.example/eins\n  https://volksblatt.example/zwei  ",
]


@pytest.mark.parametrize("text", LINES)
def test_a_sitemap_may_be_a_file_of_lines(text):
    assert [ref.url.rsplit("/", 1)[1] for ref in refs(text, "/map.txt")] == ["eins", "zwei"]


@pytest.mark.parametrize("text", ["https://volksblatt.example/ ist zu", "Hallo\nhttps://volksblatt.example/a", "#", ""])
def test_other_text_is_no_sitemap(text):
    listing = parse_listing(text.encode(), "x", BASE)
    assert listing.problem and not listing.refs


def json_feed(*items, **about):
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Blatt", "items": items, **about})


def test_a_json_feed_is_listed():
    feed = json_feed(
        {
            "id": "7",
            "url": "/eins",
            "title": "Was <b> heißt & wem's nützt",
            "date_published": "2026-10-04T08:30:00+02:00",
            "tags": ["Kultur", "Netz"],
            "content_html": "<p>Ein <i>kurzer</i> Anfang</p>",
        },
        {"id": f"{BASE}/zwei", "date_modified": "2026-10-03T00:00:00Z", "content_text": "Zwei"},
        {"id": "3", "external_url": "https://anderswo.example/drei", "title": 3, "tags": "nein"},
        {"id": "4", "title": "Ohne Adresse", "url": "javascript:alert(1)"},
        "nein",
        language="de-AT",
    )
    listing = parse_listing(feed.encode("utf-8-sig"), "x", f"{BASE}/feed.json")
    assert (listing.title, listing.language, listing.is_feed) == ("Blatt", "de-AT", True)
    one, two, three = listing.refs
    assert (one.url, one.title, one.section) == (f"{BASE}/eins", "Was <b> heißt & wem's nützt", "Kultur")
    assert (one.published, one.summary) == (datetime(2026, 10, 4, 6, 30, tzinfo=UTC), "Ein kurzer Anfang")
    assert (two.url, two.summary, two.published.day) == (f"{BASE}/zwei", "Zwei", 3)
    assert (three.url, three.title, three.section) == ("https://anderswo.example/drei", None, None)


@pytest.mark.parametrize(
    "content",
    [
        '{"version": "https://jsonfeed.org/version/1", "items": [',
        '{"version": 1, "items": [{"url": "https://volksblatt.example/a"}]}',
        '{"items": [{"url": "https://volksblatt.example/a"}]}',
        "[" * 5000,
        "{}",
    ],
)
def test_other_json_is_no_feed(content):
    listing = parse_listing(content.encode(), "x", BASE)
    assert listing.problem and not listing.refs


def test_a_json_feed_without_items_is_an_empty_feed():
    listing = parse_listing(json_feed(items=None).encode(), "x", BASE)
    assert (listing.problem, listing.refs, listing.is_feed) == (None, (), True)


def index(*paths):
    return (
        "<sitemapindex>" + "".join(f"<sitemap><loc>{BASE}{path}</loc></sitemap>" for path in paths) + "</sitemapindex>"
    )


def follow(answers, start="/index.xml"):
    requests = []

    def get(url):
        requests.append(url.removeprefix(BASE))
        return FetchResult(url, answers[url.removeprefix(BASE)].encode(), None)

    listed = list_articles("x", FetchResult(BASE + start, answers[start].encode(), None), get)
    return [ref.url.removeprefix(BASE) for ref in listed], requests


def test_an_index_may_list_indexes():
    answers = {
        "/index.xml": index("/jahr.xml", "/rest.xml"),
        "/jahr.xml": index("/monat.xml"),
        "/monat.xml": index("/tag.xml"),
        "/tag.xml": urlset([("/neu", "2026-11-01")]),
        "/rest.xml": urlset([("/alt", "2020-11-01")]),
    }
    assert follow(answers) == (["/neu", "/alt"], ["/jahr.xml", "/monat.xml", "/tag.xml", "/rest.xml"])


def test_indexes_that_list_each_other_or_never_end_are_left():
    answers = {"/index.xml": index("/b.xml", "/index.xml"), "/b.xml": index("/index.xml", "/b.xml")}
    assert follow(answers) == ([], ["/b.xml"])
    endless = {"/index.xml": index("/0")} | {f"/{number}": index(f"/{number + 1}") for number in range(50)}
    listed, requests = follow(endless)
    assert not listed and len(requests) < 6


def test_of_a_long_index_without_dates_the_first_and_the_last_sitemap_are_read():
    answers = {f"/m{number}.xml": urlset([(f"/a{number}", "2026-11-01")]) for number in range(9)}
    answers["/index.xml"] = index(*answers)
    assert follow(answers)[1] == ["/m0.xml", "/m8.xml", "/m1.xml"]
    answers["/index.xml"] = index("/m0.xml", "/m1.xml", "/m2.xml")
    assert follow(answers)[1] == ["/m0.xml", "/m1.xml", "/m2.xml"]


def _long(root, entry, dated):
    """A list of 50,000 entries, the newest in the middle."""
    lines = [
        f"<{entry}><loc>https://kai.example/{n}</loc>"
        + (f"<lastmod>{date(2026, 11, 27) - timedelta(days=abs(n - 25_000))}</lastmod>" if dated else "")
        + f"</{entry}>"
        for n in range(50_000)
    ]
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<{root} xmlns="{namespace}">{"".join(lines)}</{root}>'.encode()


@pytest.mark.parametrize(
    ("content", "first"),
    [
        (_long("urlset", "url", True), "24500"),
        (_long("urlset", "url", False), "0"),
        (_long("sitemapindex", "sitemap", True), "25000"),
        (_long("sitemapindex", "sitemap", False), "0"),
        ("\n".join(f"https://kai.example/{n}" for n in range(50_000)).encode(), "0"),
    ],
    ids=["sitemap", "undated sitemap", "index", "undated index", "lines"],
)
def test_of_a_long_list_only_the_addresses_that_are_listed_are_put_right(monkeypatch, content, first):
    calls = []

    def counted(url, base=""):
        calls.append(url)
        return web_address(url, base)

    monkeypatch.setattr(listing, "web_address", counted)
    monkeypatch.setattr(sniff, "web_address", counted)
    found = parse_listing(content, "kai", "https://kai.example/sitemap.xml")
    addresses = [ref.url for ref in found.refs] or list(found.sitemaps)
    assert len(addresses) == MAX_ENTRIES
    assert addresses[0] == f"https://kai.example/{first}"
    assert len(calls) <= MAX_ENTRIES + 1


@pytest.mark.parametrize(
    ("says", "seconds"),
    [
        ("", 0),
        ("<ttl>30</ttl>", 1800),
        ("<ttl>soon</ttl>", 0),
        ("<ttl>-5</ttl>", 0),
        ("<sy:updatePeriod> Hourly </sy:updatePeriod>", 3600),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>24</sy:updateFrequency>", 3600),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 3600),
        ("<sy:updatePeriod>fortnightly</sy:updatePeriod>", 0),
        ("<ttl>5</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 3600),
    ],
)
def test_how_often_a_feed_wants_to_be_asked(says, seconds):
    name = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    feed = f'<rss version="2.0" {name}><channel><title>x</title>{says}</channel></rss>'
    assert parse_listing(feed.encode(), "paper", "https://paper.example/feed").refresh == seconds
