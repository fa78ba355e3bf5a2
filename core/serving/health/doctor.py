"""All looks in the order in which a person reads them."""

from __future__ import annotations

from collections.abc import Iterator

from core.serving.health.archived import REMEDY, look_at_archive
from core.serving.health.configured import look_at_settings
from core.serving.health.findings import Area, Finding, Look, looked
from core.serving.health.model_files import RESTORE, look_at_models, look_at_sample, look_at_share_errors
from core.serving.health.places import (
    look_at_cache,
    look_at_catalogue,
    look_at_data_folder,
    look_at_disks,
    look_at_newspapers,
)
from core.settings import Settings

CATALOGUE = "Correct it, or set BROADSHEET_CATALOGUE to another file."


def examine(network: bool = False, contents: bool = False) -> Iterator[Finding]:
    """Look at everything; with `network`, ask the newspapers; with `contents`, read the files of months whole."""
    configuration = look_at_settings()
    yield from configuration.findings
    for area, subject, advice, look in _looks(configuration.settings, network, contents):
        yield from looked(area, subject, look, advice)


def _looks(settings: Settings, network: bool, contents: bool) -> Iterator[tuple[Area, str, str, Look]]:
    yield Area.CONFIGURED, "catalogue", CATALOGUE, lambda: look_at_catalogue(settings)
    yield Area.REACHABLE, "data folder", "", lambda: look_at_data_folder(settings)
    yield Area.REACHABLE, "archive", REMEDY, lambda: look_at_archive(settings, contents=contents)
    yield Area.REACHABLE, "cache", "", lambda: look_at_cache(settings)
    if network:
        yield Area.REACHABLE, "newspapers", CATALOGUE, lambda: look_at_newspapers(settings)
    yield Area.LOADED, f"model {settings.model}", RESTORE, lambda: look_at_models(settings)
    yield Area.LOADED, "share-errors.json", RESTORE, lambda: look_at_share_errors(settings)
    yield Area.LOADED, "sample edition", RESTORE, lambda: look_at_sample(settings)
    yield Area.STALE, "disks", "", lambda: look_at_disks(settings)
