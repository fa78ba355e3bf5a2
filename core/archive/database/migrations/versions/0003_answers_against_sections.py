"""An index by section and answer: the table of what models confuse is summed up from it, without sorting.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the index; it holds all that is summed up."""
    op.create_index(
        "live_answers",
        "live",
        ["section_topic", "best", "day", "n", "answered", "confidence", "known_words"],
    )
