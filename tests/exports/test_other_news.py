"""The report of a comparison, and downloads, tell other news from unsure."""

from core.analysis.frame import article_frame
from core.analysis.stories import with_stories
from core.exports.comparison import comparison_report
from core.topics.taxonomy import OTHER, UNSURE
from core.ui.front.article_table import download_table
from tests.support.editions import BAY, HILL, article, edition

EDITION = edition(
    *(article(BAY, number, "other", f"Crash on road {number}") for number in range(3)),
    article(BAY, 4, "other", "A torn one", confidence=0.3, topic="other"),
    *(article(HILL, number, "sport", f"Match {number}") for number in range(3)),
)


def test_the_report_names_both():
    rows = with_stories(article_frame(EDITION))
    page = comparison_report(rows, ["The Bay", "Hill & Dale"], read_at=EDITION.read_at, model="today's model")
    for topic in (OTHER, UNSURE):
        assert f">{topic.label}<" in page
    assert "Other /" not in page


def test_a_download_says_which_it_is():
    table = download_table(article_frame(EDITION))
    assert table["topic"].tolist() == ["other", "other", "other", "unsure", "sport", "sport", "sport"]
    assert table["best"].tolist()[:4] == ["other"] * 4
