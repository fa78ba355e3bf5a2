"""The model that a command asked for."""

from __future__ import annotations

from pathlib import Path

from core.errors import UsageError
from core.settings import Settings
from core.topics.model import TopicModel, list_models, load_model


def open_model(name: str | None, settings: Settings, artifacts: Path | None = None) -> TopicModel:
    """The model of this name, or the configured one.

    Raises
    ------
    UsageError
        If there is no model of this name.
    ModelError
        If it cannot be loaded.
    """
    folder = artifacts or settings.artifacts
    wanted = name or settings.model
    known = list_models(folder)
    if wanted not in known:
        raise UsageError(f"There is no model {wanted!r}. There are: {', '.join(known)}.")
    return load_model(wanted, folder)
