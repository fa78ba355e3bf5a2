"""The guard against requests into private networks: which URLs, IP addresses and ports are connected to."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterable
from dataclasses import dataclass

import httpx

from core.errors import FetchError
from core.types import Newspaper, Reason
from core.urls import UrlFault, url_fault

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

OPEN_PORTS = (80, 443)
"""Ports of every host: those of http and https (RFC 9110, section 4.2)."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SPECIAL = tuple(
    ipaddress.ip_network(block)
    for block in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b:1::/48",
        "100:0:0:1::/64",
        "2001::/23",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
"""Special-purpose blocks of IANA and the site-local one (RFC 3879), not non-global to every Python release."""
_ISATAP = (0x00005EFE, 0x02005EFE)
"""Third quarter of an IPv6 address that ends with an IPv4 one (RFC 5214, section 6.1)."""
_REFUSALS = {
    UrlFault.MALFORMED: (Reason.UNREADABLE, "The address cannot be understood: it is not a web address."),
    UrlFault.SCHEME: (Reason.NOT_A_PAGE, "Only http and https addresses are read."),
    UrlFault.HOST: (Reason.UNREADABLE, "The address has no host: a full http or https URL is needed."),
    UrlFault.CREDENTIALS: (
        Reason.UNREADABLE,
        "The address contains a user name, which links to articles never do.",
    ),
}


def check_url(url: str) -> None:
    """Refuse what is no plain web address.

    Raises
    ------
    FetchError
        If the address is not http(s), names no host, or carries a password.
    """
    if (fault := url_fault(url)) is not None:
        raise FetchError(*_REFUSALS[fault])


@dataclass(frozen=True, slots=True)
class Guard:
    """Allows connections to public IP addresses alone, and to the ports of the web.

    Parameters
    ----------
    allow_loopback : bool
        Allow this machine's own addresses too, on every port; for tests.
    ports : frozenset of (str, int)
        Hosts with one more port each that is open on them.
    """

    allow_loopback: bool = False
    ports: frozenset[tuple[str, int]] = frozenset()

    def allows(self, address: str) -> bool:
        """Tell whether an IP address may be connected to.

        IPv4 addresses inside IPv6 ones (mapped, 6to4, NAT64, ISATAP) are
        judged as what they are.
        """
        try:
            ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
        except ValueError:
            return False
        return all(map(self._allows, _unwrap(ip)))

    def _allows(self, ip: IPAddress) -> bool:
        if ip.is_loopback:
            return self.allow_loopback
        if any(ip in block for block in _SPECIAL):
            return False
        return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)

    def resolve(self, host: str, port: int, timeout: float) -> list[str]:
        """Resolve a host to its IP addresses, all of them allowed on this port.

        Raises
        ------
        FetchError
            If the name does not resolve in time, one of its addresses is
            private, or the port is none that is read on this host.
        """
        addresses = _look_up(host, port, timeout)
        if not all(map(self.allows, addresses)):
            raise FetchError(
                Reason.PRIVATE_ADDRESS, f"{host} leads into a private network, where Broadsheet does not go."
            )
        if not self._opens(host, port) and not all(ipaddress.ip_address(ip).is_loopback for ip in addresses):
            raise FetchError(
                Reason.UNREADABLE, f"The address names port {port}: only 80, 443 and those of the catalogue are read."
            )
        return addresses

    def opens(self, url: str) -> bool:
        """Tell whether a URL's port is read on its host, as far as can be told before the host is resolved.

        What a cache holds of other URLs may have been read under another
        catalogue or setting.
        """
        host, port = _host_and_port(url)
        return self._opens(host, port) or (self.allow_loopback and _is_loopback(host))

    def _opens(self, host: str, port: int) -> bool:
        return port in OPEN_PORTS or (_plain(host), port) in self.ports


PUBLIC_ONLY = Guard()
"""The guard where no catalogue names another port."""


def ports_of(papers: Iterable[Newspaper]) -> frozenset[tuple[str, int]]:
    """List the hosts with a port that the papers of a catalogue name beside those of http and https."""
    addresses = (url for paper in papers for url in (paper.home, *paper.feeds, *paper.sitemaps))
    return frozenset((host, port) for host, port in map(_host_and_port, addresses) if port not in OPEN_PORTS)


def _host_and_port(url: str) -> tuple[str, int]:
    """Return the host as the connection names it, and the port; 80 where the URL names none, or is none."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return "", OPEN_PORTS[0]
    return _plain(parsed.raw_host.decode("ascii")), parsed.port or OPEN_PORTS[0]


def _is_loopback(host: str) -> bool:
    """Tell whether a host is this machine by its spelling (RFC 6761, section 6.3, for the name)."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _plain(host: str) -> str:
    return host.lower().rstrip(".")


def _unwrap(ip: IPAddress) -> tuple[IPAddress, ...]:
    """Return the addresses by which an address is judged."""
    if isinstance(ip, ipaddress.IPv4Address):
        return (ip,)
    inner, last = ip.ipv4_mapped or ip.sixtofour, ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if inner is not None or ip in _NAT64:
        return (inner or last,)
    return (ip, last) if (int(ip) >> 32) & 0xFFFFFFFF in _ISATAP else (ip,)


def _look_up(host: str, port: int, timeout: float) -> list[str]:
    """Ask the resolver in a thread, because getaddrinfo has no time limit of its own."""
    addresses: list[str] = []

    def look_up() -> None:
        try:
            addresses.extend(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            addresses.clear()

    thread = threading.Thread(target=look_up, name="resolve", daemon=True)
    thread.start()
    thread.join(max(0.0, timeout))
    if thread.is_alive():
        raise FetchError(Reason.TOO_SLOW, f"The name {host} was not resolved in time.")
    if not addresses:
        raise FetchError(Reason.UNREACHABLE, f"The name {host} does not lead to a server.")
    return list(dict.fromkeys(addresses))
