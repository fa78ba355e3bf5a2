"""Newspapers on loopback, for tests and benchmarks: honest ones, hostile ones, and the saved real pages.

Every server ends when its `with` block does, and every endless answer is
bounded in time and size, so that nothing outlives a test.
"""

from __future__ import annotations

import gzip
import html
import json
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from core.types import Newspaper

PAGES = Path(__file__).resolve().parents[3] / "shared" / "pages"
MAX_ANSWER_SECONDS = 40.0
"""Seconds after which even an endless answer ends."""
MAX_ANSWER_BYTES = 64 * 1024 * 1024

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers from the server's table of paths; what is not there is 404."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self):
        self.server.requests.append((time.monotonic(), self.path))
        answer = self.server.answers.get(urlsplit(self.path).path)
        if self.server.latency:
            time.sleep(self.server.latency)
        with suppress(BrokenPipeError, ConnectionResetError):
            if answer is None:
                self.reply(404, b"not here")
            else:
                answer(self)

    def reply(self, status=200, body=b"", content_type="text/html; charset=utf-8", **headers):
        """One whole answer; an underscore in a header's name stands for a hyphen."""
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    """One newspaper's host."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, latency: float = 0.0):
        super().__init__(("127.0.0.1", 0), Handler)
        self.latency = latency
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[float, str]] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def paths(self) -> list[str]:
        return [path for _, path in self.requests]

    def handle_error(self, request, client_address):
        pass


@contextmanager
def serving(answers: dict[str, Answer] | None = None, latency: float = 0.0) -> Iterator[Server]:
    """A server that runs while the block does, and waits `latency` seconds before each answer."""
    server = Server(latency)
    server.answers.update(answers or {})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


# What a path can answer.


def page(body: bytes | str, content_type="text/html; charset=utf-8", status=200, **headers) -> Answer:
    content = body.encode() if isinstance(body, str) else body
    return lambda handler: handler.reply(status, content, content_type, **headers)


def status(code: int) -> Answer:
    return page(b"no", status=code)


def redirect(target: str, code=302) -> Answer:
    return page(b"", status=code, Location=target)


def slow_headers(handler: Handler) -> None:
    """A header byte now and then, for as long as anyone listens."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(handler, b"a")


def slow_body(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>")
    _drip(handler, b"a")


def silent(handler: Handler) -> None:
    """Accept the request and say nothing."""
    handler.server.closing.wait(MAX_ANSWER_SECONDS)
    handler.close_connection = True


def _drip(handler: Handler, drop: bytes) -> None:
    handler.close_connection = True
    end = time.monotonic() + MAX_ANSWER_SECONDS
    while time.monotonic() < end and not handler.server.closing.wait(0.5):
        handler.wfile.write(drop)
        handler.wfile.flush()


def endless(handler: Handler) -> None:
    """More and more of a page, until whoever reads it has enough."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    chunk = b"<p>and so on and so on</p>" * 2500
    for _ in range(MAX_ANSWER_BYTES // len(chunk)):
        handler.wfile.write(chunk)


def gzip_bomb(handler: Handler) -> None:
    """Some 300 KB that would unpack to 300 MB."""
    handler.reply(200, _packed(300), Content_Encoding="gzip")


@lru_cache
def _packed(megabytes: int) -> bytes:
    """Gzip of so many megabytes: one compressed, its block repeated (the check sum at the end would be wrong)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"0" * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + block * megabytes


def brotli_bomb(handler: Handler) -> None:
    """An encoding that nobody asked for: nothing of it may be unpacked."""
    handler.reply(200, b"\x5b\xff\xff\x03\x00\x24\xc2\xe2\x99\x40\x02" * 1000, Content_Encoding="br")


def nested_gzip(handler: Handler) -> None:
    """A gzip bomb inside gzip: unpacked once it is still one."""
    handler.reply(200, gzip.compress(_packed(100), 9), Content_Encoding="gzip")


def endless_text(handler: Handler) -> None:
    """A robots.txt without end."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n")
    chunk = b"User-agent: *\nDisallow: /private/and/so/on\n" * 1500
    for _ in range(MAX_ANSWER_BYTES // len(chunk)):
        handler.wfile.write(chunk)


def reset(handler: Handler) -> None:
    handler.close_connection = True
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def broken_off(handler: Handler) -> None:
    """Announces more than it sends."""
    handler.close_connection = True
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n<p>half a")


def not_http(handler: Handler) -> None:
    handler.close_connection = True
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "'
    + "ha" * 50
    + '">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><rss version="2.0"><channel><title>&i;</title><item><title>&i;</title><link>http://127.0.0.1/&i;</link></item>'
    "</channel></rss>"
).encode()
"""The billion laughs: a kilobyte that expands to ten gigabytes."""


def long_feed(count: int = 100_000) -> bytes:
    """A feed of so many entries, within the size that is read."""
    return b"<rss><channel>" + b"".join(b"<item><link>/%d</link></item>" % n for n in range(count))


# Whole newspapers.

WORDS = (
    "The council met on Tuesday evening to decide on the new bridge. Members of all parties spoke for two hours before "
    "the vote. The leader of the opposition asked for a second report on its cost, and the minister said they "
    "would pay half. Residents who had come to listen applauded when the plan was carried by twelve votes to nine. "
    "Work is to begin in spring, the mayor told reporters, and to last for two years. "
)


def article_html(title: str, text: str = WORDS * 2, head: str = "", section: str = "Politics") -> str:
    """A plain article page."""
    paragraphs = "".join(f"<p>{html.escape(part)}.</p>" for part in text.split(". ") if part.strip())
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{html.escape(title)}</title>"
        f'<meta property="og:title" content="{html.escape(title)}"><meta property="og:type" content="article">'
        f'<meta property="article:section" content="{section}">{head}</head><body><nav><a href=/>Home</a></nav>'
        f"<article><h1>{html.escape(title)}</h1>{paragraphs}</article><footer>All rights reserved</footer></body>"
    )


def feed(base: str, paths: list[str], titles: list[str] | None = None) -> bytes:
    """An RSS feed of these paths, newest first."""
    names = titles or [f"Council votes on bridge {number}" for number in range(len(paths))]
    items = "".join(
        f"<item><title>{html.escape(name)}</title><link>{html.escape(base + path)}</link>"
        f"<pubDate>Fri, 20 Nov 2026 {23 - number % 24:02}:00:00 GMT</pubDate></item>"
        for number, (path, name) in enumerate(zip(paths, names, strict=True))
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def publish(server: Server, articles: dict[str, Answer]) -> None:
    """Put these articles and their feed on a server."""
    server.answers.update(articles)
    server.answers["/feed.xml"] = page(feed(server.url, list(articles)), "application/rss+xml")


def newspaper(server: Server, name: str = "paper", **more) -> Newspaper:
    sources = {"feeds": (f"{server.url}/feed.xml",), **more}
    return Newspaper(name, name.title(), "gb", "en", f"{server.url}/", **sources)


@contextmanager
def honest_papers(count: int, articles: int = 5, latency: float = 0.0) -> Iterator[list[Newspaper]]:
    """So many papers with so many articles each, linked from a front page and listed in a feed."""
    with ExitStack() as stack:
        papers = []
        for number in range(count):
            server = stack.enter_context(serving(latency=latency))
            server.answers["/robots.txt"] = page("User-agent: *\nAllow: /\n", "text/plain")
            publish(
                server,
                {
                    f"/news/{number}-{n}": page(article_html(f"Bridge {number} {n}"), ETag='"1"')
                    for n in range(articles)
                },
            )
            links = "".join(
                f'<h2><a href="{server.url}/news/{number}-{n}">Bridge {n}</a></h2>' for n in range(articles)
            )
            server.answers["/"] = page(f"<html><body><h1>Paper {number}</h1>{links}</body></html>")
            papers.append(newspaper(server, f"paper-{number}"))
        yield papers


def catalogue(papers: list[Newspaper]) -> str:
    """The papers as a catalogue file."""
    tables = []
    for paper in papers:
        lines = [f"{key} = {json.dumps(getattr(paper, key))}" for key in ("id", "name", "country", "language", "home")]
        lines += [f"{key} = {json.dumps(list(getattr(paper, key)))}" for key in ("feeds", "sitemaps")]
        tables.append("[[newspaper]]\n" + "\n".join(lines) + "\n")
    return "\n".join(tables)


def real_pages() -> list[dict]:
    """What is expected of the saved real pages; empty where they are missing."""
    expected = PAGES / "expected.jsonl"
    return [json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines()] if expected.exists() else []


@contextmanager
def real_papers() -> Iterator[list[Newspaper]]:
    """The saved real pages, each publisher on a server of its own with a feed."""
    by_host: dict[str, list[dict]] = {}
    for row in real_pages():
        by_host.setdefault(urlsplit(row["url"]).hostname or "", []).append(row)
    with ExitStack() as stack:
        papers = []
        for number, rows in enumerate(by_host.values()):
            server = stack.enter_context(serving())
            pages = {urlsplit(row["url"]).path: PAGES / f"{row['page']}.html.gz" for row in rows}
            publish(
                server, {path: page(gzip.decompress(file.read_bytes()), "text/html") for path, file in pages.items()}
            )
            papers.append(newspaper(server, f"publisher-{number}"))
        yield papers
