import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

from core.topics.taxonomy import ALL_NAMES, CORE_NAMES

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import build_sample  # noqa: E402

STORIES = [story for paper in build_sample.PAPERS for story in build_sample.stories(paper)]
WRITTEN = [story for story in STORIES if story.paragraphs]


def words(story):
    return sum(len(part.split()) for part in story.paragraphs)


def test_what_is_shipped_is_what_is_built():
    done = subprocess.run([sys.executable, ROOT / "scripts/build_sample.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_six_papers_and_enough_articles():
    assert len(build_sample.PAPERS) == 5  # the sixth fails
    assert len(WRITTEN) >= 48
    assert all(120 <= words(story) <= 600 for story in WRITTEN)
    assert len({story.url for story in STORIES}) == len(STORIES)


def test_one_article_has_no_text():
    assert len(STORIES) - len(WRITTEN) == 1


def test_every_topic_and_none():
    topics = Counter(story.topic for story in WRITTEN)
    assert set(topics) == {*ALL_NAMES, "none"}
    assert all(topics[name] >= (6 if name in CORE_NAMES else 4) for name in ALL_NAMES)
    assert topics["none"] >= 3


def test_several_stories_are_told_by_several_papers():
    tellers = defaultdict(set)
    for story in WRITTEN:
        if story.story:
            tellers[story.story].add(story.paper.id)
    assert sum(len(papers) >= 2 for papers in tellers.values()) >= 5


def test_headlines_need_escaping():
    together = "".join(story.title for story in STORIES)
    assert all(sign in together for sign in "$*<&'\"")


def test_no_file_is_large():
    sizes = [path.stat().st_size for path in build_sample.SAMPLE.rglob("*") if path.is_file()]
    assert max(sizes) < 25 * 2**20
