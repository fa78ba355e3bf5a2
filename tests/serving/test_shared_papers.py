"""Shared papers and sets: in both databases, on every server that shares one, and hardly waited for."""

import threading
from functools import partial

import pytest

from core.archive import Archive
from core.errors import ArchiveError, CatalogueError
from core.newspapers.own import MAX_SETS, OwnPapers, as_own
from core.newspapers.rows import to_rows
from core.serving.shared_papers import SharedPapers
from core.types import Newspaper


def paper(number=0, name='Zürich "heute" \\ 日本'):
    return as_own(Newspaper("x", name, "gb", "en", "https://bay.example/", (f"https://bay.example/{number}.xml",)))


LONG = 30.0
"""Seconds that no test reaches: what waits so long is broken."""
OWN = OwnPapers((paper(), paper(1))).with_set("Früh", ["guardian", paper(1).id])


def on_server(address, folder):
    opened = Archive.at(address)
    return SharedPapers(lambda: opened, folder, fresh=0.0, patience=LONG)


def test_what_one_server_keeps_the_other_shows(address, tmp_path):
    first, second = (on_server(address, tmp_path) for _ in range(2))
    assert second.now() == first.now() == OwnPapers()
    first.change(lambda kept: OWN)
    assert first.now() == OWN
    assert second.now() == OWN
    second.change(lambda kept: kept.without_paper(paper().id).without_set("Früh"))
    assert first.now() == OwnPapers((paper(1),))
    first.change(lambda kept: OwnPapers())
    assert second.now() == OwnPapers()
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
    server = SharedPapers(lambda: archive, tmp_path, patience=LONG)
    full = OwnPapers(sets={f"{n}": ("guardian",) for n in range(MAX_SETS)})
    server.change(lambda kept: full)
    with pytest.raises(CatalogueError):
        server.change(lambda kept: kept.with_set("one more", ["guardian"]))
    assert server.now() == full
    assert len(archive.paper_sets()) == MAX_SETS


def test_files_of_a_former_version_are_taken_over_once(archive, tmp_path):
    (tmp_path / "sets.json").write_text('{"Früh": ["guardian"], "Spät": ["bbc"]}')
    archive.change_paper_sets(lambda kept: {"Spät": ["sky"]})
    server = SharedPapers(lambda: archive, tmp_path, fresh=0.0, patience=LONG)
    assert server.now() == OwnPapers(sets={"Früh": ("guardian",), "Spät": ("sky",)})
    server.change(lambda kept: kept.without_set("Früh"))
    again = SharedPapers(lambda: archive, tmp_path, patience=LONG)
    assert again.now() == OwnPapers(sets={"Spät": ("sky",)})


def test_while_the_database_is_lost_the_last_papers_stay_and_visitors_learn_why(archive, tmp_path):
    lost = threading.Event()

    def opened():
        if lost.is_set():
            raise ArchiveError("The database server of the archive cannot be reached.")
        return archive

    server = SharedPapers(opened, tmp_path, fresh=0.0, patience=LONG)
    server.change(lambda papers: OWN)
    lost.set()
    assert (server.now(), "cannot be reached" in server.problem) == (OWN, True)
    with pytest.raises(ArchiveError):
        server.change(lambda papers: OwnPapers())
    lost.clear()
    assert (server.now(), server.problem) == (OWN, "")


def test_a_database_that_never_answers_delays_one_page_only(tmp_path):
    ended = threading.Event()

    def never():
        assert ended.wait(LONG)
        raise ArchiveError("lost")

    server = SharedPapers(never, tmp_path, patience=0.05)
    assert server.now() == OwnPapers()
    server._papers._patience = LONG  # whoever waited now would be seen to hang
    assert server.now() == OwnPapers()
    ended.set()


def test_looking_makes_no_archive(tmp_path):
    def open_none():
        raise AssertionError

    server = SharedPapers(open_none, tmp_path, may_exist=lambda: False, patience=LONG)
    assert server.now() == OwnPapers()
    assert server.problem == ""


def test_what_cannot_be_a_newspaper_is_told_and_the_last_known_stay(archive, tmp_path):
    server = SharedPapers(lambda: archive, tmp_path, fresh=0.0, patience=LONG)
    server.change(lambda kept: OWN)
    archive.change_paper_sets(lambda kept: {"": [{"id": "x"}]})
    assert server.now() == OWN
    assert "broke off" not in server.problem
    assert server.problem


def test_sets_and_papers_go_out_and_come_back(archive, tmp_path):
    archive.change_paper_sets(lambda kept: to_rows(OWN))
    rows = list(archive.export_rows("paper_sets"))
    other = Archive.at(f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert other.import_rows("paper_sets", rows).new == 2
    assert other.import_rows("paper_sets", rows).new == 0
    assert other.paper_sets() == archive.paper_sets() == to_rows(OWN)
    other.close()
