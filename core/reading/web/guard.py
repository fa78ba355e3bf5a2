"""The guard against requests into private networks: which URLs are requested, which IP addresses connected to."""

from __future__ import annotations

import ipaddress
import socket
import threading
from dataclasses import dataclass

from core.errors import FetchError
from core.types import Reason
from core.urls import UrlFault, url_fault

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SPECIAL = tuple(
    ipaddress.ip_network(block)
    for block in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/23", "3fff::/20", "5f00::/16")
)
"""Special-purpose blocks of IANA that not every Python release counts as non-global."""
_REFUSALS = {
    UrlFault.MALFORMED: (Reason.UNREADABLE, "The address cannot be understood: it is no web address."),
    UrlFault.SCHEME: (Reason.NOT_A_PAGE, "Only http and https addresses are read."),
    UrlFault.HOST: (Reason.UNREADABLE, "The address names no host: a full http or https address is needed."),
    UrlFault.CREDENTIALS: (
        Reason.UNREADABLE,
        "The address carries a user name, which no address of an article does.",
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
    """Allows connections to public IP addresses alone.

    Parameters
    ----------
    allow_loopback : bool
        Allow this machine's own addresses too; for tests.
    """

    allow_loopback: bool = False

    def allows(self, address: str) -> bool:
        """Tell whether an IP address may be connected to.

        IPv4 addresses inside IPv6 ones (mapped, 6to4, NAT64) are judged as
        what they are.
        """
        try:
            ip = _unwrap(ipaddress.ip_address(address.split("%", maxsplit=1)[0]))
        except ValueError:
            return False
        if ip.is_loopback:
            return self.allow_loopback
        if any(ip in block for block in _SPECIAL):
            return False
        return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)

    def resolve(self, host: str, port: int, timeout: float) -> list[str]:
        """Resolve a host to its IP addresses, all of them allowed.

        Raises
        ------
        FetchError
            If the name does not resolve in time, or one of its addresses is private.
        """
        addresses = _look_up(host, port, timeout)
        if not all(map(self.allows, addresses)):
            raise FetchError(
                Reason.PRIVATE_ADDRESS, f"{host} leads into a private network, where Broadsheet does not go."
            )
        return addresses


PUBLIC_ONLY = Guard()
"""The guard of everything but tests."""


def _unwrap(ip: IPAddress) -> IPAddress:
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    inner = ip.ipv4_mapped or ip.sixtofour
    if inner is None and ip in _NAT64:
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return inner or ip


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
