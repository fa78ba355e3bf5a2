"""Engines, schema and migrations."""
