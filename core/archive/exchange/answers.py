"""Answers of models in rows that are imported; those that former versions exported are read as they were meant.

Former versions had one word, "other", for what the model did not answer and
for what is about a topic outside those asked for, and gave the reason as a
sentence. Now "other" is other news, "unsure" no answer, and `reason` a code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.archive.exchange.columns import parse_fields
from core.archive.exchange.tables import ANSWER, EXPLANATION
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, OTHER, UNSURE
from core.types import Doubt, Prediction

SENTENCES = (
    ("There are no words", Doubt.NO_WORDS),
    ("The model knows only", Doubt.UNKNOWN_WORDS),
    ("The model knows", Doubt.TOO_SHORT),
    ("This reads more like", Doubt.OUTSIDE_TOPICS),
)
"""How sentences of former versions begin, and the codes that say the same; all others are of low confidence."""


def prediction_from(row: Mapping[str, Any]) -> Prediction | None:
    """Read the prediction of a row; None where it holds none.

    Raises
    ------
    InputError
        If a cell cannot be read.
    """
    if not isinstance(row.get("topics"), Mapping) or not row["topics"] or not row.get("best"):
        return None
    values = parse_fields(ANSWER, row)
    del values["five"]  # is of the archive alone
    topic = values["topic"] or OTHER.name
    reason, detail = _reason(topic, values)
    return Prediction(
        **{
            **values,
            "topic": topic if reason is None else OTHER.name,
            "topics": {str(name): float(p) for name, p in values["topics"].items()},
            "reason": reason,
            "detail": detail,
        }
    )


def five_from(row: Mapping[str, Any]) -> str | None:
    """Read what is shown for a row among the core topics; None where it does not say."""
    five, topic = row.get("topic_of_five"), row.get("topic")
    if not five:
        return None
    former = EXPLANATION not in row
    if former and five == OTHER.name and (topic not in ALL_NAMES or topic in CORE_NAMES):
        return UNSURE.name
    return str(five)


def _reason(topic: str, values: Mapping[str, Any]) -> tuple[Doubt | None, str | None]:
    """Return the code and the sentence of why there is no answer; a former version's sentence gets its code."""
    reason, detail = values["reason"], values["detail"]
    if topic not in (OTHER.name, UNSURE.name):
        return None, None
    if reason in list(Doubt):
        return Doubt(reason), detail
    if reason:
        return next((code for start, code in SENTENCES if reason.startswith(start)), Doubt.LOW_CONFIDENCE), reason
    # Lines of `read --jsonl` give no reason: what was likeliest says whether "other" was an answer.
    answered = topic == OTHER.name and values["best"] == OTHER.name
    return (None, None) if answered else (Doubt.LOW_CONFIDENCE, detail)
