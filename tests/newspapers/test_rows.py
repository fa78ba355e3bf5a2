import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CatalogueError
from core.newspapers.own import OwnPapers, as_own
from core.newspapers.rows import from_rows, has_legacy_files, load_legacy_files, merge, retire_legacy_files, to_rows
from core.types import Newspaper


def paper(name="The Bay", number=0):
    return as_own(Newspaper("x", name, "gb", "en", "https://bay.example/", (f"https://bay.example/{number}.xml",)))


@given(
    st.lists(st.tuples(st.text("aäZ\"\\'日", max_size=9), st.integers(0, 99)), max_size=5),
    st.dictionaries(st.sampled_from(["Früh", "Monday", "'; --"]), st.lists(st.sampled_from(["a", "b"]), min_size=1)),
)
def test_rows_give_back_papers_and_sets(papers, sets):
    own = OwnPapers().with_papers(paper(f"P {name}".strip(), number) for name, number in papers)
    for name, ids in sets.items():
        own = own.with_set(name, ids)
    assert from_rows(to_rows(own)) == own


def test_a_set_that_somebody_imported_may_hold_whole_papers():
    table = to_rows(OwnPapers((paper(),)))[""][0]
    read = from_rows({"Coast": ["guardian", table]})
    assert read == OwnPapers((paper(),), {"Coast": ("guardian", paper().id)})
    with pytest.raises(CatalogueError, match="'Coast'"):
        from_rows({"Coast": [{**table, "home": "ftp://x"}]})


def test_of_two_sets_of_one_name_the_later_holds():
    first, second = OwnPapers((paper(),)).with_set("A", ["x"]), OwnPapers((paper(number=1),)).with_set("A", ["y"])
    assert merge(first, second) == OwnPapers((paper(), paper(number=1)), {"A": ("y",)})


def test_files_of_a_former_version_are_read_and_put_away(tmp_path):
    assert not has_legacy_files(tmp_path)
    assert load_legacy_files(tmp_path) == OwnPapers()
    (tmp_path / "newspapers.toml").write_text(
        '[[newspaper]]\nid = "own-x"\nname = "X"\ncountry = "gb"\nlanguage = "en"\nhome = "https://x.example/"\n'
        'feeds = ["https://x.example/feed"]\nsitemaps = []\n'
    )
    (tmp_path / "sets.json").write_text('{"Früh": ["guardian", "own-x"]}')
    own = load_legacy_files(tmp_path)
    assert [one.name for one in own.papers] == ["X"]
    assert own.sets == {"Früh": ("guardian", "own-x")}
    retire_legacy_files(tmp_path)
    assert not has_legacy_files(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["newspapers.toml.taken-over", "sets.json.taken-over"]


def test_a_broken_former_file_says_so(tmp_path):
    for broken in ("[", "[1]", '{"a": 3}'):
        (tmp_path / "sets.json").write_text(broken)
        with pytest.raises(CatalogueError, match="sets"):
            load_legacy_files(tmp_path)


def test_a_former_file_that_cannot_be_renamed_says_so(tmp_path):
    (tmp_path / "sets.json").write_text("{}")
    (tmp_path / "sets.json.taken-over").mkdir()
    with pytest.raises(CatalogueError, match="could not be renamed"):
        retire_legacy_files(tmp_path)
