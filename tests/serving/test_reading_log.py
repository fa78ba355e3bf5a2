"""One line a reading, with nothing of visitors or texts in it."""

import json
from dataclasses import replace

import pytest

from core.serving.reading_log import log_reading
from core.types import Article, PaperReport, ReadArticle, ReadReport, Reason, Status
from tests.archive.examples import BAY, HILL, MODEL, NOW, edition, item

SECRET = "nobody-else-knows"


@pytest.fixture
def read():
    """An edition in which things went wrong, of papers that a visitor may have added."""
    failed = ReadArticle(
        Article(BAY.id, f"{BAY.home}{SECRET}", title=SECRET, status=Status.FAILED, error=Reason.BLOCKED, detail=SECRET)
    )
    lost = ReadArticle(Article(HILL.id, None, status=Status.FAILED, error=Reason.UNREACHABLE))
    whole = edition(item(1, title=SECRET, text=SECRET), item(2), failed, lost)
    reports = (
        PaperReport(BAY.id, SECRET, Status.PARTIAL, 9, 2, failed=1, from_cache=2),
        PaperReport(HILL.id, SECRET, Status.FAILED, error=Reason.UNREACHABLE),
    )
    return replace(whole, report=ReadReport(reports, 1.234))


def test_a_line_of_json(read, capfd):
    for _ in range(2):
        log_reading(read, MODEL, "json")
    out, err = capfd.readouterr()
    assert out == ""
    first, second = map(json.loads, err.splitlines())
    assert first == second
    assert first == {
        "event": "reading",
        "at": NOW.isoformat(),
        "sample": False,
        "papers": 2,
        "papers_failed": 1,
        "articles": 3,
        "by_status": {"failed": 1, "ok": 2},
        "failures": {"blocked": 1, "unreachable": 1},
        "from_cache": 2,
        "seconds": 1.23,
        "model": "current@aaaaaaaaaaaa",
    }
    assert SECRET not in err


def test_a_sentence(read, capfd):
    log_reading(read, MODEL, "text")
    assert capfd.readouterr().err == (
        "Read 3 articles of 2 papers in 1.2 s, 2 from the cache, with current@aaaaaaaaaaaa; "
        "not read: 1 blocked, 1 unreachable.\n"
    )


def test_nothing(read, capfd):
    log_reading(read, MODEL, "off")
    assert capfd.readouterr() == ("", "")
