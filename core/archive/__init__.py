"""The archive of what was read: SQLAlchemy on SQLite by default, on PostgreSQL by address.

Everything that the rest of Broadsheet needs of it is here. SQLAlchemy is
loaded by the first archive that is opened, not by this import.
"""

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
from core.archive.text import kept_text
from core.archive.text_search import check_search, match_texts
from core.archive.writing.incoming import IncomingArticle

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
