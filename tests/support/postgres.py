"""A PostgreSQL of our own for tests and benchmarks: started in a temporary folder, never as root, ended with it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WHY_NOT = "no PostgreSQL here: apt-get install postgresql"


def programs() -> Path | None:
    """The folder of initdb and postgres: Debian's newest, or where PATH finds them."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def server(*settings: str, keep: Path | None = None, port: int | None = None) -> Iterator[str]:
    """A running server with settings such as "fsync=off"; gives the address of its database `postgres`, on loopback.

    Its data are in a temporary folder that goes with it, or in the folder
    `keep`, from which another run can start it again; at a port of its own, or
    at `port`.
    """
    folder = programs()
    assert folder is not None, WHY_NOT
    data = Path(tempfile.mkdtemp(prefix="broadsheet-pg-", dir="/tmp")) if keep is None else keep.resolve()
    data.mkdir(parents=True, exist_ok=True)
    as_user = _not_root(data)
    port = port or free_port()
    try:
        if not (data / "db").exists():
            subprocess.run(
                [
                    *as_user,
                    folder / "initdb",
                    "-D",
                    data / "db",
                    "-U",
                    "broadsheet",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                ],
                check=True,
                capture_output=True,
                cwd="/",
            )
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=60"
        options += "".join(f" -c {setting}" for setting in settings)
        control = [*as_user, folder / "pg_ctl", "-D", data / "db", "-w"]
        subprocess.run(
            [*control, "-o", options, "-l", data / "log", "start"], check=True, stdout=subprocess.DEVNULL, cwd="/"
        )
        try:
            yield f"postgresql://broadsheet@127.0.0.1:{port}/postgres"
        finally:
            how = "immediate" if keep is None else "fast"
            subprocess.run([*control, "-m", how, "stop"], check=False, capture_output=True, cwd="/")
    finally:
        if keep is None:
            shutil.rmtree(data, ignore_errors=True)


def _not_root(data: Path) -> list[str]:
    """How to start a program as somebody who is not root, which PostgreSQL insists on; the folder becomes theirs."""
    if os.getuid() != 0:
        return []
    name = "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"
    entry = pwd.getpwnam(name)
    os.chown(data, entry.pw_uid, entry.pw_gid)
    return ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]


def free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
    return port
