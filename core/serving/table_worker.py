"""The process that classifies large tables: batches come in on standard input, and predictions go out.

Started by `core.serving.tables`; ends with the server, whose end closes its
input. Both speak pickle: each to a process that it has started or was started by.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from pathlib import Path

from core.memory import load_sklearn_alone

NICENESS = 10
"""How far it steps back behind the server and its pages."""


def main(name: str, artifacts: str) -> None:
    """Load the model, then answer batch after batch until the input ends."""
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    load_sklearn_alone()
    from core.topics.model import load_model

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    model = load_model(name, Path(artifacts))
    pickle.dump(model.entry.sha256, answers)
    answers.flush()
    while True:
        try:
            batch = pickle.load(sys.stdin.buffer)  # noqa: S301  (from the process that started this one)
        except EOFError:
            return
        pickle.dump(model.predict(batch), answers)
        answers.flush()


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        main(*sys.argv[1:])
