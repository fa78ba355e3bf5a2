import pytest

from core.analysis.filters import MAX_MUTED, ArticleFilter, Muted, muted_entries, with_words
from core.analysis.frame import article_frame, classified
from core.errors import SearchError
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


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("sport", ["sport headline 1", "sport headline 2"]),
        ("sport -number1", ["sport headline 2"]),
        ("-sport", ["politics headline 3", "politics headline 1", "business headline 2"]),
        ('"headline 1"', ["sport headline 1", "politics headline 1"]),
        ('-"headline 1" sport', ["sport headline 2"]),
        ("business OR number3", ["politics headline 3", "business headline 2"]),
        ("OR sport", ["sport headline 1", "sport headline 2"]),
        ("spor*", ["sport headline 1", "sport headline 2"]),
        ("head-line", []),
        ("- sport", ["sport headline 1", "sport headline 2"]),
        (
            '""',
            [
                "sport headline 1",
                "sport headline 2",
                "politics headline 3",
                "politics headline 1",
                "business headline 2",
            ],
        ),
    ],
)
def test_a_search_knows_phrases_exclusions_and_alternatives(typed, titles):
    assert with_words(ROWS, typed)["title"].tolist() == titles


def test_a_search_that_cannot_be_understood_says_what_to_write():
    with pytest.raises(SearchError, match="quotation mark is missing"):
        with_words(ROWS, 'sport "headline')


def test_only_new_articles():
    marked = ROWS.assign(new=[True, False, False, False, True])
    assert ArticleFilter(new=True).apply(marked)["title"].tolist() == ["sport headline 1", "business headline 2"]
    assert not ArticleFilter(new=True).empty


def test_words_are_muted_in_headlines_where_they_stand_alone():
    hidden = Muted(words=("HEADLINE 2", "spor", "words")).hides(ROWS)
    assert ROWS[hidden]["title"].tolist() == ["sport headline 2", "business headline 2"]
    assert not Muted(words=("a.c", "(")).hides(ROWS).any()
    assert not Muted().hides(ROWS).any()


def test_topics_and_papers_are_muted():
    assert set(ROWS[Muted(topics=("sport",)).hides(ROWS)]["topic"]) == {"sport"}
    muted = Muted(papers=("The Bay",))
    assert set(ROWS[muted.hides(ROWS)]["paper"]) == {"The Bay"}
    assert set(muted.without_papers(ROWS)["paper"]) == {"Hill & Dale"}


def test_what_a_link_mutes_is_bounded():
    assert muted_entries([" a  b ", "a b", "", "x" * 61, "tab\x00", 7, None]) == ("a b",)
    assert len(muted_entries(map(str, range(1000)))) == MAX_MUTED
