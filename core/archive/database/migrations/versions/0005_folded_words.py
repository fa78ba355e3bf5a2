"""The words of all texts are folded in one way: a table says which articles are still indexed as before.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Note that every article is to be indexed anew; `core.archive.database.reindexing` does it in small steps."""
    op.create_table("reindex", sa.Column("below", sa.BigInteger, primary_key=True, autoincrement=False))
    op.execute("INSERT INTO reindex (below) SELECT MAX(article_id) + 1 FROM body HAVING COUNT(*) > 0")
