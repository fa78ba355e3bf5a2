import json
from datetime import timedelta

import pytest

from core.archive import Archive, Correction, CorrectionState
from core.errors import TrainingError
from core.training.data.corpora import Corpus, Row, read_corpora
from core.training.data.from_archive import late_rows, write_corpora, write_opponent
from core.training.data.heldout import available_sets, late_split
from core.training.promote import OPPONENT, archive_answers
from tests.archive.examples import MODEL, NOW, edition, item
from tests.topics.conftest import write_tiny


@pytest.fixture
def archive():
    opened = Archive.at("sqlite://")
    items = [
        item(
            n,
            "sport",
            title=f"Title {n}",
            section="x",
            section_topic="sport" if n else None,
            published=NOW - timedelta(days=n),
        )
        for n in range(10)
    ]
    opened.save(edition(*items), MODEL)
    yield opened
    opened.close()


def correct(archive, state, url="https://bay.example/1", **more):
    token = archive.send_correction(Correction("world", "sport", 0.8, MODEL, url=url, **more), f"visitor {state}", NOW)
    archive.review_corrections([token], state)


def test_sections_teach_and_an_accepted_correction_takes_their_place(archive):
    assert [lesson.article.title for lesson in archive.section_lessons()] == [f"Title {n}" for n in range(9, 0, -1)]
    correct(archive, CorrectionState.REJECTED)
    assert list(archive.corrected_lessons()) == []
    correct(archive, CorrectionState.ACCEPTED)
    [lesson] = archive.corrected_lessons()
    assert (lesson.article.title, lesson.topic, lesson.article.newspaper) == ("Title 1", "world", "bay")
    assert "Title 1" not in [lesson.article.title for lesson in archive.section_lessons()]


def test_a_pasted_text_teaches_only_where_its_sender_agreed(archive):
    correct(archive, CorrectionState.ACCEPTED, url=None, title="Mine", text="My text")
    assert list(archive.corrected_lessons()) == []
    correct(archive, CorrectionState.ACCEPTED, url=None, title="Mine", text="My text", text_agreed=True)
    assert [(lesson.article.title, lesson.article.text) for lesson in archive.corrected_lessons()] == [
        ("Mine", "My text")
    ]


def test_the_sample_teaches_nothing(tmp_path):
    archive = Archive.at("sqlite://")
    with pytest.raises(TrainingError, match="teaches nothing"):
        write_corpora(archive, tmp_path)
    archive.save(edition(item(1, section_topic="sport"), sample=True), MODEL)
    assert list(archive.section_lessons()) == []
    archive.close()


def test_lessons_become_corpora_whose_latest_fifth_is_held_out(archive, tmp_path):
    correct(archive, CorrectionState.ACCEPTED)
    paths = write_corpora(archive, tmp_path)
    corpora = read_corpora(paths)
    assert {corpus.name: len(corpus.rows) for corpus in corpora} == {"archive-labels": 1, "archive-sections": 8}
    assert [row.accepted for row in corpora[0].rows] == [(corpora[0].rows[0].topic,)]  # a hand label
    assert not any(row.accepted for row in corpora[1].rows)
    assert available_sets(corpora) == ["archive-late"]
    sections = corpora[1]
    assert [row.title for row in late_rows(sections)] == ["Title 3", "Title 2"]
    early, late = late_split(Corpus("archive-sections", "", sections.rows))
    assert max(row.date for row in early) <= min(row.date for row in late)


def test_the_champion_s_word_counts_only_where_it_was_the_one_that_was_asked(tmp_path, monkeypatch):
    (tmp_path / "reports").mkdir()
    assert archive_answers(tmp_path, tmp_path) == {}
    sets = {"archive-late": {"rows": "x", "right": "101"}}
    (tmp_path / "reports" / OPPONENT).write_text(json.dumps({"sha256": "a" * 64, "sets": sets}))

    class Manifest:
        def __init__(self, sha256):
            self.sha256 = sha256

        def entry(self, _name):
            return self

    monkeypatch.setattr("core.training.promote.read_manifest", lambda _folder: Manifest("a" * 64))
    assert archive_answers(tmp_path, tmp_path) == sets
    monkeypatch.setattr("core.training.promote.read_manifest", lambda _folder: Manifest("b" * 64))
    assert archive_answers(tmp_path, tmp_path) == {}


def test_the_champion_is_asked_about_the_latest_articles_of_the_archive(tmp_path, tiny_pipeline):
    champion, out = tmp_path / "champion", tmp_path / "challenger"
    champion.mkdir()
    write_tiny(champion, tiny_pipeline, name="current", labels=("business", "sport"))
    texts = {"sport": "The striker scored a goal in the cup final", "business": "Shares of the company fell"}
    days = [("sport", "sport")] * 8 + [("sport", "business"), ("business", "business")]
    rows = [
        Row("archive-sections", str(at), "The Bay", f"2026-11-{at + 1:02}", "", texts[text], topic)
        for at, (topic, text) in enumerate(days)
    ]
    assert write_opponent(champion, [Corpus("archive-labels", "", tuple(rows))], out) is None
    path = write_opponent(champion, [Corpus("archive-sections", "", tuple(rows))], out)
    assert path == out / "reports" / OPPONENT
    answers = archive_answers(champion, out)["archive-late"]
    assert answers["right"] == "01"  # the last two of ten: a sport story in words of business, and business
