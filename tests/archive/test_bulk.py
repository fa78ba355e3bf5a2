"""Bulk imports: articles and how far a file was read are kept together, and what is older changes nothing."""

from datetime import timedelta

import pytest

from core.archive import BulkStep
from core.errors import ArchiveError
from tests.archive.examples import BAY, MODEL, NOW, item


def save(archive, begin, end, *items):
    return archive.bulk.save(list(items), [BAY], MODEL, BulkStep("a", begin, end, {"records": 2, "seconds": 0.5}))


def test_counts_add_up_and_say_what_was_new(archive):
    assert archive.bulk.progress("a") == BulkStep("a", 0, 0, {})
    save(archive, 0, 10, (item("one"), NOW), (item("two"), NOW))
    step = save(archive, 10, 30, (item("one"), NOW), (item("two", title="Changed"), NOW + timedelta(days=1)))
    assert step == archive.bulk.progress("a")
    assert (step.end, step.counts) == (30, {"records": 4, "seconds": 1.0, "new": 2, "changed": 1})


def test_a_part_that_somebody_else_has_read_is_refused_as_a_whole(archive):
    save(archive, 0, 10, (item("one"), NOW))
    with pytest.raises(ArchiveError, match="Another command"):
        save(archive, 0, 10, (item("two"), NOW))
    assert archive.statistics()["articles"] == 1
    assert archive.bulk.progress("a").counts["records"] == 2


def test_an_older_page_does_not_replace_what_was_seen_later(archive):
    url = item("one").article.url
    save(archive, 0, 10, (item("one", title="Now"), NOW))
    step = save(archive, 10, 20, (item("one", title="Before"), NOW - timedelta(days=1)))
    assert step.counts["changed"] == 0
    assert [article.title for article in archive.bulk.articles_at([url, "https://none.example/"])] == ["Now"]
    assert not archive.live_counts(("week",))
