import ipaddress
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import FetchError
from core.reading.web.guard import PUBLIC_ONLY, Guard, check_url
from core.types import Reason

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
    assert not PUBLIC_ONLY.allows(address)
    assert not Guard(allow_loopback=True).allows(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"])
def test_loopback_needs_the_setting(address):
    assert not PUBLIC_ONLY.allows(address)
    assert Guard(allow_loopback=True).allows(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.1.1", "2a04:4e42::81", "::ffff:8.8.8.8"])
def test_the_internet_is_public(address):
    assert PUBLIC_ONLY.allows(address)


@given(st.text(max_size=30))
def test_what_is_no_address_is_not_public(text):
    assert PUBLIC_ONLY.allows(text) in (True, False)


@pytest.mark.parametrize(
    ("url", "reason", "word"),
    [
        ("https://[bad", Reason.UNREADABLE, "cannot be understood"),
        ("javascript:alert(1)", Reason.NOT_A_PAGE, "Only http and https"),
        ("https:///a", Reason.UNREADABLE, "has no host"),
        ("https://user:word@x.example/", Reason.UNREADABLE, "user name"),
    ],
)
def test_a_refusal_says_what_is_wrong_with_the_address(url, reason, word):
    with pytest.raises(FetchError, match=word) as caught:
        check_url(url)
    assert caught.value.reason is reason
    check_url("https://x.example/a")


@pytest.mark.parametrize("failure", [OSError("no such name"), UnicodeError("label too long")])
def test_a_name_that_leads_nowhere_is_unreachable(monkeypatch, failure):
    def getaddrinfo(*_, **__):
        raise failure

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(FetchError, match="does not lead to a server") as caught:
        PUBLIC_ONLY.resolve("harbour.example", 443, 5)
    assert caught.value.reason is Reason.UNREACHABLE


def test_a_slow_resolver_is_not_waited_for(monkeypatch):
    release = threading.Event()

    def getaddrinfo(*_, **__):
        release.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(FetchError, match="not resolved in time") as caught:
        PUBLIC_ONLY.resolve("harbour.example", 443, 0.01)
    release.set()
    assert caught.value.reason is Reason.TOO_SLOW
