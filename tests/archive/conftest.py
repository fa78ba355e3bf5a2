import itertools
import os

import pytest
from sqlalchemy import create_engine, text

from core.archive import Archive
from tests.support import postgres

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL that lives as long as the tests."""
    if postgres.programs() is None:
        if os.environ.get("BROADSHEET_NEED_POSTGRESQL"):
            pytest.fail(postgres.WHY_NOT)
        pytest.skip(postgres.WHY_NOT)
    with postgres.server("fsync=off") as address:
        yield address


@pytest.fixture(scope="session")
def new_database(server):
    """Makes empty databases, their tables ready: copies of one that was migrated."""
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")

    def make(template="migrated"):
        name = f"archive_{next(NUMBERS)}"
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return server.rpartition("/")[0] + f"/{name}"

    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE migrated"))
    Archive.at(server.rpartition("/")[0] + "/migrated").close()
    yield make
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of an empty database, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.sqlite'}"
    return request.getfixturevalue("new_database")()


@pytest.fixture
def archive(address):
    """An open, empty archive on each database."""
    opened = Archive.at(address)
    yield opened
    opened.close()
