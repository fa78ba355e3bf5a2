"""Alembic's migrations: run by themselves when an archive is opened."""
