"""Importing crawls: counts, duplicates, papers, and the same counts after a kill."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.archive import Archive, ArticleQuery
from core.cli import main
from tests.archive.tiny import write_artifacts
from tests.support.dask_cluster import cluster
from tests.support.warc import compressed, info, record, sample_pages

ROOT = Path(__file__).parents[2]
PAGES = sample_pages()
CATALOGUE = """[[newspaper]]
id = "harbour"
name = "The Harbour Post"
country = "gb"
language = "en"
home = "https://www.the-harbour-post.example/"
feeds = ["https://www.the-harbour-post.example/feed"]
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a small model and a catalogue of one paper, which the settings name."""
    write_artifacts(tmp_path / "artifacts")
    (tmp_path / "papers.toml").write_text(CATALOGUE)
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path / "artifacts"))
    monkeypatch.setenv("BROADSHEET_CATALOGUE", str(tmp_path / "papers.toml"))
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path))
    return tmp_path


def run(capfd, *files, status=0):
    """Import files by one process; the figures without those of time."""
    capfd.readouterr()
    assert main(["archive", "import", "--warc", "--json", "--workers", "1", *map(str, files)]) == status
    figures = json.loads(capfd.readouterr().out)
    assert figures.pop("seconds") >= 0
    assert 0 <= figures.pop("extraction_share") <= 1
    return figures


def archive_of(folder):
    return Archive.at(f"sqlite:///{folder / 'broadsheet.sqlite'}")


def articles(folder):
    """What the archive holds of all articles, and that the counts by day say as much."""
    archive = archive_of(folder)
    rows = [(row["url"], row["newspaper"], row["title"], row["topic"]) for row in archive.export_rows("articles")]
    assert sum(day.n for day in archive.daily_counts(ArticleQuery())) == len(rows)
    assert not archive.live_counts(("week",))  # these predictions were not made at reading
    archive.close()
    return sorted(rows)


def test_articles_papers_duplicates_and_reasons_are_counted(place, capfd):
    (url, page), (other, second) = next(pair for pair in PAGES if "harbour" in pair[0]), PAGES[0]
    changed = second.replace(b"</h1>", b" again</h1>").replace(b"</title>", b" again</title>")
    file = place / "a.warc.gz"
    broken = bytearray(compressed(record("https://x.example/c", b"<html>" * 99)))
    broken[30:40] = b"\xff" * 10
    latin = page.decode().replace("</p>", " Größe</p>").encode("cp1252", "replace")
    parts = [
        compressed(info(), record(url, page), record(other, second), record(f"{url}?utm_source=x", page)),
        bytes(broken),
        compressed(
            record(other, changed, date="2026-02-01T00:00:00Z"),
            record(other, second, date="2025-02-01T00:00:00Z"),
            record("https://x.example/latin", latin.replace(url.encode(), b""), kind="text/html; charset=nonsense"),
            record("https://x.example/b", b"%PDF", kind="application/pdf"),
            record("https://x.example/d", b"<html><p>Menu</p></html>"),
            record("http://127.0.0.1/a", page),
        ),
    ]
    file.write_bytes(b"".join(parts))
    figures = run(capfd, file)
    assert figures == {
        "files": 1,
        "records": 11,
        "pages": 7,
        "articles": 6,
        "new": 3,
        "changed": 0,
        "known": 3,
        "skipped": {"broken": 1, "no_newspaper": 1, "no_text": 1, "not_a_page": 1, "other_record": 1},
        "unfinished": [],
    }
    papers = {row[0]: row[1] for row in articles(place)}
    assert papers[url] == "harbour"
    assert papers[other] == "northfield-courier.example"
    again = place / "b.warc.gz"  # another name: another file with the same pages
    again.write_bytes(file.read_bytes())
    before = articles(place)
    both = run(capfd, file, again, file)
    assert (both["files"], both["articles"], both["new"]) == (2, 12, 3)
    assert articles(place) == before


def test_killed_and_begun_again_counts_and_articles_are_those_of_one_run(place, capfd, monkeypatch):
    one, two = place / "a.warc.gz", place / "b.warc.gz"
    one.write_bytes(compressed(info(), *(record(*pair) for pair in PAGES[:28])))
    two.write_bytes(compressed(info(), *(record(*pair) for pair in PAGES[26:30])))
    command = [sys.executable, "-m", "core", "archive", "import", "--warc", "--workers", "2", str(one), str(two)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stderr.readline()  # the first batch is kept
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)  # its workers, who hold the other end, have ended too
    before = len(articles(place))
    assert 0 < before < 30
    figures, rows = run(capfd, one, two), articles(place)
    assert figures["records"] == 34
    assert figures["articles"] == figures["new"] + figures["known"]
    other = place / "other"
    other.mkdir()
    monkeypatch.setenv("BROADSHEET_DATA", str(other))
    assert run(capfd, one, two) == figures
    assert articles(other) == rows


def test_a_file_whose_end_is_missing_goes_on_when_it_is_whole(place, capfd):
    file, whole = place / "a.warc.gz", compressed(info(), *(record(*pair) for pair in PAGES[:3]))
    file.write_bytes(whole[:-9])
    figures = run(capfd, file)
    assert (figures["records"], figures["new"], figures["unfinished"]) == (3, 2, [str(file)])
    file.write_bytes(whole)
    figures = run(capfd, file)
    assert (figures["records"], figures["new"], figures["unfinished"]) == (4, 3, [])


def test_what_cannot_be_imported_is_a_sentence(place, capfd):
    (place / "x.warc").write_text("no such file")
    for wrong in (["x.warc"], ["none.warc"], ["x.warc", "--table", "articles"]):
        capfd.readouterr()
        assert main(["archive", "import", "--warc", *(str(place / name) if "." in name else name for name in wrong)])
        assert len(capfd.readouterr().err.strip().splitlines()) == 1


def test_a_page_that_names_another_article_as_its_own_keeps_its_address(place, capfd):
    (url, page), (other, second) = PAGES[:2]
    wrong = second.replace(b"</head>", f'<link rel="canonical" href="{url}"></head>'.encode())
    first, later = place / "a.warc.gz", place / "b.warc.gz"
    first.write_bytes(compressed(record(url, page)))
    assert b'rel="canonical"' not in second or other.encode() in second
    later.write_bytes(compressed(record(other, wrong.replace(f'href="{other}"'.encode(), f'href="{url}"'.encode()))))
    run(capfd, first)
    assert run(capfd, later)["new"] == 1
    assert [row[0] for row in articles(place)] == sorted([url, other])


def test_a_dask_cluster_reads_what_one_process_reads(place, capfd, monkeypatch, tmp_path_factory):
    pytest.importorskip("distributed", reason="no Dask here: pip install -r requirements-dask.txt")
    file = place / "a.warc.gz"
    file.write_bytes(compressed(info(), *(record(*pair) for pair in PAGES[:4])))
    figures, rows = run(capfd, file), articles(place)
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path_factory.mktemp("data")))
    with cluster(tmp_path_factory.mktemp("scheduler"), workers=1) as address:
        assert run(capfd, file, "--dask", address) == figures
    assert articles(Path(os.environ["BROADSHEET_DATA"])) == rows
