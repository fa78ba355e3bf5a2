"""Corrections from sending to review."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.archive import Correction, CorrectionState
from core.archive.writing.corrections import MAX_A_MINUTE
from core.errors import TooManyCorrectionsError
from tests.archive.examples import MODEL, NOW

WRONG = Correction("world", "politics", 0.71, MODEL, url="https://bay.example/1", title="A headline", text="Its text")


def test_a_correction_waits_for_review_counts_when_accepted_and_can_be_undone(archive):
    token = archive.send_correction(WRONG, "visitor", NOW)
    [sent] = archive.corrections()
    assert (sent.uid, sent.made_at, sent.state) == (token, NOW, CorrectionState.PENDING)
    assert (sent.correction.topic, sent.correction.predicted) == ("world", "politics")
    assert sent.correction.model == MODEL
    assert sent.correction.confidence == pytest.approx(0.71)
    assert archive.review_corrections([token], CorrectionState.ACCEPTED) == 1
    assert [label.uid for label in archive.corrections(CorrectionState.ACCEPTED)] == [token]
    assert archive.undo_correction(token)
    assert not archive.undo_correction(token)
    assert archive.review_corrections([token], CorrectionState.ACCEPTED) == 0
    assert archive.count_corrections() == {"pending": 0, "accepted": 0, "rejected": 0, "undone": 1}


def test_text_is_kept_only_where_the_visitor_agrees(archive):
    archive.send_correction(WRONG, "a", NOW)
    assert archive.corrections()[0].correction.text == ""
    archive.send_correction(replace(WRONG, url=None), "b", NOW + timedelta(seconds=1))
    assert (archive.corrections()[0].correction.title, archive.corrections()[0].correction.text) == ("", "")
    token = archive.send_correction(replace(WRONG, url=None, text_agreed=True), "c", NOW + timedelta(seconds=2))
    assert (archive.corrections()[0].correction.title, archive.corrections()[0].correction.text) == (
        "A headline",
        "Its text",
    )
    archive.undo_correction(token)
    assert all(sent.correction.text == "" for sent in archive.corrections(None))


def test_a_second_thought_replaces_the_first(archive):
    archive.send_correction(WRONG, "a", NOW)
    archive.send_correction(replace(WRONG, topic="health"), "a", NOW + timedelta(seconds=1))
    archive.send_correction(replace(WRONG, topic="tech"), "b", NOW + timedelta(seconds=2))
    assert {sent.correction.topic for sent in archive.corrections()} == {"health", "tech"}


def test_a_flood_from_one_visitor_is_slowed_down_and_others_are_not(archive):
    for number in range(MAX_A_MINUTE):
        archive.send_correction(replace(WRONG, url=f"https://bay.example/{number}"), "flood", NOW)
    with pytest.raises(TooManyCorrectionsError, match=r"in 60 seconds"):
        archive.send_correction(replace(WRONG, url="https://bay.example/x"), "flood", NOW)
    archive.send_correction(WRONG, "somebody else", NOW)
    archive.send_correction(WRONG, "flood", NOW + timedelta(seconds=61))
