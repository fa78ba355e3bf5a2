"""What `mix` says of topics and of a search alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from core.errors import InputError

DIGITS = 6
"""Decimals of shares in JSON."""


def check_known(asked: Iterable[str], papers: Collection[str]) -> None:
    """Check that there are articles of these newspapers.

    Raises
    ------
    InputError
        If one of them is not among the papers.
    """
    for name in asked:
        if name not in papers:
            raise InputError(f"There is no newspaper {name!r} here: {', '.join(papers) or 'there is none'}.")


def rounded(value: float) -> float:
    """Return a share as JSON has it."""
    return round(float(value), DIGITS)
