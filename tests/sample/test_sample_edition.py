"""The sample edition, read as the app reads it."""

import sys
from collections import defaultdict
from pathlib import Path

import httpx
import pytest

from core.analysis.frame import article_frame, classified
from core.analysis.stories import with_stories
from core.reading.edition import fold_edition
from core.reading.factory import open_reader
from core.reading.web.sample import SampleTransport, sample_newspapers
from core.settings import Settings
from core.topics.taxonomy import CORE_NAMES
from core.types import Reason, Status
from tests.support.models import SHIPPED

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import build_sample  # noqa: E402

STORIES = {story.url: story for paper in build_sample.PAPERS for story in build_sample.stories(paper)}


@pytest.fixture(scope="module")
def edition():
    settings = Settings()
    model = SHIPPED.get("current")
    papers = sample_newspapers(settings.artifacts)
    with open_reader(settings, lambda a: model.predict_one(a.title, a.text), sample=True) as reader:
        return fold_edition(reader.read_events(papers, 20), newspapers=papers, model="current", sample=True)


def test_every_article_is_a_row_and_is_read_well(edition):
    articles = {item.article.url: item.article for item in edition.articles if item.article.url}
    assert set(articles) == set(STORIES)
    for url, story in STORIES.items():
        article = articles[url]
        if not story.paragraphs:
            assert (article.status, article.error) == (Status.FAILED, Reason.NO_TEXT)
            continue
        assert article.status is Status.OK
        assert article.title == story.title
        assert article.published == story.published
        wanted, got = " ".join(story.paragraphs).split(), article.text.split()
        assert 0.95 * len(wanted) <= len(got) <= 1.1 * len(wanted), url


def test_one_paper_fails_with_its_reason(edition):
    [report] = [paper for paper in edition.report.papers if paper.status is Status.FAILED]
    assert (report.newspaper, report.error) == ("the-evening-signal", Reason.UNREACHABLE)


def test_the_model_reads_most_of_it_right(edition):
    rows = [(STORIES[i.article.url].topic, i.prediction) for i in edition.articles if i.prediction]
    core = [(topic, p) for topic, p in rows if topic in p.topics]
    assert sum(p.best == topic for topic, p in core) >= 0.9 * len(core)
    others = [p for topic, p in rows if topic not in p.topics]
    assert len(others) == 3 and sum(p.topic == "other" for p in others) >= 2
    five = SHIPPED.get("current").entry.scheme(len(CORE_NAMES))
    fives = [(topic, five.recast(p)) for topic, p in rows]
    core = [(topic, p) for topic, p in fives if topic in p.topics]
    assert sum(p.best == topic for topic, p in core) >= 0.9 * len(core)


def test_stories_that_several_papers_tell_are_found(edition):
    rows = with_stories(article_frame(edition))
    found = dict(zip(rows["url"], rows["story"], strict=True))
    told = defaultdict(list)
    for url, story in STORIES.items():
        if story.story and url in found:
            told[story.story].append(found[url])
    pairs = [(a == b) for numbers in told.values() for i, a in enumerate(numbers) for b in numbers[:i]]
    assert sum(pairs) >= 0.6 * len(pairs)
    names = {url: story.story or url for url, story in STORIES.items()}
    for _, group in rows.groupby("story"):
        assert len({names[url] for url in group["url"]}) <= 2
    assert len(rows) == len(classified(article_frame(edition)))


@pytest.mark.parametrize(
    "path", ["/../../manifest.json", "/%2e%2e/%2e%2e/manifest.json", "/no-such", "/rss.xml/x", "/\x00"]
)
def test_nothing_but_the_sample_is_served(path):
    transport = SampleTransport(Settings().artifacts)
    try:
        url = httpx.URL("https://the-harbour-post.example", raw_path=path.encode())
    except httpx.InvalidURL:
        return
    assert transport.handle_request(httpx.Request("GET", url)).status_code == 404
