"""Servers that share the archive agree on who reads, and take the promoted model from it.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the tables: who reads what, and the files of the promoted model."""
    op.create_table(
        "reading_claim",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("beat_at", sa.BigInteger, nullable=False),
        sa.Column("papers_done", sa.Integer, nullable=False),
        sa.Column("edition", sa.Text),
    )
    op.create_table(
        "promoted_model",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("promoted_at", sa.BigInteger, nullable=False),
    )
