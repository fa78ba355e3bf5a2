"""Rules of style name a column by its heading, wherever it stands."""

import pytest

from core.ui.kit import look


@pytest.fixture
def styles(monkeypatch):
    written = []
    monkeypatch.setattr(look.st, "html", written.append)
    return written


def test_a_bar_stands_under_each_number_of_its_column(styles):
    look.bars("wide_articles", ["Article", "Topic", "Sure"], "Sure", [0.25, None, 1.0])
    (style,) = styles
    assert style.count("td:nth-child(3)") == 2
    assert ".st-key-wide_articles tbody tr:nth-child(1) td:nth-child(3)" in style
    assert "tr:nth-child(2)" not in style  # no number, no bar
    assert f"#4269d0 25%,{look.TRACK} 25%" in style  # the rest of the bar is drawn, too: it gives the scale


def test_a_bar_follows_its_column_when_another_is_put_before_it(styles):
    look.bars("wide_articles", ["New", "Article", "Topic", "Sure"], "Sure", [0.25])
    assert "td:nth-child(4)" in styles[0]


def test_without_numbers_nothing_is_drawn(styles):
    look.bars("wide_articles", ["Article", "Sure"], "Sure", [None, None])
    assert styles == []


def test_a_bar_of_a_column_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="Sure"):
        look.bars("wide_articles", ["Article"], "Sure", [0.5])


def test_cells_get_their_columns_name_on_phones_only(styles):
    look.name_cells_on_phones("wide_articles", ["Article", "Section", "Also in"], ("Section", "Also in"))
    (style,) = styles
    assert style.startswith("<style>@media (max-width: 640px) {")
    assert 'td:nth-child(2):not(:empty)::before{content:"Section: "}' in style
    assert 'td:nth-child(3):not(:empty)::before{content:"Also in: "}' in style


def test_a_column_that_the_table_lacks_is_left_out(styles):
    look.name_cells_on_phones("wide_articles", ["Article", "Section"], ("Section", "Also in"))
    assert "Also in" not in styles[0]
    look.name_cells_on_phones("wide_articles", ["Article"], ("Section", "Also in"))
    assert len(styles) == 1


def test_a_columns_name_cannot_end_its_rule(styles):
    look.name_cells_on_phones("wide_articles", ["Article", 'A "}</style><b>\\'], ('A "}</style><b>\\',))
    assert r'content:"A \22 \7d \3c \2f style\3e \3c b\3e \5c : "' in styles[0]
