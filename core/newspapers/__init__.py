"""Which papers exist: a declarative catalogue, checked when loaded."""

from core.newspapers.catalogue import find, load_catalogue

__all__ = ["find", "load_catalogue"]
