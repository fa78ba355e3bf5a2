"""Types of exported columns that are not text."""

from __future__ import annotations

from collections.abc import Mapping

COLUMN_TYPES: Mapping[str, type] = {
    **dict.fromkeys(
        (
            "words",
            "version",
            "number",
            "position",
            "found",
            "read",
            "skipped",
            "failed",
            "n",
            "n_topics",
            "answered",
        ),
        int,
    ),
    **dict.fromkeys(("confidence", "known_words", "seconds"), float),
    **dict.fromkeys(("live", "sample", "text_agreed"), bool),
    **dict.fromkeys(("topics", "labels", "papers"), dict),
}
"""By name, the same in every table; `dict` stands for nested values, which are JSON where a format has only cells."""
