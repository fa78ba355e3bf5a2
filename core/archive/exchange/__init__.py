"""Exports of the archive, and imports."""
