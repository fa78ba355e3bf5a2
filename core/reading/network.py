"""Connections that go to the address that was checked, and end at a deadline."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from core.reading.guard import resolve

_request = threading.local()


def set_deadline(seconds: float) -> float:
    """Everything this thread does on the network from now on ends in so many seconds; gives that moment."""
    _request.deadline = time.monotonic() + seconds
    return float(_request.deadline)


def remaining() -> float:
    """Seconds this thread's request has left."""
    return float(getattr(_request, "deadline", time.monotonic() + 15.0)) - time.monotonic()


def _limit(timeout: float | None) -> float:
    left = remaining()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this request is over")
    return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A stream each of whose steps gets no more time than the request has left."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _limit(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _limit(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _limit(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Resolves, checks, and connects to exactly what was checked."""

    def __init__(self, allow_loopback: bool) -> None:
        self._allow_loopback = allow_loopback
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = resolve(host, port, _limit(timeout), self._allow_loopback)
        for last, address in zip([False] * (len(addresses) - 1) + [True], addresses, strict=True):
            try:
                return _Stream(self._backend.connect_tcp(address, port, _limit(timeout), None, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last:
                    raise
        raise httpcore.ConnectError(host)

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("only the web is read")


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport over connections that are checked and bounded."""

    def __init__(self, allow_loopback: bool = False) -> None:
        super().__init__(trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=64,
            max_keepalive_connections=16,
            keepalive_expiry=5.0,
            network_backend=_Backend(allow_loopback),
        )
