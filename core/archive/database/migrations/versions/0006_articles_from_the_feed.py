"""Reports count the articles of which only the feed's own text was to be had.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WITH_TEXT = (
    "(SELECT COUNT(*) FROM entry WHERE entry.edition_id = report.edition_id AND entry.paper_id = report.paper_id "
    "AND entry.status IN ('ok', 'partial'))"
)
"""How many articles of the paper the edition holds a text of: those that were read, and those from the feed."""


def upgrade() -> None:
    """Add the column; of editions that are there, it is what has a text and was not counted as read."""
    op.add_column("report", sa.Column("from_feed", sa.Integer, nullable=False, server_default="0"))
    op.execute(f"UPDATE report SET from_feed = {WITH_TEXT} - read WHERE {WITH_TEXT} > read")  # noqa: S608
