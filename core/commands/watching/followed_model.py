"""The model in use now: that of the manifest, or the one promoted by whoever shares the database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from core.serving.model_versions import version_of
from core.serving.models import Models
from core.serving.promoted import open_promoted
from core.settings import Settings
from core.topics.model import open_model
from core.watching.watcher import Model


def followed_model(settings: Settings, name: str) -> Callable[[], Model]:
    """Make what gives the model of this name each time as it is then; a promoted one is followed without a restart.

    What it makes raises `BroadsheetError` where there is no model that can be used.
    """
    promoted = open_promoted(settings) if settings.database_url is not None else None
    lock, folders = threading.Lock(), dict[Path, Models]()

    def now() -> Model:
        folder = settings.artifacts if promoted is None else promoted.artifacts()
        with lock:
            if folder not in folders:
                folders.clear()
                folders[folder] = Models(folder, open_model)
            models = folders[folder]
        model = models.get(name)
        return model.predict_article, version_of(model.entry)

    return now
