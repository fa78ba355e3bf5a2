"""Since when the archive knows articles, and how they changed."""

from datetime import timedelta

from core.archive import ArticleState
from tests.archive.examples import MODEL, NOW, edition, item

LATER = NOW + timedelta(hours=1)
UNKNOWN = "https://bay.example/unknown"


def test_articles_are_known_since_they_were_first_read(archive):
    archive.save(edition(item(1)), MODEL)
    archive.save(edition(item(1), item(2), read_at=LATER), MODEL)
    one, two = item(1).article.url, item(2).article.url
    assert archive.first_seen([one, two, UNKNOWN]) == {one: NOW, two: LATER}
    assert archive.first_seen([]) == {}


def test_what_changed_is_known_with_every_state(archive):
    archive.save(edition(item(1, title="First", text="Old words"), item(2)), MODEL)
    archive.save(edition(item(1, title="Second", text="Old words"), item(2), read_at=LATER), MODEL)
    one, two = item(1).article.url, item(2).article.url
    assert archive.changed([one, two, UNKNOWN]) == {one}
    assert archive.changed([]) == frozenset()
    assert archive.history(one) == [ArticleState(NOW, "First", "Old words"), ArticleState(LATER, "Second", "Old words")]
    assert [state.title for state in archive.history(two)] == ["sport headline 2"]
    assert archive.history(UNKNOWN) == []
