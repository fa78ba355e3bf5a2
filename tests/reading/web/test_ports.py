"""Ports other than 80 and 443 are read where the catalogue names them, and on loopback where the setting allows it."""

import dataclasses
import socket

import httpcore
import httpx
import pytest

from core.errors import FetchError
from core.newspapers import load_catalogue
from core.reading.factory import make_reader
from core.reading.web.fetch import Fetcher
from core.reading.web.guard import PUBLIC_ONLY, Guard, ports_of
from core.settings import Settings
from core.types import Newspaper, Reason
from tests.support.servers import page, serving

PAPER = Newspaper(
    id="avisen",
    name="Avisen",
    country="no",
    language="no",
    home="https://avisen.example:8443/",
    feeds=("https://avisen.example:8443/rss", "http://Blåbær.example.:8080/rss"),
    sitemaps=("https://kart.example/sitemap.xml", "http://[2620:fe::fe]:81/m.xml"),
)


@pytest.fixture
def connected(monkeypatch):
    """Hosts and ports that are connected to; every name leads to one public address."""
    connections = []

    def getaddrinfo(_host, port, *_, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("9.9.9.9", port))]

    def connect_tcp(_self, _address, port, *_, **__):
        connections.append(port)
        raise httpcore.ConnectError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    return connections


def reason(url, guard=PUBLIC_ONLY):
    with pytest.raises(FetchError) as caught:
        Fetcher(guard).get(url)
    return caught.value.reason


@pytest.mark.parametrize("port", [1, 21, 22, 25, 79, 81, 442, 444, 3306, 5432, 6379, 8000, 8080, 8443, 9200, 65535])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_other_port_is_read(connected, scheme, port):
    assert reason(f"{scheme}://avisen.example:{port}/a") is Reason.UNREADABLE
    assert connected == []


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("http://avisen.example/", 80),
        ("https://avisen.example/", 443),
        ("http://avisen.example:80/", 80),
        ("https://avisen.example:443/", 443),
        ("http://avisen.example:443/", 443),
        ("https://avisen.example:80/", 80),
        ("https://avisen.example:/", 443),
        ("https://avisen.example:00443/", 443),
    ],
)
def test_the_ports_of_the_web_are_read(connected, url, port):
    assert reason(url) is Reason.UNREACHABLE
    assert connected == [port]


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("https://avisen.example:8443/sak/1", 8443),
        ("https://AVISEN.example.:8443/sak/1", 8443),
        ("http://avisen.example:8443/sak/1", 8443),
        ("http://blåbær.example:8080/robots.txt", 8080),
        ("http://xn--blbr-roah.example:8080/rss", 8080),
        ("http://[2620:FE::fe]:81/", 81),
        ("https://kart.example/", 443),
    ],
)
def test_a_port_that_a_paper_of_the_catalogue_names_is_read_on_its_host(connected, url, port):
    assert reason(url, Guard(ports=ports_of([PAPER]))) is Reason.UNREACHABLE
    assert connected == [port]


@pytest.mark.parametrize(
    "url",
    [
        "https://avisen.example:8080/",
        "http://xn--blbr-roah.example:8443/",
        "https://kart.example:8443/",
        "https://www.avisen.example:8443/",
        "https://avisen.example.org:8443/",
        "https://9.9.9.9:8443/",
    ],
)
def test_it_is_read_on_no_other_host(connected, url):
    assert reason(url, Guard(ports=ports_of([PAPER]))) is Reason.UNREADABLE
    assert connected == []


def test_a_named_port_opens_no_private_address():
    with serving({"/a": page("secret")}) as server:
        port = server.server_address[1]
        guard = Guard(ports=frozenset({("127.0.0.1", port), ("localhost", port)}))
        assert reason(f"{server.url}/a", guard) is Reason.PRIVATE_ADDRESS
        assert server.requests == []


def test_the_setting_opens_the_ports_of_loopback_alone(connected):
    assert reason("http://avisen.example:8080/", Guard(allow_loopback=True)) is Reason.UNREADABLE
    assert connected == []


def test_the_setting_opens_every_port_of_loopback():
    with serving({"/a": page("ok")}) as server:
        assert Fetcher(Guard(allow_loopback=True)).get(f"{server.url}/a").content == b"ok"


def test_addresses_without_a_port_name_none():
    plain = dataclasses.replace(PAPER, home="https://a.example/", feeds=("http://a.example:80/f",), sitemaps=())
    unusable = dataclasses.replace(plain, feeds=("http://１２.example‥:8080/",))
    assert ports_of([plain, unusable]) == frozenset()


CATALOGUE = """[[newspaper]]
id = "avisen"
name = "Avisen"
country = "no"
language = "no"
home = "http://avisen.example:8080/"
feeds = ["http://avisen.example:8080/rss"]
"""


@pytest.fixture
def settings(tmp_path):
    path = tmp_path / "papers.toml"
    path.write_text(CATALOGUE, encoding="utf-8")
    return Settings(catalogue=path, cache_minutes=0)


def read_reason(reader, url):
    with pytest.raises(FetchError) as caught:
        reader.get(url)
    reader.close()
    return caught.value.reason


def test_a_reader_opens_the_ports_of_the_configured_catalogue(connected, settings):
    assert read_reason(make_reader(settings, pool=None), "http://avisen.example:8080/rss") is Reason.UNREACHABLE
    assert set(connected) == {8080}


def test_a_reader_of_other_papers_opens_theirs(connected, settings):
    assert read_reason(make_reader(settings, None, catalogue=()), "http://avisen.example:8080/") is Reason.UNREADABLE
    papers = load_catalogue(settings.catalogue)
    other = settings.model_copy(update={"catalogue": settings.catalogue.with_name("missing.toml")})
    assert read_reason(make_reader(other, None, catalogue=papers), "http://avisen.example:8080/") is Reason.UNREACHABLE


def test_a_link_is_read_without_a_catalogue(connected, settings):
    broken = settings.model_copy(update={"catalogue": settings.catalogue.with_name("missing.toml")})
    assert read_reason(make_reader(broken, pool=None), "https://avisen.example/") is Reason.UNREACHABLE
    assert set(connected) == {443}


NAMED = "https://avisen.example:8443/sak/1"


@pytest.mark.parametrize(
    "other", [PUBLIC_ONLY, Guard(allow_loopback=True), Guard(ports=frozenset({("b.example", 8443)}))]
)
def test_a_page_in_the_cache_is_read_only_while_its_port_is_open(connected, tmp_path, other):
    def kept(guard, answer):
        return Fetcher(guard, transport=httpx.MockTransport(answer), cache=tmp_path)

    def answer(_request):
        asked.append("network")
        return httpx.Response(200, headers={"content-type": "text/html", "etag": '"1"'}, text="<p>Kai</p>")

    asked = []
    named = Guard(other.allow_loopback, ports_of([PAPER]))  # its answers lie in the same file
    for _ in range(2):
        opened = kept(named, answer)
        assert opened.get(NAMED, version="1", max_age=600).content == b"<p>Kai</p>"
        opened.close()
    assert asked == ["network"]  # the second time it was in the cache
    closed = Fetcher(other, cache=tmp_path)
    with pytest.raises(FetchError, match="port 8443"):
        closed.get(NAMED, version="1", max_age=600)
    closed.close()
    assert connected == []


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("http://127.0.0.1:8080/", True),
        ("http://[::1]:8080/", True),
        ("http://localhost:8080/", True),
        ("http://LOCALHOST.:8080/", True),
        ("http://localhost.example:8080/", False),
        ("http://10.0.0.1:8080/", False),
        ("https://avisen.example:8443/", False),
        ("https://avisen.example/", True),
    ],
)
def test_of_loopback_every_port_is_open_where_it_is_allowed(url, is_open):
    assert Guard(allow_loopback=True).opens(url) is is_open
    assert PUBLIC_ONLY.opens(url) is url.endswith("avisen.example/")
