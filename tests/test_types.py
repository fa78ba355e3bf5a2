"""What the records say of themselves beyond their fields."""

from __future__ import annotations

import pytest

from core.types import REASON_SENTENCES, Article, PaperReport, Prediction, Reason, Status


@pytest.mark.parametrize("status", list(Status))
def test_only_ok_and_partial_articles_count_as_read(status):
    assert Article("x", None, status=status).was_read == (status in (Status.OK, Status.PARTIAL))


def _article(**fields):
    return Article("x", None, **fields)


def _report(**fields):
    return PaperReport("x", "X", Status.FAILED, **fields)


@pytest.mark.parametrize("record", [_article, _report])
def test_the_detail_explains_before_the_reasons_own_sentence(record):
    assert record(error=Reason.GONE, detail="It moved away.").why == "It moved away."
    assert record(error=Reason.GONE).why == record(error=Reason.GONE, detail="").why == REASON_SENTENCES[Reason.GONE]
    assert record(detail="It was read already.").why == "It was read already."
    assert record().why is None


def test_labels_are_ranked_by_probability_and_equals_keep_the_models_order():
    prediction = Prediction("c", "c", 0.5, {"a": 0.1, "b": 0.2, "c": 0.5, "d": 0.2}, 1.0)
    assert prediction.ranked == ("c", "b", "d", "a")
