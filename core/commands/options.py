"""Values that arguments of several commands take."""

from __future__ import annotations

from core.topics.taxonomy import topic_names
from core.types import Scheme

TOPICS = [len(topic_names(scheme)) for scheme in Scheme]
"""How many topics an answer may be among."""
SEE_HELP = "See: python -m core --help"
"""How a sentence on wrong use ends."""
