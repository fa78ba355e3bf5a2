"""A table says how far each file of pages was imported.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table; nothing was imported before there was one."""
    op.create_table(
        "bulk_file",
        sa.Column("file", sa.Text, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
    )
