"""What a page says of itself is read, whatever its publisher did to the markup."""

import json

import pytest

from core.reading.article.authors import authors_of
from core.reading.article.page import MAX_ITEMS, body_of, read_page, types_of
from core.reading.article.page_address import link_of
from core.reading.article.publication_date import find_date
from core.reading.article.sections import find_sections
from core.reading.article.title import title_of
from tests.support.markup import URL


def with_script(source):
    return read_page(f'<html><head><script type="application/ld+json">{source}</script></head></html>', URL)


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_page_without_markup_says_nothing(text):
    page = read_page(text, "https://paper.example/quay")
    assert page.tree is None and page.items == page.titles == page.headings == []
    assert title_of(page) == "" and title_of(page, None, "Guessed") == "Guessed"
    assert find_date(page).moment is None and authors_of(page) == () and link_of(page) == page.url
    assert find_sections(page, page.url, "") == ()


@pytest.mark.parametrize(
    "source",
    [
        '{"@type": "NewsArticle", "headline": "Quay"}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Quay"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Quay",}',
        '[{"@graph": [{"@type": ["Thing", "https://schema.org/NewsArticle"], "headline": "Quay"}]}];',
        '{"mainEntity": {"@type": "Report", "headline": "Quay"}}',
    ],
)
def test_json_is_read_as_publishers_write_it(source):
    [article] = with_script(source).articles
    assert article["headline"] == "Quay"


def test_what_is_no_json_costs_nothing_else():
    page = read_page(
        '<script type="application/ld+json">{nonsense</script>'
        '<script type="application/ld+json">{"@type": "Article"}</script>',
        URL,
    )
    assert [types_of(item) for item in page.items] == [["Article"]]


def test_endless_data_are_read_in_part():
    items = json.dumps([{"@type": "Thing", "name": str(n)} for n in range(3 * MAX_ITEMS)])
    assert 0 < len(with_script(items).items) < MAX_ITEMS


def test_the_body_is_the_longest_and_has_no_markup():
    bodies = ["Short.", "<p>The quay &amp; the pier.</p><p>The end.</p>"]
    page = with_script(json.dumps([{"@type": "Article", "articleBody": body} for body in bodies]))
    assert body_of(page) == "The quay & the pier.\nThe end."
    plain = with_script(json.dumps({"@type": "Article", "articleBody": "Less < more,\n\nas ever."}))
    assert body_of(plain) == "Less < more,\nas ever."


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"name": "By Ada Reed"}, ("Ada Reed",)),
        ([{"name": "ada-reed"}, "Ben Hill and Cy Bay"], ("Ada Reed", "Ben Hill", "Cy Bay")),
        ([{"name": "Ada Reed"}, {"name": "ADA REED"}], ("Ada Reed",)),
        ({"name": "https://paper.example/ada"}, ()),
        (7, ()),
    ],
)
def test_authors_are_names(author, names):
    assert authors_of(with_script(json.dumps({"@type": "Article", "author": author}))) == names


@pytest.mark.parametrize(
    ("headline", "title"), [("Quay to be wid...", "Quay to be widened"), ("Pier to be wid...", "Pier to be wid...")]
)
def test_a_headline_that_was_cut_is_completed_from_the_heading(headline, title):
    data = json.dumps({"@type": "Article", "headline": headline})
    page = read_page(f'<script type="application/ld+json">{data}</script><h1>Quay to be widened</h1>', URL)
    assert title_of(page) == title
