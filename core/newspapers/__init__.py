"""Newspapers: the catalogue, checked when loaded, and those that visitors add."""

from core.newspapers.catalogue import load_catalogue, select_papers

__all__ = ["load_catalogue", "select_papers"]
