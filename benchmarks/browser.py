"""What benchmarks need to measure the app in a real Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOG = "streamlit.log"
IDLE = "() => document.querySelector('[data-test-script-state]')?.dataset.testScriptState === 'notRunning'"
"""In the page: whether its script has run to its end."""
NO_CHROMIUM = "No Chromium here: apt-get install chromium"


@dataclass(frozen=True)
class App:
    """A Streamlit server: its address, and the process group that it and its workers are."""

    url: str
    group: int

    def wait_until_idle(self, quiet: float = 1.5, longest: float = 90.0) -> None:
        """Wait until server and workers have used no CPU time worth mention for `quiet` seconds: what warms up, has."""
        deadline, used = time.monotonic() + longest, -1.0
        while time.monotonic() < deadline:
            now = cpu_seconds(self.group)
            if now - used < 0.05:
                return
            used = now
            time.sleep(quiet)


def cpu_seconds(group: int) -> float:
    """CPU seconds of all processes of a group so far, from /proc."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


@contextmanager
def app(script: Path, folder: Path, **settings: str) -> Iterator[App]:
    """Run a Streamlit server for a script, ended with the block; what it says goes into `streamlit.log` in the folder.

    Raises
    ------
    RuntimeError
        If it does not answer within a minute; the message holds the end of the log.
    """
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(script),
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
        "--server.headless",
        "true",
    ]
    own = {
        "HOME": str(folder),
        "BROADSHEET_DATA": str(folder / "data"),
        "PYTHONPATH": str(ROOT),
        "BROADSHEET_OPEN": "ask",
    }
    env = {**os.environ, **own, **settings}
    log = folder / LOG
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(3000):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.02)
        else:
            raise RuntimeError("The app did not start:\n" + log.read_text(errors="replace")[-2000:])
        yield App(url, server.pid)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:  # busy with what nobody waits for any more
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(20)


def chromium() -> str | None:
    """Where a Chromium is, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def opened_browser(executable: str) -> Iterator[Any]:
    """Open a Chromium that Playwright drives, closed with the block."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
