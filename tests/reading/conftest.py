"""What tests of reading share: a newspaper's server, and a reader of it."""

import pytest

from core.reading.article.pool import open_pool
from core.reading.factory import make_reader
from core.settings import Settings
from core.types import ArticleDone, PaperDone, Prediction
from tests.support.servers import newspaper, publish, serving

TIMEOUT = 30
"""Seconds after which what should end soon counts as hanging; the servers' endless answers take longer."""
in_time = pytest.mark.timeout(TIMEOUT)

SETTINGS = Settings(allow_loopback=True, extract_seconds=4)


def says_politics(article):
    return Prediction("politics", "politics", 1.0, {"politics": 1.0}, 1.0)


@pytest.fixture(scope="module")
def pool():
    with open_pool(SETTINGS) as opened:
        yield opened


@pytest.fixture
def reading(pool):
    opened = make_reader(SETTINGS, pool, says_politics)
    yield opened
    opened.close()


@pytest.fixture
def server():
    with serving() as opened:
        yield opened


def read(reading, papers, limit=20):
    events = list(reading.read_events(papers, limit))
    items = [event.item for event in events if isinstance(event, ArticleDone)]
    reports = {event.newspaper.id: event.report for event in events if isinstance(event, PaperDone)}
    return items, reports


def one(reading, server, answer, path="/news/a"):
    """The item and the report of a paper with this one article."""
    publish(server, {path: answer})
    items, reports = read(reading, [newspaper(server)])
    assert len(items) == 1
    return items[0], reports["paper"]
