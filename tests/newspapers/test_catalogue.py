from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CatalogueError, UsageError
from core.newspapers import load_catalogue, select_papers
from core.newspapers.countries import COUNTRIES, NAMES, NOT_NAMED, country_name
from core.types import Source

ROOT = Path(__file__).parents[2]
GOOD = """[[newspaper]]
id = "a-paper"
name = "A Paper"
country = "gb"
language = "en"
home = "https://a.example/"
feeds = ["https://a.example/rss"]
sections = { "UK-News" = "", "technology" = "tech" }
"""
WITHOUT_SOURCE = {
    "global-news",
    "nine-news",
    "ottawa-citizen",
}
"""Papers of the first catalogue whose addresses we found in no document that stays as it is. None may be added."""
KNOWN = """owner = "  The   Trust "
kind = "nonprofit"
source = { url = "https://lists.example/a", day = 2026-11-28 }
owner_source = { url = "https://who.example/a", day = "2026-11-27" }
proven = 2026-11-29
"""


def load(tmp_path, text):
    path = tmp_path / "papers.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_catalogue(path)


def test_the_shipped_catalogue_is_whole():
    papers = load_catalogue(ROOT / "newspapers.toml")
    assert len(papers) >= 12
    assert {"el-pais-english", "guardian", "sky-news", "daily-mail", "mirror"} <= {paper.id for paper in papers}
    assert {paper.language for paper in papers} == {"en"}
    assert all(url.startswith("http") for paper in papers for url in (*paper.feeds, *paper.sitemaps))


def test_shipped_papers_are_many_and_none_is_there_twice():
    papers = load_catalogue(ROOT / "newspapers.toml")
    assert len(papers) >= 150
    assert len({paper.country for paper in papers}) >= 30
    assert {paper.country for paper in papers} <= COUNTRIES
    addresses = [url.rstrip("/") for paper in papers for url in (*paper.feeds, *paper.sitemaps)]
    assert sorted(set(addresses)) == sorted(addresses)
    assert len({paper.name for paper in papers}) == len(papers)


def test_what_is_said_of_shipped_papers_has_a_source():
    papers = load_catalogue(ROOT / "newspapers.toml")
    for paper in papers:
        sources = [source for source in (paper.source, paper.owner_source) if source]
        assert all(source.url.startswith("https://") and source.day >= date(2026, 11, 28) for source in sources)
        assert bool(paper.owner) == bool(paper.kind) == (paper.owner_source is not None), paper.id
        # An address of a repository names a commit, so that it shows what was read.
        assert all("/blob/" not in source.url or "/blob/main/" not in source.url for source in sources)
    assert {paper.id for paper in papers if paper.source is None} == WITHOUT_SOURCE


def test_a_paper_is_what_the_file_says(tmp_path):
    [paper] = load(tmp_path, GOOD)
    assert (paper.id, paper.name, paper.country) == ("a-paper", "A Paper", "gb")
    assert paper.sections == {"uk-news": "", "technology": "tech"}
    assert load(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()) == (paper,)


def test_owner_kind_and_their_sources_are_optional(tmp_path):
    [paper] = load(tmp_path, GOOD + KNOWN)
    assert (paper.owner, paper.kind, paper.proven) == ("The Trust", "nonprofit", date(2026, 11, 29))
    assert paper.source == Source("https://lists.example/a", date(2026, 11, 28))
    assert paper.owner_source == Source("https://who.example/a", date(2026, 11, 27))
    [plain] = load(tmp_path, GOOD + 'proven = ""\nowner = ""\nkind = ""\n')
    assert (plain.owner, plain.kind, plain.source, plain.owner_source, plain.proven) == ("", "", None, None, None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"nonprofit"', '"goverment"', "kind 'goverment' is none of private, public, state, cooperative, nonprofit"),
        ('"nonprofit"', '"privat"', "Did you mean private"),
        ('"nonprofit"', "3", "kind is none of"),
        ('"  The   Trust "', "3", "owner is not a text of at most 200 characters"),
        ('"  The   Trust "', f'"{"x" * 201}"', "owner is not a text of at most 200 characters"),
        ("proven = 2026-11-29", "proven = true", "proven is not a day, such as 2026-11-28"),
        ("proven = 2026-11-29", 'proven = "yesterday"', "proven is not a day"),
        ("proven = 2026-11-29", "proven = 2026-11-29T08:00:00Z", "proven is not a day"),
        ("https://lists.example/a", "lists.example", ": source must name a document and the day it was read"),
        ("day = 2026-11-28", "date = 2026-11-28", ": source must name a document and the day it was read"),
        (', day = "2026-11-27"', "", "owner_source must name a document"),
        ('{ url = "https://who.example/a", day = "2026-11-27" }', '"https://who.example/a"', "owner_source must name"),
        ("owner =", "owned =", "Did you mean owner"),
    ],
)
def test_what_is_wrong_with_owner_kind_and_sources_is_named(tmp_path, old, new, said):
    assert old in KNOWN
    with pytest.raises(CatalogueError, match=said) as caught:
        load(tmp_path, GOOD + KNOWN.replace(old, new))
    assert "a-paper" in str(caught.value)


def test_names_of_countries_are_those_of_babel():
    territories = Locale("en").territories
    assert {code: territories[code.upper()].removesuffix(" SAR China") for code in NAMES} == NAMES
    assert {"eu"} == NAMES.keys() - COUNTRIES


def test_countries_have_names():
    assert [country_name(code) for code in ("gb", "hk", "eu")] == ["United Kingdom", "Hong Kong", "European Union"]
    assert {country_name(code) for code in ("zz", "xk", "aa")} == {NOT_NAMED}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"a-paper"', '"A Paper"', "id"),
        ('name = "A Paper"\n', "", "name"),
        ('"gb"', '"uk"', "'gb' may be meant"),
        ('"gb"', '"GBR"', "country"),
        ('"en"', '"english"', "language"),
        ("https://a.example/rss", "ftp://a.example/", "feeds"),
        ("https://a.example/rss", "https://u:p@a.example/", "feeds"),
        ("https://a.example/rss", "", "feeds"),
        ('feeds = ["https://a.example/rss"]\n', "", "at least one"),
        ('"tech"', '"technology"', "topics are"),
        ("feeds", "feed", "Did you mean feeds"),
        ('home = "https://a.example/"', "home = 3", "home"),
        ('["https://a.example/rss"]', '"https://a.example/rss"', "list"),
        ("[[newspaper]]", "[newspaper]", "no newspaper"),
        ('["https://a.example/rss"]', "[3]", "feeds 3 is not an http or https address"),
        ('{ "UK-News" = "", "technology" = "tech" }', "3", "not a table of words and topics"),
        ("id =", "notes = 3\nid =", "notes is not a text of at most 500 characters"),
        ('name = "A Paper"', 'name = " "', "name is missing or not a text"),
        ("feeds", "zzz", "'zzz' is not a field of a newspaper[.]$"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, old, new, said):
    assert old in GOOD
    with pytest.raises(CatalogueError, match=said) as caught:
        load(tmp_path, GOOD.replace(old, new))
    assert "papers.toml" in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"not toml [", b"x" * 1_000_001, b"newspaper = 3", b"newspaper = [1]"]
)
def test_what_is_no_catalogue_is_named(tmp_path, content):
    with pytest.raises(CatalogueError):
        load(tmp_path, content)


def test_ids_are_unique_and_files_exist(tmp_path):
    with pytest.raises(CatalogueError, match="twice"):
        load(tmp_path, GOOD + GOOD)
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_catalogue(tmp_path / "missing.toml")
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_catalogue(tmp_path)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(tmp_path_factory, content):
    try:
        load(tmp_path_factory.mktemp("catalogue"), content)
    except CatalogueError as problem:
        assert str(problem).endswith((".", "each."))


def test_papers_are_found_by_id(tmp_path):
    papers = load(tmp_path, GOOD + GOOD.replace("a-paper", "b-paper"))
    assert [paper.id for paper in select_papers(papers, ["b-paper", "a-paper", "b-paper"])] == ["b-paper", "a-paper"]
    with pytest.raises(UsageError, match="Did you mean a-paper"):
        select_papers(papers, ["a-papre"])
    with pytest.raises(UsageError, match="papers list"):
        select_papers(papers, ["zzz"])


def test_a_catalogue_holds_a_bounded_number_of_papers(tmp_path):
    with pytest.raises(CatalogueError, match="more than 500 newspapers"):
        load(tmp_path, "".join(GOOD.replace("a-paper", f"paper-{n}") for n in range(501)))
