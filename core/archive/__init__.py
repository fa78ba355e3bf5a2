"""The archive of what was read: SQLAlchemy on SQLite by default, on PostgreSQL by address.

Everything that the rest of Broadsheet needs of it is here. SQLAlchemy is
loaded by the first archive that is opened, not by this import, and so is what
takes words and dates apart: the first page of a server needs neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from core.archive.archive import (
    Archive,
    column_types,
    exported_tables,
    imported_tables,
    no_statistics,
    table_columns,
)
from core.archive.bulk_imports import BulkStep
from core.archive.records import (
    MAX_A_DAY,
    MAX_DAYS,
    MEMORY,
    PAGE_SIZE,
    ArchivedArticle,
    ArticlePage,
    ArticleQuery,
    ArticleState,
    Condition,
    Correction,
    CorrectionState,
    DayCount,
    Lesson,
    LiveCount,
    MatchCount,
    ModelVersion,
    PaperDay,
    Saved,
    ScheduleCondition,
    SentCorrection,
    TextPart,
    TextShare,
    as_is,
    edition_uid,
)
from core.archive.reviews import Candidate, Drawn, ReviewItem, ReviewLabel, ReviewQuery, ReviewQueue
from core.archive.schedule import ListingMark, PaperState, PollResult, Schedule
from core.archive.servers import Claim, PromotedModel, Servers, Whose

if TYPE_CHECKING:
    from core.archive.text import kept_text
    from core.archive.text_search import check_search, match_texts
    from core.archive.writing.incoming import IncomingArticle

_WHEN_ASKED_FOR = {
    "kept_text": "core.archive.text",
    "check_search": "core.archive.text_search",
    "match_texts": "core.archive.text_search",
    "IncomingArticle": "core.archive.writing.incoming",
}
"""What is loaded when its name is asked for, with its module."""

__all__ = [
    "MAX_A_DAY",
    "MAX_DAYS",
    "MEMORY",
    "PAGE_SIZE",
    "Archive",
    "ArchivedArticle",
    "ArticlePage",
    "ArticleQuery",
    "ArticleState",
    "BulkStep",
    "Candidate",
    "Claim",
    "Condition",
    "Correction",
    "CorrectionState",
    "DayCount",
    "Drawn",
    "IncomingArticle",
    "Lesson",
    "ListingMark",
    "LiveCount",
    "MatchCount",
    "ModelVersion",
    "PaperDay",
    "PaperState",
    "PollResult",
    "PromotedModel",
    "ReviewItem",
    "ReviewLabel",
    "ReviewQuery",
    "ReviewQueue",
    "Saved",
    "Schedule",
    "ScheduleCondition",
    "SentCorrection",
    "Servers",
    "TextPart",
    "TextShare",
    "Whose",
    "as_is",
    "check_search",
    "column_types",
    "edition_uid",
    "exported_tables",
    "imported_tables",
    "kept_text",
    "match_texts",
    "no_statistics",
    "table_columns",
]


def __getattr__(name: str) -> Any:
    """Load what waits until its name is asked for (PEP 562)."""
    if name not in _WHEN_ASKED_FOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHEN_ASKED_FOR[name]), name)
