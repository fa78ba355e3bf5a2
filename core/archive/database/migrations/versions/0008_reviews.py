"""Articles handed out for review, drawn at random by strata, and the labels that reviewers gave.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the three tables; nothing was reviewed before."""
    op.create_table(
        "review_queue",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uid", sa.Text, nullable=False, unique=True),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("model_id", sa.Integer, sa.ForeignKey("model.id"), nullable=False),
        sa.Column("since", sa.Integer),
        sa.Column("until", sa.Integer),
        sa.Column("seed", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "review_item",
        sa.Column("queue_id", sa.Integer, sa.ForeignKey("review_queue.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("stratum", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("drawn", sa.Integer, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("best", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("review_item_url", "review_item", ["url"])
    op.create_table(
        "review_label",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uid", sa.Text, nullable=False, unique=True),
        sa.Column("queue_id", sa.Integer, sa.ForeignKey("review_queue.id"), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("best", sa.Text),
        sa.Column("accepted", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
    )
    op.create_index("review_label_url", "review_label", ["url"])
