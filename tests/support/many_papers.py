"""Thousands of newspapers on loopback in one process of their own, each at its own address 127.x.y.z.

Each has robots.txt, a feed with an ETag that is answered by 304 while nothing
is new, and article pages of some 30 KB. Some are dead (nobody listens), some
accept a request and say nothing, some answer with 500. The process counts what
it is asked for, and publishes more when it is told to.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from core.newspapers.catalogue import load_catalogue
from core.types import Newspaper
from tests.support.servers import catalogue

ROOT = Path(__file__).parents[2]
GONE = (asyncio.CancelledError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, TimeoutError)
"""What ends a connection."""
HONEST = "honest"
DEAD = "dead"
SILENT = "silent"
BROKEN = "broken"
GAP = timedelta(minutes=30)
"""Between two articles of a paper that are there at the beginning."""
SUBJECTS = ("bridge", "budget", "election", "festival", "football final", "harbour", "hospital", "school", "museum")
WORDS = (
    "council minister report season public market players village history quarter hospital budget evening members "
    "residents station company results leader plan debate river question system music spring winter training local "
    "figures opening service weekend support record policy street campaign director energy record science money"
).split()


@dataclass
class Paper:
    """One newspaper: how it behaves, and how many articles it has published."""

    number: int
    kind: str
    published: int
    host: str = field(init=False)

    def __post_init__(self) -> None:
        n = self.number
        self.host = f"127.{1 + n // 62_500}.{n // 250 % 250}.{1 + n % 250}"

    @property
    def id(self) -> str:
        return f"paper-{self.number}"


def kinds(count: int, dead: float, silent: float, broken: float) -> list[str]:
    """How each paper behaves, the troubled ones spread evenly over all."""
    shares = ((dead, DEAD), (silent, SILENT), (broken, BROKEN))
    found = [HONEST] * count
    for place, (share, kind) in enumerate(shares):
        wanted = round(share * count)
        for n in range(wanted):
            found[(n * count // wanted + place) % count] = kind
    return found


class Press:
    """All the papers, behind one event loop."""

    def __init__(self, papers: list[Paper], port: int) -> None:
        self.papers, self.port = papers, port
        self.by_host = {paper.host: paper for paper in papers}
        self.began = datetime.now(UTC).replace(microsecond=0)
        self.asked: Counter[str] = Counter()
        self.pages: Counter[str] = Counter()

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        paper = self.by_host[writer.get_extra_info("sockname")[0]]
        with suppress(
            asyncio.CancelledError,
            asyncio.IncompleteReadError,
            ConnectionError,
            asyncio.LimitOverrunError,
            TimeoutError,
        ):
            while True:
                head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)).decode("latin-1")
                if paper.kind == SILENT:
                    self.asked["silent"] += 1
                    await asyncio.sleep(30)
                    break
                path = head.split(" ", 2)[1]
                lines = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
                known = {name.lower(): value for name, value in lines.items()}.get("if-none-match", "")
                writer.write(self.response(paper, path, known))
                await writer.drain()
        writer.close()

    def response(self, paper: Paper, path: str, known: str) -> bytes:
        if path == "/robots.txt":
            self.asked["robots"] += 1
            return _whole(200, b"User-agent: *\nDisallow: /private/\nDisallow: /search\n", "text/plain")
        if paper.kind == BROKEN:
            self.asked["broken"] += 1
            return _whole(500, b"no", "text/plain")
        if path == "/feed.xml":
            etag = f'"{paper.published}"'
            self.asked["feed_unchanged" if known == etag else "feed"] += 1
            if known == etag:
                return _whole(304, b"", "application/rss+xml", etag)
            return _whole(200, self.feed(paper), "application/rss+xml", etag)
        number = path.removeprefix("/news/bridge-")
        if not number.isdecimal() or int(number) >= paper.published:
            return _whole(404, b"not here", "text/plain")
        self.asked["page"] += 1
        self.pages[f"{paper.id}/{number}"] += 1
        return _whole(200, page_of(paper.number, int(number)).encode(), "text/html; charset=utf-8")

    def feed(self, paper: Paper) -> bytes:
        items = "".join(
            f"<item><title>{title_of(paper.number, n)}</title>"
            f"<link>http://{paper.host}:{self.port}/news/bridge-{n}</link>"
            f"<pubDate>{format_datetime(self.began + GAP * (n - 20))}</pubDate></item>"
            for n in range(paper.published - 1, max(-1, paper.published - 21), -1)
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()

    def command(self, line: str) -> dict[str, Any]:
        name, _, share = line.strip().partition(" ")
        if name == "publish":
            every = max(1, round(1 / float(share)))
            chosen = [paper for paper in self.papers if paper.kind == HONEST][::every]
            for paper in chosen:
                paper.published += 1
            return {"published": len(chosen)}
        return {
            **self.asked,
            "pages_asked_twice": sum(n > 1 for n in self.pages.values()),
            "pages": len(self.pages),
        }


def _whole(status: int, body: bytes, kind: str, etag: str = "") -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    lines += [f"ETag: {etag}"] if etag else []
    return "\r\n".join([*lines, "", ""]).encode() + body


def title_of(paper: int, number: int) -> str:
    return f"Paper {paper} on the {SUBJECTS[(paper + number) % len(SUBJECTS)]}, part {number}"


def page_of(paper: int, number: int) -> str:
    """An article of some 500 words among as much furniture as pages have."""
    chance = random.Random(f"{paper}/{number}")
    words = chance.choices(WORDS, k=480)
    text = "".join(
        f"<p>{' '.join(words[start : start + 40]).capitalize()}, the {SUBJECTS[start % 9]} {start} of {number}.</p>"
        for start in range(0, 480, 40)
    )
    title = html.escape(title_of(paper, number))
    items = [f'<li class="item"><a href="/topic/{n}/index" title="{n}">More of topic {n}</a></li>' for n in range(250)]
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f'<meta property="og:title" content="{title}"><meta property="og:type" content="article"></head>'
        f"<body><nav><ul>{''.join(items[:125])}</ul></nav><article><h1>{title}</h1>{text}</article>"
        f"<aside><ul>{''.join(items[125:])}</ul></aside><footer>All rights reserved</footer></body></html>"
    )


async def serve(press: Press, out: Path) -> None:
    """Listen at the address of every paper that is not dead, and do what standard input says."""
    servers = []
    for paper in press.papers:
        if paper.kind != DEAD:
            servers.append(await asyncio.start_server(press.answer, paper.host, press.port, backlog=16))
    base = [f"http://{paper.host}:{press.port}" for paper in press.papers]
    out.write_text(
        catalogue(
            [
                Newspaper(paper.id, paper.id.title(), "gb", "en", f"{url}/", (f"{url}/feed.xml",))
                for paper, url in zip(press.papers, base, strict=True)
            ]
        )
    )
    print(json.dumps({"ready": len(servers)}), flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(press.command(line)), flush=True)


@dataclass
class ManyPapers:
    """The papers from outside: their catalogue, and the process that serves them."""

    file: Path
    process: subprocess.Popen[str]

    @property
    def papers(self) -> list[Newspaper]:
        return list(load_catalogue(self.file, 50_000, 50_000_000))

    def publish(self, share: float) -> int:
        """Let this share of the papers publish an article; how many these are."""
        return int(self._say(f"publish {share}")["published"])

    def asked(self) -> dict[str, int]:
        """What was asked for so far."""
        return self._say("asked")

    def _say(self, line: str) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))


@contextmanager
def many_papers(
    count: int, articles: int = 20, dead: float = 0.0, silent: float = 0.0, broken: float = 0.0
) -> Iterator[ManyPapers]:
    """Serve so many papers, shares of which are dead, silent or broken, while the block runs."""
    with tempfile.TemporaryDirectory(prefix="broadsheet-papers-") as folder:
        file = Path(folder) / "newspapers.toml"
        shares = [str(value) for value in (count, articles, dead, silent, broken)]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.many_papers", *shares, str(file)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None and process.stdout is not None
        try:
            if not process.stdout.readline():
                raise RuntimeError("the newspapers could not be served")
            yield ManyPapers(file, process)
        finally:
            process.stdin.close()
            process.wait(20)


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, kind in (("count", int), ("articles", int), ("dead", float), ("silent", float), ("broken", float)):
        parser.add_argument(name, type=kind)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with asyncio.Runner() as runner:
        free = runner.run(asyncio.start_server(lambda *_: None, "127.0.0.1", 0))
        port = free.sockets[0].getsockname()[1]
        free.close()
        behaviour = kinds(args.count, args.dead, args.silent, args.broken)
        papers = [Paper(number, kind, args.articles) for number, kind in enumerate(behaviour)]
        runner.run(serve(Press(papers, port), args.out))


if __name__ == "__main__":
    main()
