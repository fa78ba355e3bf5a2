"""Archives on both databases, as the tests of the archive have them."""

from tests.archive.conftest import address, archive, new_database, server

__all__ = ["address", "archive", "new_database", "server"]
