import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading.article.authors import authors_of
from core.reading.article.bylines import split_byline, without_end
from core.reading.article.page import read_page

URL = "https://zeitung.example/hafen/kran"


def authors(author, key="author", *others, meta=""):
    """Read the authors of a page whose JSON-LD has this value."""
    script = json.dumps({"@graph": [{"@type": "NewsArticle", "headline": "Kran", key: author}, *others]})
    return authors_of(read_page(f'<script type="application/ld+json">{script}</script>{meta}', URL))


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ada Lund, Bo Ek and Cy Bay", ["Ada Lund", "Bo Ek", "Cy Bay"]),
        ("Ada Lund, Bo Ek, and Cy Bay", ["Ada Lund", "Bo Ek", "Cy Bay"]),
        ("Anna Weber und Max Klein", ["Anna Weber", "Max Klein"]),
        ("Anne Roux et Luc Petit", ["Anne Roux", "Luc Petit"]),
        ("Ana Souza e João Lima", ["Ana Souza", "João Lima"]),
        ("Jan van der Berg & Kees de Boer", ["Jan van der Berg", "Kees de Boer"]),
        ("ADA LUND AND BO EK", ["ADA LUND", "BO EK"]),
        ("ada-lund, bo-ek", ["ada-lund", "bo-ek"]),
        ("Иван Петров, Анна Иванова", ["Иван Петров", "Анна Иванова"]),
        ("محمد علي، سارة حسن", ["محمد علي", "سارة حسن"]),
        ("李娜、张伟", ["李娜", "张伟"]),
        ("김철수, 이영희", ["김철수", "이영희"]),
        ("Ada Lund / Bo Ek | Cy Bay", ["Ada Lund", "Bo Ek", "Cy Bay"]),
        ("Ada Lund in Kiel and Bo Ek in Oslo", ["Ada Lund in Kiel", "Bo Ek in Oslo"]),
        ("Ada Lund and Reuters", ["Ada Lund", "Reuters"]),
        ("AFP, dpa", ["AFP", "dpa"]),
        ("Ada Lund and agencies", ["Ada Lund", "agencies"]),
        ("Times of Kiel and AFP", ["Times of Kiel", "AFP"]),
        ("Ada Lund, Bo Ek, Oslo", ["Ada Lund", "Bo Ek", "Oslo"]),
        ("Ali al-Hafi and Anne d’Eon", ["Ali al-Hafi", "Anne d’Eon"]),
        ("Иван Петров и Анна Иванова", ["Иван Петров", "Анна Иванова"]),
        ("Ada, Bo, Cy", ["Ada", "Bo", "Cy"]),
        ("Ada Lund, Universität Kiel", ["Ada Lund", "Universität Kiel"]),
    ],
)
def test_several_names_are_parted(byline, names):
    assert split_byline(byline) == names


@pytest.mark.parametrize(
    "name",
    [
        "Lund, Ada",
        "van der Berg, Jan",
        "Gómez Ruiz, Inés",
        "Ada Lund, Sr.",
        "Ada Lund, Ph.D.",
        "José Ortega y Gasset",
        "Antoni Puig i Cadafalch",
        "Ada and Bo Lund",
        "Office of Parks and Rivers",
        "Department for Ports, Roads and Rural Affairs",
        "Amt für Wald und Wasser",
        "Institut des Eaux et Forêts",
        "Public Health and Social Care Committee",
        "Lund & Sons",
        "Министерство культуры и спорта",
        "Çevre, Orman ve Deniz İşleri Bakanlığı",
        "Staff and agencies",
        "Hill, Bay & Co.",
        "Kran AG",
        "Hafen, Inc.",
        "Politics and Law Staff",
        "约翰·史密斯",
        "ANSA",
        "",
    ],
)
def test_no_name_is_split(name):
    assert split_byline(name) == ([name] if name else [])


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Lund, Ada; Ek, Bo", ["Lund, Ada", "Ek, Bo"]),
        ("Lund, Ada and Ek, Bo", ["Lund, Ada", "Ek, Bo"]),
        ("Ada Lund, Jr. and Bo Ek", ["Ada Lund, Jr.", "Bo Ek"]),
        ("Ada Lund, MD, Bo Ek, PhD", ["Ada Lund, MD", "Bo Ek, PhD"]),
        ("Ada Lund, Harbour Correspondent", ["Ada Lund"]),
        ("Ada Lund, Head and Director of Ports and Roads, and Bo Ek", ["Ada Lund", "Bo Ek"]),
        ("Anna Weber, Redakteurin", ["Anna Weber"]),
        ("Ada Lund, Arts and Culture Editor", ["Ada Lund"]),
        ("Ada Lund, Chief Reporter, and Bo Ek, Photographer", ["Ada Lund", "Bo Ek"]),
        ("Staff Reporter", ["Staff Reporter"]),
    ],
)
def test_suffixes_stay_and_roles_go(byline, names):
    assert split_byline(byline) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"@type": "Organization", "name": "Lund and Ek Associates of Kiel"}, ("Lund and Ek Associates of Kiel",)),
        ({"@type": "NewsMediaOrganization", "name": "Ada Lund and Bo Ek"}, ("Ada Lund and Bo Ek",)),
        ({"@type": "https://schema.org/Person", "name": "Ada Lund, Bo Ek"}, ("Ada Lund", "Bo Ek")),
        ({"@type": "Person", "givenName": "Ada", "familyName": "Lund"}, ("Ada Lund",)),
        ({"@type": "Person", "name": {"@value": "Ada Lund", "@language": "da"}}, ("Ada Lund",)),
        ({"@type": "Person", "name": ["Ada Lund", "Bo Ek"]}, ("Ada Lund", "Bo Ek")),
        ({"@type": "Role", "roleName": "Reporter", "author": {"@type": "Person", "name": "Ada Lund"}}, ("Ada Lund",)),
        ({"@list": [{"name": "Bo Ek"}, {"name": "Ada Lund"}]}, ("Bo Ek", "Ada Lund")),
        ({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"name": "Bo Ek"}}]}, ("Bo Ek",)),
        ([["Ada Lund", "Ek, Bo"], "Cy Bay, III"], ("Ada Lund", "Ek, Bo", "Cy Bay, III")),
        ({"@id": "#ada"}, ("Ada Lund",)),
        ([{"@id": "#nobody"}, {"name": "Bo Ek (Kiel)"}], ("Bo Ek",)),
        (["李娜", "PA", "xy", "Q"], ("李娜", "PA")),
        ("Words by Ada Lund; pictures by Bo Ek.", ("Ada Lund", "pictures by Bo Ek")),
    ],
)
def test_authors_are_read_from_all_forms_of_json_ld(value, names):
    assert authors(value, "author", {"@type": "Person", "@id": "#ada", "name": "Ada Lund"}) == names


def test_nested_lists_come_to_an_end():
    value = "Ada Lund"
    for _ in range(30):
        value = [value]
    assert authors(value) == ()


def test_meta_elements_are_split_in_the_same_way():
    assert authors(None, meta='<meta name="author" content="Lund, Ada &amp; Ek, Bo">') == ("Lund, Ada", "Ek, Bo")


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("Ada Lund.", "Ada Lund"),
        ("– Ada Lund -", "Ada Lund"),
        ("Ada Lund, Jr.", "Ada Lund, Jr."),
        ("Hafen, Inc.", "Hafen, Inc."),
        ("Ada L.", "Ada L."),
        ("...", ""),
    ],
)
def test_full_stops_stay_where_they_abbreviate(name, tidy):
    assert without_end(name) == tidy


def marked(line, *guesses):
    """Read the authors of a page that marks a byline, where the extractors guessed these."""
    return authors_of(read_page(f"<article><h1>Kran</h1>{line}<p>Er steht still.</p></article>", URL), *guesses)


@pytest.mark.parametrize(
    ("line", "guess", "names"),
    [
        ('<a rel="author">Ada Lund, Sr.</a>', "Ada Lund; Sr", ("Ada Lund, Sr.",)),
        (
            '<p class="byline">By Office of Parks and Rivers</p>',
            "Office of Parks; Rivers",
            ("Office of Parks and Rivers",),
        ),
        ('<span itemprop="author">Lund, Ada</span>', "Lund; Ada", ("Lund, Ada",)),
        ('<a rel="author">Ada Lund, MD</a>, <a rel="author">Bo Ek</a>', "Ada Lund; Bo Ek", ("Ada Lund, MD", "Bo Ek")),
        ('<p class="byline">Ada Lund wrote this on a long and windy day in Kiel</p>', "Ada Lund", ("Ada Lund",)),
        ("<p>Ada Lund, Sr.</p>", "Ada Lund; Sr.", ("Ada Lund", "Sr.")),
        ('<span itemprop="author">李娜</span>', None, ("李娜",)),
        ('<div class="comments"><span itemprop="author">Cy Bay</span></div>', None, ()),
        ('<a rel="author" href="/ada">more</a>', "Ada Lund", ("Ada Lund",)),
    ],
)
def test_names_that_the_extractors_split_are_whole_again(line, guess, names):
    assert marked(line, guess) == names


def test_what_is_marked_waits_for_the_guesses():
    assert marked('<span itemprop="author">Ada Lund</span>') == ()


WORD = st.sampled_from(
    ["Ada", "Lund", "Bo", "Ek", "Inés", "van", "O’Hara", "Reuters", "Office", "Jr.", "Editor", "李娜", "y"]
)
SIGN = st.sampled_from([" ", ", ", " and ", " & ", "; ", " und ", " | ", ",", " of "])


@given(st.lists(st.tuples(WORD, SIGN), max_size=12).map(lambda pairs: "".join(map("".join, pairs))) | st.text())
def test_no_byline_gives_names_that_it_does_not_hold(byline):
    for name in split_byline(byline):
        assert name == name.strip()
        assert all(part in byline for part in name.replace(",", " ").split())
