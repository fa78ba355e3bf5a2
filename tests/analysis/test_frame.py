from core.analysis.frame import ARTICLE_COLUMNS, article_frame, classified, many_editions, report_frame
from tests.support.editions import BAY, article, edition, small_edition


def test_every_row_of_the_edition_is_a_row_of_the_frame():
    frame = article_frame(small_edition())
    assert list(frame.columns) == list(ARTICLE_COLUMNS)
    assert len(frame) == 7
    assert frame.loc[frame["url"].isna(), "error"].tolist() == ["unreachable"]
    assert str(frame["published"].dt.tz) == "UTC"


def test_classified_leaves_out_what_has_no_prediction():
    assert len(classified(article_frame(small_edition()))) == 5


def test_an_empty_edition_has_empty_frames():
    empty = edition(papers=())
    assert article_frame(empty).empty
    assert classified(article_frame(empty)).empty
    assert report_frame(empty).empty


def test_the_report_names_why_a_paper_failed():
    report = report_frame(small_edition()).set_index("paper")
    assert report.loc["The Dead Letter", "status"] == "failed"
    assert report.loc["The Dead Letter", "why"] == "The server answered 503."


def test_an_article_in_two_editions_is_counted_once():
    first, second = edition(article(BAY, 1, "sport")), edition(article(BAY, 1, "tech"), article(BAY, 2, "sport"))
    together = many_editions([first, second])
    assert sorted(together["url"]) == ["https://bay.example/1", "https://bay.example/2"]
    assert many_editions([]).empty
