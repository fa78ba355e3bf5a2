"""Command lines in processes of their own, each forked from one in which only libraries are imported.

Importing these is most of what a command costs, and is the same for all
of them: a fork has them, and nothing of `core`. Run as a script, this is the
process that is forked; `Forks` talks to it.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import traceback

from core.memory import load_sklearn_alone
from core.settings import ROOT

LIBRARIES = ("sklearn.feature_extraction.text", "sqlalchemy", "alembic.command", "httpx", "pebble", "pyarrow.parquet")


class Forks:
    """Starts the process that is forked; close it at the end."""

    def __init__(self):
        command = [sys.executable, "-m", "tests.support.forks"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True)

    def run(self, arguments, folder, given=b"", environment=()):
        """Run `python -m core` with these arguments; gives its status, output and errors."""
        files = {name: str(folder / f"fork.{name}") for name in ("stdin", "stdout", "stderr")}
        (folder / "fork.stdin").write_bytes(given)
        request = {"arguments": list(arguments), "environment": dict(environment), "folder": str(ROOT), **files}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        return status, *((folder / f"fork.{name}").read_text(encoding="utf-8") for name in ("stdout", "stderr"))

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()


def _run(request):
    os.environ.update(request["environment"])
    modes = {"stdin": os.O_RDONLY, "stdout": os.O_WRONLY | os.O_CREAT | os.O_TRUNC}
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        opened = os.open(request[name], modes.get(name, modes["stdout"]), 0o600)
        os.dup2(opened, number)
        os.close(opened)
    from core.cli import main

    return main(request["arguments"])


def _fork(request):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 70
    try:
        status = _run(request)
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def main():
    load_sklearn_alone()
    for name in LIBRARIES:
        importlib.import_module(name)
    for module in [name for name in sys.modules if name == "core" or name.startswith("core.")]:
        del sys.modules[module]
    for line in sys.stdin:
        print(_fork(json.loads(line)), flush=True)


if __name__ == "__main__":
    main()
