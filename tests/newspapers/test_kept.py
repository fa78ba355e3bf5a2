import pytest

from core.errors import CatalogueError, UsageError
from core.newspapers.kept import check_key, load_kept, save_kept
from core.newspapers.own import OwnPapers, as_own
from core.types import Newspaper


def paper(name="The Bay", number=0):
    return as_own(Newspaper("x", name, "gb", "en", "https://bay.example/", (f"https://bay.example/{number}.xml",)))


def test_papers_and_sets_are_kept(tmp_path):
    assert load_kept(tmp_path / "none") == OwnPapers()
    odd = paper('Zürich "heute" \\ 日本', 1)
    own = OwnPapers((paper(), odd)).with_set("Früh", ["guardian", odd.id])
    save_kept(tmp_path / "data", own)
    assert load_kept(tmp_path / "data") == own
    save_kept(tmp_path / "data", OwnPapers((odd,)))
    assert load_kept(tmp_path / "data") == OwnPapers((odd,))
    save_kept(tmp_path / "data", OwnPapers())
    assert load_kept(tmp_path / "data") == OwnPapers()
    assert list((tmp_path / "data").iterdir()) == []


def test_what_cannot_be_kept_or_read_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CatalogueError, match="could not be kept"):
        save_kept(tmp_path / "file", OwnPapers((paper(),)))
    for broken in ("[", "[1]", '{"a": 3}'):
        (tmp_path / "sets.json").write_text(broken)
        with pytest.raises(CatalogueError, match="sets"):
            load_kept(tmp_path)
        (tmp_path / "sets.json").unlink()


def test_only_the_key_opens():
    check_key("sesame", "sesame")
    for given, configured in (("", None), ("", ""), ("x", "sesame"), ("sesame", None), ("ü", "sesame")):
        with pytest.raises(UsageError):
            check_key(given, configured)
