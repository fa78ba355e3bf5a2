"""Tables for spreadsheets, in which no cell becomes a formula."""

from __future__ import annotations

import pandas as pd

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutralise(value: object) -> object:
    """A text that a spreadsheet would run as a formula, made plain by a leading apostrophe.

    Other values come back as they are. Source: OWASP, CSV injection.
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(_STARTS):
        return "'" + value
    return value


def to_csv(frame: pd.DataFrame) -> bytes:
    """The frame as CSV in UTF-8 with a byte-order mark (so that Excel reads it), formulas neutralised."""
    safe = frame.rename(columns=lambda name: neutralise(str(name)))
    for column in safe.columns:
        if safe[column].dtype == object or pd.api.types.is_string_dtype(safe[column]):
            safe[column] = safe[column].map(neutralise)
    text: str = safe.to_csv(index=False)
    return ("\ufeff" + text).encode("utf-8", "replace")
