"""Two app servers behind a proxy, on one PostgreSQL, with a scheduled reader: `compose.yaml` as plain processes.

Needs haproxy (`apt-get install haproxy`), and PostgreSQL (`apt-get install
postgresql`) unless BROADSHEET_DATABASE_URL names a database. Without one, a
private server keeps its data in the data folder. A server that ends is started
again. Everything ends with this program: Ctrl-C, or SIGTERM.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core.settings import load_settings  # noqa: E402
from tests.support import postgres  # noqa: E402

NAMES = ("one", "two")
START_SECONDS = 120
"""Seconds within which both servers answer."""
END_SECONDS = 15
"""Seconds after which a process that was asked to end is killed."""
AGAIN_SECONDS = 2.0
"""Seconds before a process that ended is started again."""
READ = ("read", "--archive", "--limit", "20", "--jsonl")
"""What the scheduled reader does, as arguments of `python -m core`."""


@dataclass
class Program:
    """A program that runs until it is ended, and is started again when it ends by itself."""

    name: str
    command: list[str]
    env: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, as a group of processes of its own."""
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env={**os.environ, **self.env}, stdout=subprocess.DEVNULL, start_new_session=True
        )
        print(f"{self.name}: process {self.process.pid}", flush=True)

    def look_after(self) -> None:
        """Start it again where it has ended."""
        if self.process is not None and self.process.poll() is not None:
            print(f"{self.name} has ended with {self.process.returncode}: it is started again.", flush=True)
            self.end()  # what it has left behind
            time.sleep(AGAIN_SECONDS)
            self.start()

    def end(self) -> None:
        """End it and the processes that it started."""
        if self.process is None:
            return
        for how in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):  # nobody is left of the group
                os.killpg(self.process.pid, how)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(END_SECONDS)


@dataclass
class Reader:
    """Reads all papers into the archive every so many minutes, one reading at a time."""

    minutes: float
    env: dict[str, str]
    due: float = field(default_factory=time.monotonic)
    process: subprocess.Popen[bytes] | None = None

    def look_after(self) -> None:
        """Begin a reading where one is due."""
        running = self.process is not None and self.process.poll() is None
        if not self.minutes or running or time.monotonic() < self.due:
            return
        self.due = time.monotonic() + 60 * self.minutes
        self.process = subprocess.Popen(
            [sys.executable, "-m", "core", *READ],
            cwd=ROOT,
            env={**os.environ, **self.env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        print(f"reader: process {self.process.pid}", flush=True)

    def end(self) -> None:
        """End the reading that runs."""
        if self.process is not None and self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(END_SECONDS)


def programs(port: int, first: int, database: str) -> list[Program]:
    """Name the app servers, on two ports from `first` on, and the proxy before them."""
    env = {
        "BROADSHEET_DATABASE_URL": database,
        # One secret for both: what one server has signed, the other must know.
        "STREAMLIT_SERVER_COOKIE_SECRET": os.environ.get("STREAMLIT_SERVER_COOKIE_SECRET") or secrets.token_hex(32),
    }
    found = []
    for number, name in enumerate(NAMES):
        options = {"port": first + number, "address": "127.0.0.1", "headless": "true"}
        arguments = [text for key, value in options.items() for text in (f"--server.{key}", str(value))]
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *arguments]
        found.append(Program(f"server {name}", command, env))
    where = {f"BROADSHEET_APP_{name.upper()}": f"127.0.0.1:{first + number}" for number, name in enumerate(NAMES)}
    proxy = [str(haproxy()), "-db", "-f", str(ROOT / "scripts" / "haproxy.cfg")]
    return [*found, Program("proxy", proxy, {**where, "BROADSHEET_BIND": f"127.0.0.1:{port}"})]


def haproxy() -> Path:
    """Find haproxy, which Debian puts where only root's PATH leads."""
    found = shutil.which("haproxy", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        raise SystemExit("There is no haproxy here: apt-get install haproxy.")
    return Path(found)


def wait_until_ready(addresses: list[str]) -> None:
    """Wait until each of these answers its health check."""
    until = time.monotonic() + START_SECONDS
    for address in addresses:
        while True:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).read()
                break
            except OSError:
                if time.monotonic() > until:
                    raise SystemExit(f"{address} has not answered within {START_SECONDS} s.") from None
                time.sleep(0.1)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=8500, help="port of the proxy, on this machine only (8500)")
    parser.add_argument("--first", type=int, default=8501, help="port of the first app server (8501)")
    parser.add_argument(
        "--read-every", type=float, default=180, metavar="MINUTES", help="minutes between two readings (180; 0: none)"
    )
    parser.add_argument("--watch", action="store_true", help="watch all papers beside that: python -m core watch")
    args = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    settings = load_settings()
    with ExitStack() as stack:
        if settings.database_url is not None:
            database = settings.database_url.get_secret_value()
        elif postgres.programs() is None:
            raise SystemExit("There is no PostgreSQL here: apt-get install postgresql, or set BROADSHEET_DATABASE_URL.")
        else:
            database = stack.enter_context(postgres.server(keep=settings.data / "postgresql"))
        running = programs(args.port, args.first, database)
        reader = Reader(args.read_every, {"BROADSHEET_DATABASE_URL": database})
        stack.callback(reader.end)
        *servers, proxy = running
        for program in servers:
            stack.callback(program.end)
            program.start()
        wait_until_ready([f"http://127.0.0.1:{args.first + number}" for number in range(len(servers))])
        stack.callback(proxy.end)
        proxy.start()
        wait_until_ready([f"http://127.0.0.1:{args.port}"])
        print(f"ready: http://127.0.0.1:{args.port}", flush=True)
        looked_after: list[Program | Reader] = [*running, reader]
        if args.watch:
            watcher = Program("watcher", [sys.executable, "-m", "core", "watch"], {"BROADSHEET_DATABASE_URL": database})
            stack.callback(watcher.end)
            watcher.start()
            looked_after.append(watcher)
        while True:
            for each in looked_after:
                each.look_after()
            time.sleep(0.5)


if __name__ == "__main__":
    main()
