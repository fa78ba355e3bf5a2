"""Days are written into a catalogue file that is otherwise left as its author wrote it."""

import stat
from datetime import date

import pytest

from core.errors import CatalogueError
from core.newspapers import load_catalogue
from core.newspapers.proven import write_proven

DAY = date(2026, 11, 28)
TEXT = """# Ours, by hand.

[[newspaper]]
id = "a"     # the first
name = "A [[newspaper]]"
country = "gb"
language = "en"
home = "https://a.example/"
feeds = [
    "https://a.example/rss",  # all of it
]
notes = '''Odd:
id = "b"'''

# Between them.
[[newspaper]]
id = "b"
name = "Bé"
proven = ""   # not yet
country = "gb"
language = "en"
home = "https://b.example/"
sections = { "x" = "" }
feeds = ["https://b.example/rss"]

[[newspaper]]
id = "c"
name = "C"
proven = 2026-11-01
country = "gb"
language = "en"
home = "https://c.example/"
feeds = ["https://c.example/rss"]
"""


def without_days(text):
    return [line for line in text.splitlines() if not line.startswith("proven")]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_days_are_written_and_everything_else_stays(tmp_path, newline):
    path = tmp_path / "papers.toml"
    path.write_bytes(TEXT.replace("\n", newline).encode())
    assert write_proven(path, ["a", "b"], DAY) == 2
    written = path.read_bytes().decode()
    assert [paper.proven for paper in load_catalogue(path)] == [DAY, DAY, date(2026, 11, 1)]
    assert without_days(written) == without_days(TEXT)
    assert "proven = 2026-11-28   # not yet" in written
    assert written.count("proven") == TEXT.count("proven") + 1
    assert written.count("\n") == written.count(newline)
    assert write_proven(path, ["a", "b"], DAY) == 0
    assert path.read_bytes().decode() == written
    assert list(tmp_path.iterdir()) == [path]


def test_the_shipped_catalogue_stays_as_it_is_written(tmp_path, shipped):
    path = tmp_path / "papers.toml"
    path.write_bytes(shipped)
    papers = load_catalogue(path)
    assert write_proven(path, [paper.id for paper in papers], DAY) == len(papers)
    assert without_days(path.read_bytes().decode()) == without_days(shipped.decode())
    assert {paper.proven for paper in load_catalogue(path)} == {DAY}


def test_mode_and_links_are_kept(tmp_path):
    path, link = tmp_path / "papers.toml", tmp_path / "link.toml"
    path.write_text(TEXT)
    path.chmod(0o640)
    link.symlink_to(path)
    write_proven(link, ["a"], DAY)
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert load_catalogue(path)[0].proven == DAY


@pytest.mark.parametrize("content", [None, b"\xff", b"[["])
def test_what_cannot_be_written_is_said(tmp_path, content):
    path = tmp_path / "papers.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CatalogueError, match=r"could not be written into .*papers[.]toml"):
        write_proven(path, ["a"], DAY)
