"""Values that arguments of several commands take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import UsageError
from core.topics.taxonomy import topic_names
from core.types import Scheme

if TYPE_CHECKING:
    from core.topics.manifest import ModelEntry

TOPICS = [len(topic_names(scheme)) for scheme in Scheme]
"""How many topics an answer may be among."""
SEE_HELP = "See: python -m core --help"
"""How a sentence on wrong use ends."""


def check_topics(entry: ModelEntry, topics: int | None) -> None:
    """Check that a model can tell so many topics apart.

    Raises
    ------
    UsageError
        If it cannot.
    """
    if topics is not None and topics not in entry.schemes:
        known = f"knows {len(entry.topics)} topics, not {topics}: {', '.join(entry.topics)}"
        raise UsageError(f"The model {entry.name} {known}.")
