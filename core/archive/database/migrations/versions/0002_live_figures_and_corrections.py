"""What each model said when it read, in counts; and corrections by readers.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make both tables, and count what was read before they were there."""
    op.create_table(
        "live",
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), primary_key=True),
        sa.Column("model_id", sa.Integer, sa.ForeignKey("model.id"), primary_key=True),
        sa.Column("section_topic", sa.Text, primary_key=True),
        sa.Column("best", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("known_words", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO live (day, paper_id, model_id, section_topic, best, n, answered, confidence, known_words) "
        "SELECT article.first_seen / 86400, article.paper_id, prediction.model_id, "
        "COALESCE(article.section_topic, ''), prediction.best, COUNT(*), "
        "SUM(CASE WHEN prediction.topic = prediction.best THEN 1 ELSE 0 END), "
        "SUM(prediction.confidence), SUM(prediction.known_words) "
        "FROM prediction JOIN article ON article.id = prediction.article_id WHERE prediction.live "
        "GROUP BY 1, 2, 3, 4, 5"
    )
    op.create_table(
        "label",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uid", sa.Text, nullable=False, unique=True),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_agreed", sa.Boolean, nullable=False),
        sa.Column("model_id", sa.Integer, sa.ForeignKey("model.id"), nullable=False),
        sa.Column("predicted", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("visitor", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reviewed_at", sa.BigInteger),
    )
    op.create_index("label_state", "label", ["state", "made_at"])
    op.create_index("label_visitor", "label", ["visitor", "made_at"])
    op.create_index("label_made", "label", ["made_at"])
