"""A table says when each newspaper is to be polled next, and what is known of its feeds.

Revision ID: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the table; nobody watched a newspaper before there was one."""
    op.create_table(
        "watched_paper",
        sa.Column("paper", sa.Text, primary_key=True),
        sa.Column("wanted_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("polled_at", sa.BigInteger, nullable=False),
        sa.Column("new_at", sa.BigInteger, nullable=False),
        sa.Column("pause", sa.Integer, nullable=False),
        sa.Column("gap", sa.Float, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("retries", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("detail", sa.Text),
        sa.Column("listings", sa.Text, nullable=False),
        sa.Column("seen", sa.LargeBinary, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("leased_until", sa.BigInteger, nullable=False),
    )
    op.create_index("watched_paper_due", "watched_paper", ["due_at"])
