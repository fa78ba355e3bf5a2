"""Headlines that come while papers are read say what is shown of them later, too."""

from core.types import ArticleDone, Doubt
from core.ui.reading_progress import Progress
from tests.support.editions import BAY, article


def test_a_headline_says_other_news_or_unsure():
    crime = article(BAY, 1, "other", "A crash")
    torn = article(BAY, 2, "sport", "A riddle", confidence=0.3, topic="other")
    assert torn.prediction.reason is Doubt.LOW_CONFIDENCE
    progress = Progress()
    progress.add([ArticleDone(BAY, crime), ArticleDone(BAY, torn), ArticleDone(BAY, article(BAY, 3, "sport", "A cup"))])
    assert list(progress.headlines) == [
        "A cup (The Bay, Sport)",
        "A riddle (The Bay, Unsure)",
        "A crash (The Bay, Other news)",
    ]
