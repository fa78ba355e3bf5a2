"""Where a connection may go: public addresses, and nothing else."""

from __future__ import annotations

import ipaddress
import socket
import threading

from core.errors import FetchError
from core.types import Reason
from core.urls import UrlFault, url_fault

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Not of the public internet either, though not every Python release says so.
_SPECIAL = tuple(
    ipaddress.ip_network(block)
    for block in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/23", "3fff::/20", "5f00::/16")
)


def is_public(address: str, allow_loopback: bool = False) -> bool:
    """Whether an IP address belongs to the public internet.

    IPv4 addresses inside IPv6 ones (mapped, 6to4, NAT64) are judged as what
    they are. Loopback counts only where `allow_loopback` says so.
    """
    try:
        ip = _unwrapped(ipaddress.ip_address(address.split("%", maxsplit=1)[0]))
    except ValueError:
        return False
    if ip.is_loopback:
        return allow_loopback
    if any(ip in block for block in _SPECIAL):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


def _unwrapped(ip: IPAddress) -> IPAddress:
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    inner = ip.ipv4_mapped or ip.sixtofour
    if inner is None and ip in _NAT64:
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return inner or ip


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


def resolve(host: str, port: int, timeout: float, allow_loopback: bool = False) -> list[str]:
    """The IP addresses of a host, all of them public.

    Raises
    ------
    FetchError
        If the name does not resolve in time, or one of its addresses is private.
    """
    found: list[str] = []
    problem: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            found.extend(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            problem.append(error)

    # getaddrinfo has no time limit of its own.
    thread = threading.Thread(target=look_up, name="resolve", daemon=True)
    thread.start()
    thread.join(max(0.0, timeout))
    if thread.is_alive():
        raise FetchError(Reason.TOO_SLOW, f"The name {host} was not resolved in time.")
    if problem or not found:
        raise FetchError(Reason.UNREACHABLE, f"The name {host} does not lead to a server.")
    addresses = list(dict.fromkeys(found))
    for address in addresses:
        if not is_public(address, allow_loopback):
            raise FetchError(
                Reason.PRIVATE_ADDRESS, f"{host} leads into a private network, where Broadsheet does not go."
            )
    return addresses
