"""Other news is an answer, unsure is none: "other" was both, and the reason a sentence.

Revision ID: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

CORE = "('politics', 'business', 'entertainment', 'sport', 'tech')"
"""The topics of the scheme of five when this was written."""
CODE = (
    "CASE WHEN reason IS NULL THEN NULL "
    "WHEN reason LIKE 'There are no words%' THEN 'no_words' "
    "WHEN reason LIKE 'The model knows only%' THEN 'unknown_words' "
    "WHEN reason LIKE 'The model knows%' THEN 'too_short' "
    "WHEN reason LIKE 'This reads more like%' THEN 'outside_topics' "
    "ELSE 'low_confidence' END"
)
"""The code of a sentence."""
DAY = "(at - (at % 86400 + 86400) % 86400) / 86400"
"""The day of an article, counted from 1 January 1970; whole before it, too."""


def upgrade() -> None:
    """Tell the two apart.

    No model knew other news. Among all topics "other" meant no answer; among
    the five it also stood for an article that is about another topic of the
    model, which is other news there and stays "other".
    """
    op.add_column("prediction", sa.Column("detail", sa.Text))
    op.execute(f"UPDATE prediction SET detail = reason, reason = {CODE} WHERE reason IS NOT NULL")  # noqa: S608
    for table in ("prediction", "article"):
        unanswered = f"five = 'other' AND (topic = 'other' OR topic IN {CORE})"
        op.execute(f"UPDATE {table} SET five = 'unsure' WHERE {unanswered}")  # noqa: S608
        op.execute(f"UPDATE {table} SET topic = 'unsure' WHERE topic = 'other'")  # noqa: S608
    op.execute("UPDATE daily SET topic = 'unsure' WHERE scheme = 'all' AND topic = 'other'")
    op.execute("DELETE FROM daily WHERE scheme = 'core' AND topic = 'other'")
    counted = f"SELECT 'core', {DAY}, paper_id, five, COUNT(*) FROM article"  # noqa: S608
    unclear = f"five IN ('other', 'unsure') AND topic IS NOT NULL GROUP BY {DAY}, paper_id, five"
    op.execute(f"INSERT INTO daily (scheme, day, paper_id, topic, n) {counted} WHERE {unclear}")
