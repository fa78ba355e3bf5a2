"""What people add to an archive, and what models learn from it: corrections, sets of papers, lessons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.archive.records import (
    Correction,
    CorrectionState,
    Lesson,
    PaperSets,
    SentCorrection,
)

if TYPE_CHECKING:
    from core.archive.database.engine import Database

# Each method imports what it needs: a page shows, and a command starts, before SQLAlchemy is loaded.


class Contributions:
    """Methods of `Archive` for what people add."""

    database: Database

    def send_correction(self, correction: Correction, visitor: str, now: datetime | None = None) -> str:
        """Store a correction until somebody reviews it, and return the token by which its sender can undo it.

        A second one of the same visitor about the same article replaces the first.

        Raises
        ------
        TooManyCorrectionsError
            If this visitor, or all together, send too many; the message says
            when to go on.
        """
        from core.archive.writing.corrections import send

        return send(self.database, correction, visitor, now)

    def undo_correction(self, token: str) -> bool:
        """Take a correction back, whatever has become of it; tell whether there was one."""
        from core.archive.writing.corrections import undo

        return undo(self.database, token)

    def review_corrections(self, tokens: Sequence[str], state: CorrectionState) -> int:
        """Accept or reject corrections, or make them pending again, but for undone ones. Return how many."""
        from core.archive.writing.corrections import review

        return review(self.database, tokens, state)

    def corrections(
        self, state: CorrectionState | None = CorrectionState.PENDING, limit: int = 200
    ) -> list[SentCorrection]:
        """List corrections in this state (all with None), the newest first."""
        from core.archive.writing.corrections import corrections

        return corrections(self.database, state, limit)

    def count_corrections(self) -> dict[str, int]:
        """Count the corrections in each state."""
        from core.archive.writing.corrections import count_by_state

        return count_by_state(self.database)

    def corrected_lessons(self) -> Iterator[Lesson]:
        """List what accepted corrections teach, the newest of each article."""
        from core.archive.queries.lessons import from_corrections

        return from_corrections(self.database)

    def section_lessons(self) -> Iterator[Lesson]:
        """List what the publishers' sections teach, oldest first; nothing where this is the sample."""
        from core.archive.queries.lessons import from_sections

        return from_sections(self.database)

    def paper_sets(self) -> dict[str, list[Any]]:
        """Read the shared sets of newspapers by name, in order of their names."""
        from core.archive.writing.paper_sets import read_sets

        return read_sets(self.database)

    def change_paper_sets(self, change: Callable[[dict[str, list[Any]]], PaperSets]) -> None:
        """Store what `change` makes of the sets; nobody else can change them meanwhile."""
        from core.archive.writing.paper_sets import change_sets

        change_sets(self.database, change)
