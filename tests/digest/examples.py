"""Archives for the tests of the digest: two papers, two days."""

from datetime import timedelta

from core.analysis.shares.table import read_share_errors
from core.archive import Archive, ModelVersion
from core.digest.contents import find_span, gather
from core.serving.model_versions import version_of
from core.settings import ROOT
from core.topics.manifest import read_manifest
from core.types import Prediction, ReadArticle
from tests.archive.examples import BAY, HILL, NOW, edition, item

ENTRY = read_manifest(ROOT / "artifacts").entry("current")
VERSION: ModelVersion = version_of(ENTRY)

STORY = (
    "Ferry strands forty passengers off Cape Sorrel",
    "The ferry Halcyon ran aground off Cape Sorrel with forty passengers; the coastguard lifted them to the harbour.",
)


def read(number, topic="sport", paper=BAY, hours=1.0, **more):
    """An article of a day before NOW, as the shipped model would classify it."""
    made = item(number, "sport", paper, published=NOW - timedelta(hours=hours), **more).article
    rest = 0.1 / (len(ENTRY.labels) - 1)
    topics = {name: 0.9 if name == topic else rest for name in ENTRY.labels}
    return ReadArticle(made, Prediction(topic, topic, 0.9, topics, 0.9))


def told(number, paper, hours, title=STORY[0]):
    """The story, as a paper tells it."""
    return read(number, "world", paper, hours, title=title, text=STORY[1])


def archive_of(*items, sample=False):
    archive = Archive.at("sqlite://")
    add(archive, *items, sample=sample)
    return archive


def add(archive, *items, read_at=NOW, sample=False):
    archive.save(edition(*items, read_at=read_at, sample=sample), VERSION, "full")


def contents_of(archive, days=1, topics=None, now=None):
    scheme = ENTRY.scheme(topics)
    span = find_span(archive, days, scheme, now)
    errors = read_share_errors(ROOT / "artifacts", ENTRY, scheme)
    return gather(archive, span, scheme, errors, ENTRY.name)


def two_days():
    """Forty articles of each paper and day: yesterday about politics, today about sport."""
    words = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "inlet", "jetty")
    items = []
    for paper in (BAY, HILL):
        for number in range(80):
            today = number < 40
            own = f"{words[number % 10]}{paper.id}{number} {words[number // 10]}{number}{paper.id}"
            topic = "sport" if today else "politics"
            hours = 1 + (number % 40) / 2 if today else 25 + (number % 40) / 2
            items.append(read(number, topic, paper, hours, title=own, text=f"{own} {own}"))
    return items
