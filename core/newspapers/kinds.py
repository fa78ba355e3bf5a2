"""Kinds of newspapers: who owns them, and to what end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NOT_KNOWN = "Not known"
"""What stands for an owner or kind that the catalogue does not name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of newspaper: its name on pages, and what belongs to it."""

    label: str
    description: str


KINDS: Mapping[str, Kind] = {
    "private": Kind("Private", "Owned by people or companies, listed ones included."),
    "public": Kind("Public", "A public service broadcaster, independent of the government by law."),
    "state": Kind("State", "Owned or run by a government, a ruling party or their agency."),
    "cooperative": Kind("Cooperative", "Owned by its members: readers, staff, or the papers that it serves."),
    "nonprofit": Kind("Nonprofit", "Owned by a trust, foundation or charity that pays out no profit."),
}
"""Each kind by its code in a catalogue."""


def kind_label(code: str) -> str:
    """Return the name of a kind for people."""
    return KINDS[code].label if code in KINDS else NOT_KNOWN
