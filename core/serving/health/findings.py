"""What a look at one thing found: a sentence, and what to do where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.errors import BroadsheetError


class Area(StrEnum):
    """What a finding is about."""

    CONFIGURED = "configured"
    REACHABLE = "reachable"
    LOADED = "loaded"
    STALE = "stale"


class State(StrEnum):
    """How it is: well; worth knowing; or in need of attention."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's.

    Attributes
    ----------
    area : Area
        What it is about.
    subject : str
        The setting, file or place that was looked at.
    state : State
        How it is.
    says : str
        What was found, in a sentence.
    advice : str
        What to do; empty where nothing need be done.
    """

    area: Area
    subject: str
    state: State
    says: str
    advice: str = ""

    def to_dict(self) -> dict[str, str]:
        """Return plain values for JSON."""
        return {
            "area": str(self.area),
            "subject": self.subject,
            "state": str(self.state),
            "says": self.says,
            "advice": self.advice,
        }


Look = Callable[[], Iterable[Finding]]


def looked(area: Area, subject: str, look: Look, advice: str = "") -> Iterator[Finding]:
    """Give what a look finds; what it raises, expected or not, is a finding, too.

    Parameters
    ----------
    advice : str
        What to do where the look raises.
    """
    try:
        yield from look()
    except BroadsheetError as problem:
        yield Finding(area, subject, State.PROBLEM, str(problem), advice)
    except Exception as problem:  # a fault that nobody foresaw must not hide the other findings
        says = f"Looking at it broke off ({type(problem).__name__}: {problem})."
        yield Finding(area, subject, State.PROBLEM, says, advice)
