"""No spelling, name, redirect or listing leads into a private network."""

import socket

import httpcore
import pytest

from core.errors import FetchError
from core.reading.feeds.autodiscovery import read_site
from core.reading.feeds.discover import list_articles
from core.reading.web.fetch import Fetcher, FetchResult
from core.reading.web.guard import PUBLIC_ONLY, Guard
from core.reading.web.robots import Robots
from core.types import Reason
from tests.support.servers import page, redirect

LOOPBACK = Guard(allow_loopback=True)
PRIVATE = "10.1.2.3"
NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "intranet": [PRIVATE],
    "10.1.2.3.nip.io": [PRIVATE],
    "app-10-1-2-3.nip.io": [PRIVATE],
    "0a010203.sslip.io": [PRIVATE],
    "127.0.0.1.xip.io": ["127.0.0.1"],
    "localtest.me": ["::1"],
    "metadata.google.internal": ["169.254.169.254"],
    "half.zeitung.example": ["9.9.9.9", PRIVATE],
    "mapped.zeitung.example": ["::ffff:10.1.2.3"],
    "nat64.zeitung.example": ["64:ff9b::a01:203"],
    "scoped.zeitung.example": ["fe80::1%2"],
    "xn--zrich-kva.example": [PRIVATE],
    "public.zeitung.example": ["9.9.9.9"],
}
_getaddrinfo = socket.getaddrinfo


@pytest.fixture
def connected(monkeypatch):
    """The addresses that are connected to; names are those of `NAMES`, numbers are read by the C library."""
    addresses = []

    def getaddrinfo(host, port, *_, **__):
        name = host.decode() if isinstance(host, bytes) else host
        answers = NAMES.get(name.lower().rstrip("."))
        if answers is None:
            return _getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answer, port)) for answer in answers]

    def connect_tcp(_self, host, *_, **__):
        addresses.append(host)
        raise httpcore.ConnectError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    return addresses


def refusal(url, guard=PUBLIC_ONLY):
    fetcher = Fetcher(guard)
    try:
        with pytest.raises(FetchError) as caught:
            fetcher.get(url)
    finally:
        fetcher.close()
    return caught.value.reason


HOSTS = [
    # decimal, octal, hexadecimal and short forms, as inet_aton reads them
    "10.1.2.3",
    "167838211",
    "0x0a010203",
    "0X0A010203",
    "01200201003",
    "012.1.2.3",
    "0x0a.0x01.0x02.0x03",
    "0x0a.1.0x2.3",
    "012.0x1.515",
    "10.66051",
    "10.1.515",
    "000000012.1.2.3",
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "0",
    "0.0.0.0",
    "00.00.00.00",
    "192.168.0.1",
    "3232235521",
    "0300.0250.0.1",
    "192.168.1",
    "172.16.0.1",
    "0xac.16.1",
    "172.31.255.255",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "100.64.0.1",
    "198.18.0.1",
    "192.0.0.170",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    # IPv6, and IPv4 inside it
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000:0000:0000:0000:0000:0000:0000:0001]",
    "[::0001]",
    "[::127.0.0.1]",
    "[::10.1.2.3]",
    "[::ffff:10.1.2.3]",
    "[::FFFF:A01:203]",
    "[0:0:0:0:0:ffff:0a01:0203]",
    "[::ffff:127.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:0:a01:203]",
    "[64:ff9b::10.1.2.3]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::a01:203]",
    "[64:ff9b:1:ffff::8.8.8.8]",
    "[2002:a01:203::]",
    "[2002:7f00:1::1]",
    "[2002:a9fe:a9fe::1]",
    "[2002:c0a8:101:1::1]",
    "[2001:0:a01:203::]",
    "[2001::f5fe:fdfc]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
    "[2001:10::1]",
    "[2001:db8::1]",
    "[2a04:4e42::5efe:10.1.2.3]",
    "[2a04:4e42::200:5efe:7f00:1]",
    "[fe80::5efe:9.9.9.9]",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[fe80::1%251]",
    "[::1%25lo]",
    "[fec0::1]",
    "[feff::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fdff:ffff::1]",
    "[ff02::1]",
    "[100::1]",
    "[100:0:0:1::1]",
    "[3fff::1]",
    "[5f00::1]",
    # trailing dots, other digits and dots, names
    "10.1.2.3.",
    "127.0.0.1.",
    "127.1.",
    "localhost.",
    "LOCALHOST",
    "intranet.",
    "１０.１.２.３",
    "①⓪.①.②.③",
    "１２７.0.0.1",
    "١٢٧.٠.٠.١",
    "10。1。2。3",
    "10．1．2．3",
    "127｡0｡0｡1",
    "ⓛocalhost",
    "loc%61lhost",
    "%31%30.1.2.3",
    "zürich.example",
    "10.1.2.3.nip.io",
    "app-10-1-2-3.nip.io",
    "0a010203.sslip.io",
    "127.0.0.1.xip.io",
    "localtest.me",
    "metadata.google.internal",
    "half.zeitung.example",
    "mapped.zeitung.example",
    "nat64.zeitung.example",
    "scoped.zeitung.example",
]


def test_there_are_enough_spellings():
    assert len(set(HOSTS)) >= 100


@pytest.mark.parametrize("host", HOSTS)
def test_no_spelling_leads_into_a_private_network(connected, host):
    assert refusal(f"http://{host}/a") in (Reason.PRIVATE_ADDRESS, Reason.UNREADABLE, Reason.UNREACHABLE)
    assert connected == []


@pytest.mark.parametrize(
    "host", ["10.1.2.3", "0x7f.1", "127.1", "2852039166", "[::1]", "[2002:a01:203::]", "[fec0::1]", "localtest.me"]
)
def test_the_refusal_says_that_it_is_private(connected, host):
    assert refusal(f"https://{host}/") is Reason.PRIVATE_ADDRESS


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("9.9.9.9", "9.9.9.9"),
        ("151587081", "9.9.9.9"),
        ("0x9.9.9.9", "9.9.9.9"),
        ("public.zeitung.example", "9.9.9.9"),
        ("PUBLIC.zeitung.example.", "9.9.9.9"),
        ("[2620:fe::fe]", "2620:fe::fe"),
        ("[::ffff:9.9.9.9]", "::ffff:9.9.9.9"),
        ("[64:ff9b::9.9.9.9]", "64:ff9b::909:909"),
        ("[2002:909:909::1]", "2002:909:909::1"),
        ("[2a04:4e42::5efe:9.9.9.9]", "2a04:4e42::5efe:909:909"),
    ],
)
def test_every_spelling_of_a_public_address_is_connected_to(connected, host, address):
    assert refusal(f"http://{host}/a") is Reason.UNREACHABLE  # the test's network connects to nothing
    assert connected == [address]


@pytest.mark.parametrize(
    "url",
    [
        "http://leser:geheim@public.zeitung.example/",
        "http://leser@public.zeitung.example/",
        "http://:@public.zeitung.example/",
        "http://@10.1.2.3/",
        "https://public.zeitung.example@10.1.2.3/",
        "https://public.zeitung.example:80@10.1.2.3/",
        "http://public.zeitung.example\\@10.1.2.3/",
        "http://10.1.2.3\\@public.zeitung.example/",
        "http://leser%40x:y@10.1.2.3/",
        "http://[::1]@public.zeitung.example/",
    ],
)
def test_an_address_with_a_user_is_not_read(connected, url):
    assert refusal(url) is Reason.UNREADABLE
    assert connected == []


@pytest.mark.parametrize(
    "url",
    [
        "http://10.1.2.3\\.public.zeitung.example/",
        "http://10.1.2.3#@public.zeitung.example/",
        "http://10.1.2.3?@public.zeitung.example/",
        "http:///10.1.2.3/",
        "http:10.1.2.3/",
        "http://10.1.2.3\t/",
        "http://10.1.\n2.3/",
        " http://10.1.2.3/",
        "http://10.1.2.3%00.public.zeitung.example/",
        "http://10.1.2.3%2f@public.zeitung.example/",
    ],
)
def test_no_trick_of_punctuation_leads_into_a_private_network(connected, url):
    assert refusal(url) in (Reason.PRIVATE_ADDRESS, Reason.UNREADABLE, Reason.UNREACHABLE, Reason.NOT_A_PAGE)
    assert connected == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://10.1.2.3/", Reason.PRIVATE_ADDRESS),
        ("//10.1.2.3/", Reason.PRIVATE_ADDRESS),
        ("http://167838211/", Reason.PRIVATE_ADDRESS),
        ("https://[64:ff9b::a01:203]/", Reason.PRIVATE_ADDRESS),
        ("http://[::ffff:a9fe:a9fe]/latest/meta-data/", Reason.PRIVATE_ADDRESS),
        ("http://[fe80::1%25eth0]/", Reason.PRIVATE_ADDRESS),
        ("http://leser:geheim@10.1.2.3/", Reason.UNREADABLE),
        ("file:///etc/passwd", Reason.NOT_A_PAGE),
        ("FILE://localhost/etc/passwd", Reason.NOT_A_PAGE),
        ("gopher://10.1.2.3:70/", Reason.NOT_A_PAGE),
        ("http://9.9.9.9:22/", Reason.UNREADABLE),
    ],
)
@pytest.mark.parametrize("hops", [1, 4])
def test_no_chain_of_redirects_leads_into_a_private_network(server, target, reason, hops):
    for number in range(hops):
        code = (301, 302, 303, 307, 308)[number % 5]
        server.answers[f"/{number}"] = redirect(f"/{number + 1}" if number < hops - 1 else target, code)
    if "%25" in target:
        assert refusal(f"{server.url}/0", LOOPBACK) in (reason, Reason.UNREACHABLE)  # where there is no such zone
    else:
        assert refusal(f"{server.url}/0", LOOPBACK) is reason
    assert server.paths() == [f"/{number}" for number in range(hops)]


def test_a_chain_of_redirects_within_bounds_is_followed(server):
    for number in range(4):
        server.answers[f"/{number}"] = redirect(f"/{number + 1}")
    server.answers["/4"] = page("ok")
    assert Fetcher(LOOPBACK).get(f"{server.url}/0").content == b"ok"


def test_each_connection_goes_to_an_address_of_the_one_lookup_before_it(monkeypatch):
    """DNS rebinding: the name is public when it is checked, and private from then on."""
    lookups, connections = [], []

    def getaddrinfo(host, port, *_, **__):
        lookups.append(host)
        address = "9.9.9.9" if len(lookups) % 2 else PRIVATE
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect_tcp(_self, host, *_, **__):
        connections.append((host, len(lookups)))
        raise httpcore.ConnectError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    reasons = [refusal("https://rebind.zeitung.example/") for _ in range(4)]
    assert reasons == [Reason.UNREACHABLE, Reason.PRIVATE_ADDRESS] * 2
    assert connections == [("9.9.9.9", 1), ("9.9.9.9", 3)]


def test_the_host_that_is_asked_for_stays_in_the_request(monkeypatch, server):
    """The connection goes to the address, the request to the name: certificates and virtual hosts are the name's."""
    hosts = []

    def answer(handler):
        hosts.append(handler.headers["Host"])
        handler.reply(200, b"ok")

    def getaddrinfo(host, port, *_, **__):
        return _getaddrinfo("127.0.0.1" if host == "blad.example" else host, port, type=socket.SOCK_STREAM)

    server.answers["/a"] = answer
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    port = server.server_address[1]
    assert Fetcher(LOOPBACK).get(f"http://blad.example:{port}/a").content == b"ok"
    assert hosts == [f"blad.example:{port}"]


LOCAL = ["file:///etc/passwd", "FILE:/etc/hosts", "file://localhost/etc/passwd", "file:etc", "jar:file:///a.zip!/b"]


@pytest.mark.parametrize("target", LOCAL)
def test_no_site_makes_its_file_a_feed(target):
    markup = f"""<html><head><link rel="alternate" type="application/rss+xml" href="{target}">
    <link rel="alternate" type="application/rss+xml" href="/flux.xml"></head></html>"""
    assert list(read_site(markup.encode(), "https://gazette.example/").feeds) == ["https://gazette.example/flux.xml"]


@pytest.mark.parametrize("target", LOCAL)
@pytest.mark.parametrize(
    "listing",
    [
        '<rss version="2.0"><channel><item><title>a</title><link>{}</link></item>'
        "<item><title>b</title><link>https://gazette.example/b</link></item></channel></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><link href="{}"/></entry>'
        '<entry><title>b</title><link href="https://gazette.example/b"/></entry></feed>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url>'
        "<url><loc>https://gazette.example/b</loc></url></urlset>",
    ],
)
def test_no_listing_makes_a_file_an_article(target, listing):
    fetched = FetchResult("https://gazette.example/flux.xml", listing.format(target).encode(), None)
    urls = [ref.url for ref in list_articles("gazette", fetched)]
    assert "https://gazette.example/b" in urls
    assert all(url.startswith("https://gazette.example/") for url in urls)


@pytest.mark.parametrize("target", LOCAL)
def test_no_sitemap_of_an_index_or_of_robots_txt_is_a_file(target):
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{target}</loc></sitemap></sitemapindex>"
    )
    asked = []

    def get(url):
        asked.append(url)
        raise FetchError(Reason.GONE, "Not there.", 404)

    try:
        list_articles("gazette", FetchResult("https://gazette.example/index.xml", index.encode(), None), get)
    except FetchError as problem:
        assert problem.reason in (Reason.GONE, Reason.UNREADABLE, Reason.NOT_A_PAGE)
    assert all(url.startswith("https://gazette.example/") for url in asked)
    assert Robots(f"Sitemap: {target}\nSitemap: https://gazette.example/m.xml".encode()).sitemaps == [
        "https://gazette.example/m.xml"
    ]
