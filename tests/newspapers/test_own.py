import base64
import contextlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CatalogueError
from core.newspapers import load_catalogue
from core.newspapers.countries import COUNTRIES, country_of_host, is_country
from core.newspapers.own import MAX_LINK_LENGTH, MAX_OWN_PAPERS, OwnPapers, as_own, from_link, to_link
from core.newspapers.table import catalogue_page
from core.settings import ROOT
from core.types import Newspaper


def paper(name="The Bay", number=0, **more):
    sources = {"feeds": (f"https://bay.example/{number}.xml",), **more}
    return as_own(Newspaper("x", name, "gb", "en", "https://bay.example/", **sources))


def packed(value):
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(value).encode())).decode().rstrip("=")


TABLE = {
    "name": "The Bay",
    "country": "gb",
    "language": "en",
    "home": "https://bay.example/",
    "feeds": ["https://bay.example/f"],
    "sitemaps": [],
}


def test_what_was_added_comes_back_from_the_link():
    own = OwnPapers().with_papers([paper(), paper("Zürich heute", 1, sitemaps=("https://z.example/s",))])
    own = own.with_set("  My   morning ", ["guardian", own.papers[0].id])
    assert from_link(to_link(own)) == own
    assert own.sets == {"My morning": ("guardian", own.papers[0].id)}
    assert to_link(OwnPapers()) == ""
    assert from_link("") == OwnPapers()


def test_an_id_is_of_its_content():
    """A link must not pass another feed off as a paper that others read under this id."""
    assert paper().id.startswith("own-the-bay-")
    assert paper().id == paper().id
    assert paper().id != paper(number=1).id
    assert as_own(paper()) == paper()
    [found] = from_link(packed({"papers": [{**TABLE, "id": "guardian", "sections": {"a": "tech"}}], "sets": {}})).papers
    assert found.id.startswith("own-the-bay-")
    assert found.sections == {}


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        {"papers": []},
        {"papers": [3], "sets": {}},
        {"papers": [{}], "sets": {}},
        {"papers": [], "sets": {"a": 3}},
        {"papers": [{**TABLE, "feeds": ["file:///etc/passwd"]}], "sets": {}},
        {"papers": [{**TABLE, "home": "javascript:alert(1)"}], "sets": {}},
        {"papers": [{**TABLE, "name": "x" * 200}], "sets": {}},
        {"papers": [{**TABLE, "name": "a\u202eb"}], "sets": {}},
        {"papers": [{**TABLE, "feeds": [f"https://a.example/{n}" for n in range(50)]}], "sets": {}},
        {"papers": [{**TABLE, "extra": 1}], "sets": {}},
        {"papers": [], "sets": {"x" * 200: ["guardian"]}},
        {"papers": [], "sets": {"x": []}},
    ],
)
def test_a_link_that_is_not_ours_is_refused(value):
    with pytest.raises(CatalogueError):
        from_link(packed(value))


@pytest.mark.parametrize(
    "word", ["x", "A" * (MAX_LINK_LENGTH + 1), "a b", "../../etc", packed({"papers": [TABLE]})[:-9]]
)
def test_a_broken_link_is_refused(word):
    with pytest.raises(CatalogueError):
        from_link(word)


def test_a_bomb_in_a_link_is_refused():
    bomb = base64.urlsafe_b64encode(zlib.compress(b'{"papers":[],"sets":{}}' + b" " * 5_000_000, 9)).decode()
    with pytest.raises(CatalogueError):
        from_link(bomb.rstrip("="))


@given(st.text(max_size=300))
def test_no_word_breaks_it(word):
    with contextlib.suppress(CatalogueError):
        assert isinstance(from_link(word), OwnPapers)


def test_papers_and_sets_can_be_removed_and_are_bounded():
    own = OwnPapers().with_papers([paper()]).with_set("a", [paper().id]).with_set("b", ["bbc", paper().id])
    assert own.without_paper(paper().id) == OwnPapers((), {"b": ("bbc",)})
    assert own.without_set("a").sets.keys() == {"b"}
    with pytest.raises(CatalogueError, match="At most"):
        OwnPapers().with_papers(paper(number=n) for n in range(MAX_OWN_PAPERS + 1))
    with pytest.raises(CatalogueError, match="name"):
        own.with_set("  ", ["bbc"])
    with pytest.raises(CatalogueError, match="at least one"):
        own.with_set("c", [])


def test_countries_of_hosts():
    assert [country_of_host(h) for h in ("news.co.uk", "a.example.za", "b.com", "c.io")] == ["gb", "za", "zz", "zz"]
    assert len(COUNTRIES) == 249
    assert all(map(is_country, ("gb", "xx", "zz", "eu", "qz")))
    assert not any(map(is_country, ("uk", "en", "zy")))


def test_the_catalogue_is_as_large_as_promised():
    papers = load_catalogue(ROOT / "newspapers.toml")
    assert len(papers) >= 30
    assert len({paper.country for paper in papers}) >= 10
    assert not any(paper.id.startswith("own-") for paper in papers)


def test_the_page_of_the_catalogue_is_current():
    page = (ROOT / "docs" / "newspapers.md").read_text(encoding="utf-8")
    assert page == catalogue_page(load_catalogue(ROOT / "newspapers.toml")), (
        "docs/newspapers.md is not current: run python -m core papers list --markdown > docs/newspapers.md"
    )


def test_the_page_escapes_what_papers_are_called():
    odd = Newspaper("x", "A|B [c](d) <i>", "gb", "en", "https://x.example/", ("https://x.example/f",), notes="`x` | y")
    row = catalogue_page([odd]).splitlines()[-1]
    assert row.startswith(r"| [A\|B \[c\]\(d\) \<i\>](https://x.example/) |")
    assert r"\`x\` \| y" in row
