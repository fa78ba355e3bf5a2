import os
import resource
import stat

import feedparser
import pytest

from core.archive import Archive
from core.settings import load_settings
from tests.archive.examples import BAY, HILL
from tests.digest.examples import add, read, told, two_days


def state(folder):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


@pytest.fixture
def archived(run):
    """Puts articles into the archive of the command."""

    def call(*items, **more):
        archive = Archive.open(load_settings())
        add(archive, *items, **more)
        archive.close()

    return call


def test_a_second_run_with_nothing_new_changes_no_file(run, archived, tmp_path):
    archived(*two_days(), told(900, BAY, 3), told(901, HILL, 2))
    out = tmp_path / "out"
    code, first, err = run("digest", "--out", out, "--search", "ferry=ferry OR storm")
    assert (code, err) == (0, "")
    before = state(out)
    files = {"index.html", "feed.xml", "search-ferry.xml", "chart-topics.html", "chart-changes.html"}
    assert set(before) == files
    assert {line.rpartition("/")[2] for line in first.splitlines()} == files
    code, again, _ = run("digest", "--out", out, "--search", "ferry=ferry OR storm")
    assert code == 0
    assert state(out) == before
    assert all(line.endswith("(unchanged)") for line in again.splitlines())


def test_news_is_added_under_the_same_id(run, archived, tmp_path):
    archived(told(1, BAY, 5), told(2, HILL, 4))
    run("digest", "--out", tmp_path)
    (before,) = feedparser.parse(tmp_path / "feed.xml").entries
    archived(told(3, BAY, 1), read(4, hours=0.5))
    run("digest", "--out", tmp_path)
    (after,) = feedparser.parse(tmp_path / "feed.xml").entries
    assert after.id == before.id
    assert after.updated > before.updated


def test_files_of_other_searches_stay(run, archived, tmp_path):
    archived(told(1, BAY, 5))
    run("digest", "--out", tmp_path, "--search", "one=ferry", "--search", "two=coastguard")
    former = (tmp_path / "search-one.xml").read_bytes()
    code, _, _ = run("digest", "--out", tmp_path, "--search", "two=coastguard", "--days", "7", "--topics", "5")
    assert code == 0
    assert (tmp_path / "search-one.xml").read_bytes() == former
    assert len(feedparser.parse(tmp_path / "search-two.xml").entries) == 1


def test_the_sample_edition_needs_no_archive(run, tmp_path):
    code, _, _ = run("digest", "--sample", "--days", 7, "--out", tmp_path / "out", "--site", "https://news.example")
    assert code == 0
    assert "made-up newspapers" in (tmp_path / "out" / "index.html").read_text()
    assert not (tmp_path / "data").exists()
    before = state(tmp_path / "out")
    run("digest", "--sample", "--days", 7, "--out", tmp_path / "out", "--site", "https://news.example")
    assert state(tmp_path / "out") == before


def test_an_archive_of_the_sample_is_named_as_such(run, archived, tmp_path):
    archived(told(1, BAY, 5), sample=True)
    run("digest", "--out", tmp_path / "sample")
    assert "made-up newspapers" in (tmp_path / "sample" / "index.html").read_text()
    archived(told(1, BAY, 5))
    run("digest", "--out", tmp_path / "real")
    assert "made-up newspapers" not in (tmp_path / "real" / "index.html").read_text()


def test_an_empty_archive_is_told_of_in_one_sentence(run, archived, tmp_path):
    for _ in range(2):
        code, out, err = run("digest", "--out", tmp_path / "out")
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "The archive has no articles yet" in err
        assert not (tmp_path / "out").exists()
        archived()  # and one without articles


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--search", "rates"], "--search takes NAME=QUERY"),
        (["--search", "=x"], "--search takes NAME=QUERY"),
        (["--search", "../x=y"], "--search takes NAME=QUERY"),
        (["--search", "a= "], "--search takes NAME=QUERY"),
        (["--search", "a=x", "--search", "A=y"], "Two searches have the name A"),
        (["--search", 'a="open'], "A quotation mark is missing"),
        (["--site", "javascript:alert(1)"], "--site takes the address of the app"),
        (["--days", "2"], "invalid choice"),
    ],
)
def test_wrong_use(run, archived, tmp_path, arguments, said):
    archived(read(1))
    code, out, err = run("digest", "--out", tmp_path / "out", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(run, archived, tmp_path):
    archived(read(1))
    (tmp_path / "file").write_text("here")
    code, _, err = run("digest", "--out", tmp_path / "file" / "out")
    assert (code, err.count("\n")) == (1, 1)
    assert "Nothing was written into" in err and "What was there is unchanged." in err


def test_a_full_disk_leaves_what_was_there(run, archived, tmp_path):
    """The system refuses to write more than so many bytes, as a full disk does."""
    archived(told(1, BAY, 5))
    out = tmp_path / "out"
    run("digest", "--out", out)
    before = state(out)
    archived(*two_days())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    archive = Archive.open(load_settings())  # the database grows no more
    archive.close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, limits[1]))
    try:
        code, _, err = run("digest", "--out", out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (code, err.count("\n")) == (1, 1)
    assert "Nothing was written into" in err
    assert state(out) == before


def test_everybody_may_read_the_files(run, archived, tmp_path):
    archived(read(1))
    former = os.umask(0o022)
    try:
        run("digest", "--out", tmp_path / "out")
    finally:
        os.umask(former)
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o644 for path in (tmp_path / "out").iterdir())
