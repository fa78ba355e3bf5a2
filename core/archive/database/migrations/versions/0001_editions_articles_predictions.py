"""Editions, articles with versions, predictions by model, counts by day, full-text search.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, and what each database searches by."""
    _names()
    _editions()
    _articles()
    _predictions()
    (_search_postgresql if op.get_bind().dialect.name == "postgresql" else _search_sqlite)()


def _names() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("name", "country", "language", "home")],
    )
    op.create_table(
        "model",
        sa.Column("id", sa.Integer, primary_key=True),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("name", "sha256", "labels")],
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("name", "sha256", name="model_version"),
    )
    op.create_table(
        "section",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("word", sa.Text, nullable=False, unique=True),
    )
    op.create_table(
        "paper_set",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("papers", sa.Text, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
    )


def _editions() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("uid", sa.Text, nullable=False, unique=True),
        sa.Column("read_at", sa.BigInteger, nullable=False),
        sa.Column("model_id", sa.Integer, sa.ForeignKey("model.id"), nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
    )
    op.create_index("ix_edition_read_at", "edition", ["read_at"])
    op.create_table(
        "report",
        sa.Column("edition_id", sa.Integer, sa.ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), primary_key=True),
        sa.Column("status", sa.Text, nullable=False),
        *[sa.Column(name, sa.Integer, nullable=False) for name in ("found", "read", "skipped", "failed")],
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("detail", sa.Text),
    )


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("url", sa.Text, nullable=False, unique=True),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        *[sa.Column(name, sa.Text) for name in ("topic", "five", "best")],
        sa.Column("confidence", sa.Float),
        sa.Column("model_id", sa.Integer, sa.ForeignKey("model.id")),
        sa.Column("published", sa.BigInteger),
        sa.Column("first_seen", sa.BigInteger, nullable=False),
        sa.Column("last_seen", sa.BigInteger, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("section_id", sa.Integer, sa.ForeignKey("section.id")),
        sa.Column("section_topic", sa.Text),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("extractor", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("detail", sa.Text),
        sa.Column("kept", sa.Text, nullable=False),
        sa.Column("hash", sa.LargeBinary),
        sa.Column("version", sa.SmallInteger, nullable=False),
    )
    op.create_index("article_at", "article", ["at"])
    op.create_index("article_paper_at", "article", ["paper_id", "at"])
    op.create_index("article_topic_at", "article", ["topic", "at"])
    op.create_index("article_five_at", "article", ["five", "at"])
    op.create_table(
        "body",
        sa.Column("article_id", KEY, sa.ForeignKey("article.id"), primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "version",
        sa.Column("article_id", KEY, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("number", sa.SmallInteger, primary_key=True),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "entry",
        sa.Column("edition_id", sa.Integer, sa.ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), nullable=False),
        sa.Column("article_id", KEY, sa.ForeignKey("article.id")),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("detail", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_index("entry_article", "entry", ["article_id"])


def _predictions() -> None:
    op.create_table(
        "prediction",
        sa.Column("article_id", KEY, sa.ForeignKey("article.id"), primary_key=True),
        sa.Column("model_id", sa.Integer, sa.ForeignKey("model.id"), primary_key=True),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        *[sa.Column(name, sa.Text, nullable=False) for name in ("basis", "topic", "five", "best")],
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("known_words", sa.Float, nullable=False),
        sa.Column("probabilities", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("elsewhere", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "daily",
        sa.Column("scheme", sa.SmallInteger, primary_key=True),
        sa.Column("day", sa.Integer, primary_key=True),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), primary_key=True),
        sa.Column("topic", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def _search_sqlite() -> None:
    op.execute(
        "CREATE VIEW searchable AS SELECT article.id AS id, article.title AS title, body.text AS text "
        "FROM article JOIN body ON body.article_id = article.id"
    )
    op.execute(
        "CREATE VIRTUAL TABLE fulltext USING fts5(title, text, content='searchable', content_rowid='id', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )


def _search_postgresql() -> None:
    # A configuration of our own: English stems as SQLite's porter has them, but no stop words, so that a phrase
    # such as "to be or not to be" finds the same on both.
    op.execute("CREATE TEXT SEARCH DICTIONARY broadsheet_stem (TEMPLATE = snowball, Language = english)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION broadsheet (COPY = simple)")
    op.execute(
        "ALTER TEXT SEARCH CONFIGURATION broadsheet ALTER MAPPING FOR asciiword, word, asciihword, hword, "
        "hword_asciipart, hword_part WITH broadsheet_stem"
    )
    op.execute("ALTER TABLE body ADD COLUMN search tsvector")
    op.execute("CREATE INDEX body_search ON body USING gin (search)")
