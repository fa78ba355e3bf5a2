from datetime import date

from core.analysis.frame import article_frame
from core.analysis.sources import by_day, days_of
from tests.support.editions import small_edition

FRAME = article_frame(small_edition())


def test_one_paper_on_several_days():
    days = days_of(FRAME, "The Bay")
    assert list(days) == [date(2026, 11, 19), date(2026, 11, 18), date(2026, 11, 17)]
    rows = by_day(FRAME, "The Bay", list(days)[:2])
    assert set(rows["paper"]) == {"The Bay, 19 Nov 2026", "The Bay, 18 Nov 2026"}
