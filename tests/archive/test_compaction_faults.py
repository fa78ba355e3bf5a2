"""What happens to compaction, and to compacted months, when something breaks."""

import multiprocessing
import os
import shutil
import signal
import time

import pytest

from core.archive import Archive, ArticleQuery
from core.errors import ArchiveError
from core.serving.health.archived import look_at_months
from core.settings import Settings
from tests.archive.examples import BAY, MODEL, edition, item
from tests.archive.months import BEFORE, FIRST, fill, rows
from tests.archive.test_compaction import LATER, tables
from tests.support.faults import fill as fill_disk
from tests.support.faults import small_disk

FORK = multiprocessing.get_context("fork")
KILLS = 12


@pytest.fixture
def place(address, tmp_path):
    """An address with a filled archive, and the folder of its months."""
    archive = Archive.at(address, tmp_path / "months")
    fill(archive)
    archive.close()
    return address, tmp_path / "months"


def compact(address, folder):
    archive = Archive.at(address, folder)
    list(archive.months.compact(BEFORE))
    archive.close()


def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(place):
    archive = Archive.at(*place)
    before, there = rows(archive), tables(archive)
    began = time.monotonic()
    process = FORK.Process(target=compact, args=place)
    process.start()
    process.join()
    whole = time.monotonic() - began
    assert sum(archive.months.restore()) > 0
    for kill in range(KILLS):
        process = FORK.Process(target=compact, args=place)
        process.start()
        time.sleep(whole * (kill + 1) / (KILLS + 1))
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert rows(archive) == before
        assert archive.months.check(contents=True) == []
        found = archive.statistics()
        assert found["articles"] == there
        assert tables(archive) + found["month_articles"] == there
        if kill % 4 == 3:
            sum(archive.months.restore())
    compact(*place)
    assert rows(archive) == before
    assert archive.statistics()["months"] == 4
    archive.close()


def test_two_compactions_at_once_move_each_article_once(place):
    archive = Archive.at(*place)
    before, there = rows(archive), tables(archive)
    running = [FORK.Process(target=compact, args=place) for _ in range(2)]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0]
    assert rows(archive) == before
    assert tables(archive) + archive.statistics()["month_articles"] == there
    archive.close()


def test_what_is_changed_while_a_file_is_written_stays_in_the_tables(place, monkeypatch):
    archive = Archive.at(*place)
    from core.archive.months import compaction

    move = compaction._move

    def changed_before(database, written):
        monkeypatch.setattr(compaction, "_move", move)
        archive.save(edition(item(1, "tech", BAY, "Changed meanwhile", "Other words.", FIRST), read_at=LATER), MODEL)
        return move(database, written)

    monkeypatch.setattr(compaction, "_move", changed_before)
    list(archive.months.compact(BEFORE))
    [found] = archive.search('"changed meanwhile"').articles
    assert found.url == "https://bay.example/1"
    assert len([row for row in archive.export_rows("articles") if row["url"] == found.url]) == 1
    assert sum(day.n for day in archive.daily_counts(ArticleQuery())) == archive.articles(ArticleQuery()).total
    archive.close()


def test_a_full_disk_moves_nothing(place):
    _, folder = place
    archive = Archive.at(*place)
    before = rows(archive)
    with small_disk(folder, 1) as mounted:
        if not mounted:
            pytest.skip("only root mounts a disk")
        fill_disk(folder / "other")
        with pytest.raises(ArchiveError, match=r"No space left.*Nothing was moved"):
            list(archive.months.compact(BEFORE))
        assert rows(archive) == before
        assert [path.name for path in folder.iterdir()] == ["other"]
        assert archive.statistics()["months"] == 0
    assert len(list(archive.months.compact(BEFORE))) == 4
    assert rows(archive) == before
    archive.close()


def spoil(path, at=400):
    content = bytearray(path.read_bytes())
    content[at : at + 200] = bytes(200)
    path.write_bytes(content)


def test_a_damaged_file_is_a_sentence_and_the_doctor_names_it(tmp_path, monkeypatch):
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path))
    settings = Settings()
    archive = Archive.open(settings)
    fill(archive)
    list(archive.months.compact(BEFORE))
    assert [finding.says for finding in look_at_months(settings, True)] == ["4 files, all of them read whole."]
    file = sorted((tmp_path / "months").glob("*.parquet"))[0]
    spoil(file)
    with pytest.raises(ArchiveError, match="is damaged or gone"):
        list(archive.export_rows("articles"))
    assert [finding.state for finding in look_at_months(settings, False)] == ["ok"]
    [found] = look_at_months(settings, True)
    assert "another SHA-256" in found.says
    assert file.name in found.says
    archive.close()


def test_a_file_cut_short_is_left_out_and_exports_refuse(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path))
    settings = Settings()
    archive = Archive.open(settings)
    fill(archive)
    list(archive.months.compact(BEFORE))
    whole = archive.search("ferry").total
    file = sorted((tmp_path / "months").glob("2026-02*.index"))[0]
    file.write_bytes(file.read_bytes()[:5000])
    assert 0 < archive.search("ferry").total < whole
    archive.search("ferry")
    assert caplog.text.count("A compacted month of the archive cannot be read here") == 1
    with pytest.raises(ArchiveError, match="cannot be read here: 2026-02"):
        list(archive.export_rows("versions"))
    [found] = look_at_months(settings, False)
    assert "another length" in found.says
    archive.close()


def test_without_the_folder_nothing_is_doubled_and_all_is_back_with_it(place):
    _, folder = place
    archive = Archive.at(*place)
    before = rows(archive)
    list(archive.months.compact(BEFORE))
    shutil.move(folder, folder.with_name("away"))
    again = [item(number, paper=BAY, title="Seen again") for number in (1, 2)]
    saved = archive.save(edition(*again, read_at=LATER), MODEL)
    assert (saved.new, saved.changed, saved.known) == (0, 0, 2)
    assert 0 < len(archive.articles(ArticleQuery(), limit=100).articles) < len(before["articles"])
    with pytest.raises(ArchiveError, match="BROADSHEET_MONTHS"):
        list(archive.export_rows("articles"))
    shutil.move(folder.with_name("away"), folder)
    assert rows(archive)["articles"] == before["articles"]
    archive.close()


def test_what_a_killed_run_left_behind_is_removed_a_day_later(place):
    _, folder = place
    archive = Archive.at(*place)
    folder.mkdir()
    names = ("2026-01-aa.parquet", "2026-01-aa.index", "2026-02-bb.parquet.unfinished", "notes.txt")
    for name in names:
        (folder / name).write_text("left behind")
    list(archive.months.compact(BEFORE))
    assert all((folder / name).exists() for name in names)
    for name in names:
        os.utime(folder / name, (1, 1))
    list(archive.months.compact(BEFORE))
    assert [name for name in names if (folder / name).exists()] == ["notes.txt"]
    assert archive.months.check(contents=True) == []
    archive.close()
