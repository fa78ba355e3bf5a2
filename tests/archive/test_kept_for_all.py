"""Papers and sets kept for everybody: in both databases, on every server that shares one, and never waited for."""

import threading
import time
from functools import partial

import pytest

from core.archive import Archive
from core.errors import ArchiveError, CatalogueError
from core.newspapers.own import MAX_SETS, OwnPapers, as_own
from core.newspapers.rows import to_rows
from core.serving.shared_papers import KeptForAll
from core.types import Newspaper


def paper(number=0, name='Zürich "heute" \\ 日本'):
    return as_own(Newspaper("x", name, "gb", "en", "https://bay.example/", (f"https://bay.example/{number}.xml",)))


OWN = OwnPapers((paper(), paper(1))).with_set("Früh", ["guardian", paper(1).id])


def on_server(address, folder):
    opened = Archive.at(address)
    return KeptForAll(lambda: opened, folder, fresh=0.05)


def soon(ask, wanted, seconds=5.0):
    until = time.monotonic() + seconds
    while ask() != wanted and time.monotonic() < until:
        time.sleep(0.02)
    assert ask() == wanted


def test_what_one_server_keeps_the_other_shows(address, tmp_path):
    first, second = (on_server(address, tmp_path) for _ in range(2))
    assert second.now() == first.now() == OwnPapers()
    first.change(lambda kept: OWN)
    assert first.now() == OWN
    soon(second.now, OWN)
    second.change(lambda kept: kept.without_paper(paper().id).without_set("Früh"))
    soon(first.now, OwnPapers((paper(1),)))
    first.change(lambda kept: OwnPapers())
    soon(second.now, OwnPapers())
    assert not first.problem
    assert not second.problem


def test_two_maintainers_at_once_undo_nothing_of_each_other(address, tmp_path):
    servers = [on_server(address, tmp_path) for _ in range(4)]

    def keep(number):
        for turn in range(3):
            add = partial(OwnPapers.with_set, name=f"{number}-{turn}", ids=["guardian"])
            servers[number].change(add)

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    archive = Archive.at(address)
    assert len(archive.paper_sets()) == 12
    archive.close()


def test_too_many_are_refused_and_nothing_changes(archive, tmp_path):
    server = KeptForAll(lambda: archive, tmp_path)
    full = OwnPapers(sets={f"{n}": ("guardian",) for n in range(MAX_SETS)})
    server.change(lambda kept: full)
    with pytest.raises(CatalogueError):
        server.change(lambda kept: kept.with_set("one more", ["guardian"]))
    assert server.now() == full
    assert len(archive.paper_sets()) == MAX_SETS


def test_files_of_a_former_version_are_taken_over_once(archive, tmp_path):
    (tmp_path / "sets.json").write_text('{"Früh": ["guardian"], "Spät": ["bbc"]}')
    archive.change_paper_sets(lambda kept: {"Spät": ["sky"]})
    server = KeptForAll(lambda: archive, tmp_path, fresh=0.05)
    soon(server.now, OwnPapers(sets={"Früh": ("guardian",), "Spät": ("sky",)}))
    server.change(lambda kept: kept.without_set("Früh"))
    again = KeptForAll(lambda: archive, tmp_path)
    soon(again.now, OwnPapers(sets={"Spät": ("sky",)}))


def test_a_lost_database_delays_one_page_by_a_moment_and_the_last_known_stay(archive, tmp_path):
    lost, calls = threading.Event(), []

    def opened():
        calls.append(1)
        if lost.is_set():
            time.sleep(0.4)
            raise ArchiveError("The database server of the archive cannot be reached.")
        return archive

    server = KeptForAll(opened, tmp_path, fresh=0.0, first=0.1)
    server.change(lambda kept: OWN)
    lost.set()
    for _ in range(3):
        began = time.monotonic()
        assert server.now() == OWN
        waited = time.monotonic() - began
    assert waited < 0.05
    soon(lambda: (server.now(), "cannot be reached" in server.problem), (OWN, True))
    with pytest.raises(ArchiveError):
        server.change(lambda kept: OwnPapers())
    lost.clear()
    soon(lambda: (server.now(), server.problem), (OWN, ""))


def test_from_the_start_a_lost_database_keeps_nobody_waiting(tmp_path):
    def never():
        time.sleep(2)
        raise ArchiveError("lost")

    server = KeptForAll(never, tmp_path, first=0.1)
    began = time.monotonic()
    assert server.now() == OwnPapers()
    assert time.monotonic() - began < 0.5
    began = time.monotonic()
    assert server.now() == OwnPapers()
    assert time.monotonic() - began < 0.05


def test_looking_makes_no_archive(tmp_path):
    def open_none():
        raise AssertionError

    server = KeptForAll(open_none, tmp_path, anything=lambda: False)
    assert server.now() == OwnPapers()
    soon(lambda: server.problem, "")


def test_what_cannot_be_a_newspaper_is_told_and_the_last_known_stay(archive, tmp_path):
    server = KeptForAll(lambda: archive, tmp_path, fresh=0.0)
    server.change(lambda kept: OWN)
    archive.change_paper_sets(lambda kept: {"": [{"id": "x"}]})
    soon(lambda: (server.now(), bool(server.problem)), (OWN, True))


def test_sets_and_papers_go_out_and_come_back(archive, tmp_path):
    archive.change_paper_sets(lambda kept: to_rows(OWN))
    rows = list(archive.export_rows("paper_sets"))
    other = Archive.at(f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert other.import_rows("paper_sets", rows).new == 2
    assert other.import_rows("paper_sets", rows).new == 0
    assert other.paper_sets() == archive.paper_sets() == to_rows(OWN)
    other.close()
