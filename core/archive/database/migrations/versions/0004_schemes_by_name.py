"""The table of counts says "core" and "all" in place of 5 and 9: the number of topics may change.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NAME = "CASE scheme WHEN 5 THEN 'core' ELSE 'all' END"


def upgrade() -> None:
    """Turn numbers into names."""
    (_postgresql if op.get_bind().dialect.name == "postgresql" else _sqlite)()


def _postgresql() -> None:
    op.alter_column("daily", "scheme", type_=sa.Text, postgresql_using=NAME)


def _sqlite() -> None:
    # SQLite cannot change the type of a column: the rows go into a new table.
    op.create_table(
        "daily_by_name",
        sa.Column("scheme", sa.Text, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), primary_key=True),
        sa.Column("topic", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO daily_by_name (scheme, day, paper_id, topic, n) SELECT {NAME}, day, paper_id, topic, n FROM daily"  # noqa: S608
    )
    op.drop_table("daily")
    op.rename_table("daily_by_name", "daily")
