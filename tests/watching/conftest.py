"""What tests of watching share: a newspaper's server, and a poller of it."""

import threading

import pytest

from core.archive import PaperState
from core.reading.article.pool import open_pool
from core.reading.factory import make_reader
from core.settings import Settings
from core.types import Prediction
from core.watching.pace import Pace
from core.watching.poll import Limits, Poller
from tests.support.servers import article_html, feed, newspaper, page, serving

SETTINGS = Settings(allow_loopback=True, extract_seconds=8, extract_workers=1)


def says_politics(article):
    return Prediction("politics", "politics", 1.0, {"politics": 1.0}, 1.0)


class Paper:
    """A newspaper on loopback whose feed has an ETag, and who polls it."""

    def __init__(self, server, poller):
        self.server, self.poller = server, poller
        self.paper = newspaper(server)
        self.titles: list[str] = []
        self.state = PaperState("paper")
        self.extra = ""
        server.answers["/robots.txt"] = page("User-agent: *\nAllow: /\n", "text/plain")
        server.answers["/feed.xml"] = self._feed

    def publish(self, *titles):
        """Put articles at the head of the feed."""
        for title in titles:
            self.titles.insert(0, title)
            self.server.answers[f"/news/{title}"] = page(article_html(f"Council votes on bridge {title}"))

    def _feed(self, handler):
        paths = [f"/news/{title}" for title in self.titles]
        body = feed(self.server.url, paths, [f"Council votes on bridge {title}" for title in self.titles])
        body = body.replace(b"<title>x</title>", f"<title>x</title>{self.extra}".encode())
        etag = f'"{hash((tuple(self.titles), self.extra))}"'
        if handler.headers["If-None-Match"] == etag:
            handler.reply(304, b"", None, ETag=etag)
        else:
            handler.reply(200, body, "application/rss+xml", ETag=etag)

    def poll(self, silence=3600, stop=None):
        """Poll, and let the next poll follow `silence` seconds after the last article."""
        found = self.poller.poll(self.paper, self.state, says_politics, stop or threading.Event())
        self.state = PaperState(
            "paper",
            found.pause,
            found.gap,
            silence,
            found.failures,
            found.retries,
            found.listings,
            found.seen,
            is_first=not found.seen,
        )
        return found

    def asked(self):
        """The articles that were asked for since the last look."""
        paths = [path.removeprefix("/news/") for path in self.server.paths() if path.startswith("/news/")]
        self.server.requests.clear()
        return sorted(paths)


@pytest.fixture(scope="session")
def pool():
    with open_pool(SETTINGS) as opened:
        yield opened


@pytest.fixture
def known():
    """Addresses that the archive has."""
    return set()


@pytest.fixture
def paper(pool, known):
    reader = make_reader(SETTINGS, pool, many_hosts=10)
    poller = Poller(reader, lambda urls: known & set(urls), Limits(2, 5), Pace(600, 21_600))
    with serving() as server:
        yield Paper(server, poller)
    reader.close()
