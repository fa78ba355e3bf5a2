"""Where the models are that a command uses: with the program, or promoted for all servers of a database."""

from __future__ import annotations

from pathlib import Path

from core.settings import Settings


def artifacts_in_use(settings: Settings) -> Path:
    """Give the folder of the models to use: that of the promoted model where a database is named that has one.

    Where the database cannot be asked, or its model cannot be used, the models
    that came with the program are used, and the log says why.
    """
    if settings.database_url is None:
        return settings.artifacts
    # Imported here: without a database named, a command need not load what opens one.
    from core.serving.promoted import artifacts_for_command

    return artifacts_for_command(settings)
