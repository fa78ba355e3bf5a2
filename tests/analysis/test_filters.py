from core.analysis.filters import ArticleFilter, with_words
from core.analysis.frame import article_frame, classified
from tests.support.editions import small_edition

ROWS = classified(article_frame(small_edition()))


def test_an_empty_filter_lets_everything_through():
    assert ArticleFilter().empty
    assert len(ArticleFilter().apply(ROWS)) == len(ROWS) == 5


def test_filters_add_up():
    assert set(ArticleFilter(topic="sport").apply(ROWS)["topic"]) == {"sport"}
    assert set(ArticleFilter(papers=("The Bay",)).apply(ROWS)["paper"]) == {"The Bay"}
    assert len(ArticleFilter(least=0.5).apply(ROWS)) == 4
    assert ArticleFilter(topic="sport", papers=("Hill & Dale",)).apply(ROWS).empty
    assert not ArticleFilter(words="x").empty


def test_words_in_any_order_and_case():
    assert len(with_words(ROWS, "HEADLINE sport")) == 2
    assert len(with_words(ROWS, "number1 .*")) == 0
    assert len(with_words(ROWS, "")) == len(ROWS)
