"""Cells that a spreadsheet would run as a formula, made plain, and back."""

from __future__ import annotations

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_SKIPPED = " \u00a0\u200b\ufeff"


def neutralise(value: object) -> object:
    """Make a text that a spreadsheet would run as a formula plain by a leading apostrophe.

    Other values come back as they are. Source: OWASP, CSV injection.
    """
    return f"'{value}" if isinstance(value, str) and _runs(value) else value


def restore(cell: str) -> str:
    """Return the text that `neutralise` made plain."""
    return cell[1:] if cell.startswith("'") and _runs(cell[1:]) else cell


def _runs(text: str) -> bool:
    # Apostrophes in front are looked through, so that a text that has one of its own comes back with it.
    return text.lstrip("'").lstrip(_SKIPPED).startswith(STARTS)
