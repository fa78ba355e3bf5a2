import itertools
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from core.archive import Archive
from tests.support import postgres

NUMBERS = itertools.count()
FORMER = Path(__file__).parent / "data"


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


@pytest.fixture(params=["sqlite", "postgresql"])
def former(request, tmp_path):
    """The address of an archive that the first version wrote, on each database."""
    if request.param == "sqlite":
        shutil.copy(FORMER / "version-1.sqlite", tmp_path / "archive.sqlite")
        return f"sqlite:///{tmp_path / 'archive.sqlite'}"
    address = request.getfixturevalue("new_database")("template0")
    psql = postgres.programs() / "psql"
    # The dump's guard against injected commands needs the newest psql; the file is ours.
    lines = [line for line in (FORMER / "version-1.sql").read_text().splitlines() if not line.startswith("\\")]
    subprocess.run(
        [psql, "-q", "-v", "ON_ERROR_STOP=1", address], input="\n".join(lines).encode(), check=True, capture_output=True
    )
    return address
