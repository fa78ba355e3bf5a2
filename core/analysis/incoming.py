"""The former name of `core.files.uploads`, which other people's scripts import."""

from core.files.uploads import guess_columns, read_table

__all__ = ["guess_columns", "read_table"]
