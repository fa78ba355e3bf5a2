"""Months of articles move into files: which files there are, and what the tables must know of them.

An entry of an edition may name an article that is in a file, so its number is
no foreign key any more.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the tables, and let entries name articles that are in no table."""
    numbers = ("articles", "versions", "predictions")
    long = ("first_id", "last_id", "first_at", "last_at", "oldest_seen", "newest_seen", "bytes", "index_bytes")
    op.create_table(
        "month_file",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False, unique=True),
        *[sa.Column(name, sa.Integer, nullable=False) for name in numbers],
        *[sa.Column(name, sa.BigInteger, nullable=False) for name in long],
        *[sa.Column(name, sa.Text, nullable=False) for name in ("sha256", "index_sha256")],
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "month_address",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("file_id", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "month_gone",
        sa.Column("file_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("article_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("versions", sa.Integer, nullable=False),
        sa.Column("predictions", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    (_free_entries_postgresql if op.get_bind().dialect.name == "postgresql" else _free_entries_sqlite)()


def _free_entries_postgresql() -> None:
    op.execute("ALTER TABLE entry DROP CONSTRAINT entry_article_id_fkey")


def _free_entries_sqlite() -> None:
    # SQLite cannot drop a constraint: the table is made again.
    names = "edition_id, position, paper_id, article_id, status, error, detail"
    op.create_table(
        "entry_free",
        sa.Column("edition_id", sa.Integer, sa.ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), nullable=False),
        sa.Column("article_id", KEY),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("detail", sa.Text),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO entry_free ({names}) SELECT {names} FROM entry ORDER BY edition_id, position")  # noqa: S608
    op.execute("DROP TABLE entry")
    op.execute("ALTER TABLE entry_free RENAME TO entry")
    op.create_index("entry_article", "entry", ["article_id"])
