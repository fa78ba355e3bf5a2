"""A connection goes to the address that was checked: to no private one, through no proxy."""

import socket

import httpcore
import pytest

from core.reading.web.fetch import Fetcher
from core.reading.web.guard import Guard
from core.types import Reason
from tests.reading.web.conftest import LOOPBACK, reason
from tests.support.servers import page, redirect


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "http://[fe80::1]/",
        "http://167772161/",
        "http://0xa9fea9fe/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
    ],
)
def test_no_redirect_leads_into_a_private_network(server, fetcher, target):
    server.answers["/a"] = redirect(target)
    assert reason(fetcher, f"{server.url}/a") == Reason.PRIVATE_ADDRESS
    assert server.paths() == ["/a"]


def test_loopback_is_closed_without_the_setting(server):
    server.answers["/a"] = page("secret")
    closed = Fetcher()
    decimal = ("2130706433", "0x7f000001", "017700000001", "127.1", "0", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]")
    for host in ("127.0.0.1", "localhost", "[::1]", *decimal):
        assert reason(closed, f"http://{host}:{server.server_address[1]}/a") in (
            Reason.PRIVATE_ADDRESS,
            Reason.UNREACHABLE,
        )
    assert server.requests == []


class Resolving(Guard):
    """A guard whose names lead to these addresses, one list each time it is asked."""

    def __init__(self, *answers):
        super().__init__(allow_loopback=True)
        object.__setattr__(self, "answers", iter(answers))
        object.__setattr__(self, "asked", [])

    def resolve(self, host, port, timeout):
        self.asked.append(host)
        return next(self.answers)


def test_the_connection_goes_to_the_address_that_was_checked(server):
    """A name that leads elsewhere the second time it is asked for gets nobody anywhere."""
    guard = Resolving(["127.0.0.1"], ["10.0.0.1"])
    server.answers["/a"] = page("ok")
    assert Fetcher(guard).get(f"http://news.example:{server.server_address[1]}/a").content == b"ok"
    assert guard.asked == ["news.example"]


def test_a_host_with_one_dead_address_is_reached_by_the_other(server):
    server.answers["/a"] = page("ok")
    guard = Resolving(["::1", "127.0.0.1"], ["::1"])
    assert Fetcher(guard).get(f"http://news.example:{server.server_address[1]}/a").content == b"ok"
    assert reason(Fetcher(guard), f"http://news.example:{server.server_address[1]}/a") == Reason.UNREACHABLE


def test_a_name_that_changes_its_mind_gains_nothing(server, monkeypatch):
    """Public when it is checked, loopback when it is asked for again: the connection goes to what was checked."""
    answers = iter([["203.0.113.9", "8.8.8.8"], ["8.8.4.4"], ["127.0.0.1"]])
    connected = []

    def getaddrinfo(host, port, *_, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in next(answers)]

    def connect_tcp(_self, host, *_, **__):
        connected.append(host)
        raise httpcore.ConnectError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    closed = Fetcher()
    assert reason(closed, "http://news.example/") == Reason.PRIVATE_ADDRESS  # one address of two is not public
    assert reason(closed, "http://news.example/") == Reason.UNREACHABLE
    assert reason(closed, "http://news.example/") == Reason.PRIVATE_ADDRESS
    assert connected == ["8.8.4.4"]


def test_no_proxy_of_the_environment_is_used(server, fetcher, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    server.answers["/a"] = page("ok")
    assert Fetcher(LOOPBACK).get(f"{server.url}/a").content == b"ok"
