"""Connections to exactly the IP address that the guard allowed, each request with a deadline."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpcore
import httpx

from core.reading.web.guard import PUBLIC_ONLY, Guard

MAX_SECONDS = 15.0
"""Seconds for one request with all its redirects; waiting for a turn is not counted."""
MAX_CONNECTIONS = 64
"""Open connections; 40 newspapers are read at the same time by default."""
MAX_IDLE_CONNECTIONS = 16
"""Connections that stay open for the next request."""

_request = threading.local()


def set_deadline(seconds: float) -> None:
    """End everything that this thread does on the network in so many seconds."""
    _request.deadline = time.monotonic() + seconds


def remaining() -> float:
    """Return the seconds that this thread's request has left."""
    deadline: float | None = getattr(_request, "deadline", None)
    return MAX_SECONDS if deadline is None else deadline - time.monotonic()


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
    """Resolves a host under the guard, and connects to exactly the addresses that it allowed."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = self._guard.resolve(host, port, _limit(timeout))
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return _Stream(self._backend.connect_tcp(address, port, _limit(timeout), None, socket_options))
        return _Stream(self._backend.connect_tcp(last, port, _limit(timeout), None, socket_options))

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("only the web is read")


_NAMES = (
    "TimeoutException",
    "ConnectTimeout",
    "ReadTimeout",
    "WriteTimeout",
    "PoolTimeout",
    "NetworkError",
    "ConnectError",
    "ReadError",
    "WriteError",
    "ProxyError",
    "UnsupportedProtocol",
    "ProtocolError",
    "LocalProtocolError",
    "RemoteProtocolError",
)
_HTTPX_ERRORS: dict[type[Exception], type[httpx.TransportError]] = {
    getattr(httpcore, name): getattr(httpx, name) for name in _NAMES
}
"""Errors of httpcore, and those of the same names by which httpx is known to raise them."""


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """Raise httpcore's errors as httpx's of the same name."""
    try:
        yield
    except tuple(_HTTPX_ERRORS) as problem:
        nearest = next(kind for kind in type(problem).__mro__ if kind in _HTTPX_ERRORS)
        raise _HTTPX_ERRORS[nearest](str(problem)) from problem


class _Body(httpx.SyncByteStream):
    """The bytes of an answer as they come."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _httpx_errors():
            yield from self._stream

    def close(self) -> None:
        with _httpx_errors():
            self._stream.close()


class GuardedTransport(httpx.BaseTransport):
    """A transport of httpx whose connections pass the guard and end at the deadline.

    Parameters
    ----------
    guard : Guard
        Decides which addresses are connected to.
    """

    def __init__(self, guard: Guard = PUBLIC_ONLY) -> None:
        self._connections = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_IDLE_CONNECTIONS,
            keepalive_expiry=5.0,
            network_backend=_Backend(guard),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's body is read as it is asked for.

        Raises
        ------
        httpx.TransportError
            If the server cannot be reached, is too slow, or does not speak HTTP.
        """
        url = request.url
        wire = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _httpx_errors():
            answer = self._connections.handle_request(wire)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._connections.close()
