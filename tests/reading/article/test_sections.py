"""Publishers' words for a section, wherever the page has them, and the topics they stand for."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading.article.page import read_page
from core.reading.article.sections import (
    TABLE,
    find_sections,
    main_section,
    normal,
    path_labels,
    section_table,
    topic_of,
)
from core.topics.taxonomy import ALL_NAMES

TITLE = "Quay to be widened, says the council"


def sections(url="https://paper.example/quay", *, data=(), head="", body=""):
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in data)
    page = read_page(f"<html><head>{scripts}{head}</head><body>{body}<p>text</p></body></html>", url)
    return find_sections(page, url, TITLE)


def crumbs(*names):
    items = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(names, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def test_each_source_is_read():
    article = {"@type": "NewsArticle", "articleSection": "Harbour works"}
    assert sections(data=[article]) == ("Harbour works",)
    assert sections(data=[crumbs("Home", "Economy", "Shipping")]) == ("Shipping", "Economy")
    assert sections(head='<meta property="article:section" content="Seafaring">') == ("Seafaring",)
    assert sections("https://paper.example/news/sea/ports/quay-to-be-widened-123") == ("ports", "sea")
    assert sections(body='<ol class="Breadcrumb"><li><a>Home</a></li><li><a>Tides</a></li></ol>') == ("Tides",)


def test_the_articles_own_data_come_first_and_each_word_once():
    data = [{"@type": "NewsArticle", "articleSection": ["Shipping", "shipping"]}, crumbs("News", "Economy")]
    labels = sections("https://paper.example/economy/quay", data=data, head='<meta name="section" content="Ports">')
    assert labels == ("Shipping", "Economy", "Ports")


def test_names_inside_items_and_graphs_are_found():
    listed = {"@type": "BreadcrumbList", "itemListElement": [{"item": {"@id": "/x", "name": "Tides"}}]}
    assert sections(data=[{"@graph": [{"@type": "WebPage", "breadcrumb": listed}]}]) == ("Tides",)


def test_several_in_one_are_taken_apart():
    assert sections(head='<meta property="article:section" content="World, Primary-World">') == ("World",)
    assert sections(data=[{"@type": "Article", "articleSection": "Ports &amp; Sea|Tides"}]) == ("Ports & Sea", "Tides")


@pytest.mark.parametrize(
    "label",
    [
        *("News", "Articles", "tags", "Uncategorized", "Front Page", "Latest News", "Primary-World", "Home"),
        *("Top Stories", "2024", "The Paper", "paper", TITLE, TITLE.upper(), TITLE + " | The Paper", ""),
    ],
)
def test_words_that_say_nothing_are_dropped(label):
    article = {"@type": "NewsArticle", "articleSection": [label, "Ports"]}
    head = '<meta property="og:site_name" content="The Paper">'
    assert sections(data=[article, crumbs(label)], head=head) == ("Ports",)


@pytest.mark.parametrize(
    ("url", "labels"),
    [
        ("https://a.example/2024/may/03/quay", []),
        ("https://a.example/2024/05/03/world/europe/quay.html", ["europe", "world"]),
        ("https://a.example/sport/football/quay", ["football", "sport"]),
        ("https://a.example/quay-to-be-widened-says-the-council/12345", []),
        ("https://a.example/", []),
        ("https://a.example", []),
        ("http://[bad", []),
        ("", []),
    ],
)
def test_folders_of_the_address(url, labels):
    assert path_labels(url) == labels


def test_the_section_shown_is_the_first_with_a_topic():
    assert main_section(("Harbour", "Sport")) == "Sport"
    assert main_section(("Harbour", "Quay")) == "Harbour"
    assert main_section(()) is None


@pytest.mark.parametrize(
    ("label", "topic"),
    [
        *(("Politics", "politics"), ("Federal Politics", "politics"), ("UK Politics", "politics")),
        *(("Business", "business"), ("Money", "business"), ("Economy & Business", "business")),
        *(
            ("Arts & Entertainment", "entertainment"),
            ("TV and Radio", "entertainment"),
            ("Music News", "entertainment"),
        ),
        *(("Sports", "sport"), ("Rugby union", "sport"), ("Formula 1", "sport"), ("Women's football", "sport")),
        *(("Technology", "tech"), ("AI", "tech"), ("tech-news", "tech")),
        *(("Health & Fitness", "health"), ("Mental health", "health")),
        *(("Climate crisis", "science"), ("science_environment", "science"), ("Space", "science")),
        *(("World news", "world"), ("Middle East", "world"), ("world-us-canada", "world")),
        *(("Life & Style", "lifestyle"), ("Food and drink", "lifestyle"), ("Travel", "lifestyle")),
        *(("UK", None), ("Opinion", None), ("Science & Technology", None), ("Education", None), ("", None)),
        *(("Sport opinion", None), ("Johannesburg", None), ("Business and sport", None)),
    ],
)
def test_the_common_table(label, topic):
    assert topic_of([label], "", {}) == topic


def test_the_newspapers_own_words_come_first():
    own = {"sciencetech": "tech", "uk-news": "", "world": "", "femail": "lifestyle"}
    assert topic_of(["Sciencetech"], "", own) == "tech"
    assert topic_of(["World"], "", own) is None
    assert topic_of(["World", "Politics"], "", own) == "politics"
    assert topic_of(["Sport"], "https://a.example/femail/quay", own) == "lifestyle"
    assert topic_of(["UK News"], "https://a.example/uk-news/quay", own) is None


def test_the_address_helps_where_the_words_do_not():
    assert topic_of([], "https://a.example/sport/football/quay", {}) == "sport"
    assert topic_of(["Quay"], "https://a.example/news/world-europe-68123456", {}) == "world"
    assert topic_of(["Quay"], "https://a.example/news/quay-68123456", {}) is None
    assert topic_of(["Business"], "https://a.example/sport/quay", {}) == "business"


@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=60))
def test_anything_is_a_topic_or_none(labels, url):
    assert topic_of(labels, url, {}) in (None, *ALL_NAMES)
    for label in labels:
        assert normal(normal(label)) == normal(label)


def test_breadcrumbs_in_any_shape_do_no_harm():
    odd = [
        {"@type": "BreadcrumbList", "itemListElement": "Home"},
        {"@type": "BreadcrumbList", "itemListElement": [None, 7, {"item": 7}, {"name": {"a": 1}}, [{}]]},
        {"@type": ["BreadcrumbList", None], "itemListElement": {"name": "x"}},
        {"@type": "NewsArticle", "articleSection": {"name": "x"}},
    ]
    assert sections(data=odd) == ()


def test_the_table_of_sections_holds_each_label_once_as_labels_are_compared():
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    labels = [label for labels in table["topics"].values() for label in labels]
    listed = [*labels, *table["silent"], *table["ambiguous"]]
    assert len(listed) == len(set(listed))
    assert [label for label in listed if normal(label) != label] == []
    assert set(table["topics"]) <= set(ALL_NAMES)
    assert {*table["strong_first"], *table["strong_last"]} <= set(labels)


def test_the_table_is_loaded_once():
    assert section_table() is section_table()
    assert section_table().topics["premier league"] == "sport" and "news" in section_table().silent
