"""Between the models and the archive: which version speaks, and how it puts its answers among five topics."""

from __future__ import annotations

from core.archive import ModelVersion, as_is
from core.topics.manifest import ModelEntry
from core.topics.taxonomy import CORE_NAMES


def version_of(entry: ModelEntry) -> ModelVersion:
    """Return the version that a manifest's entry stands for."""
    as_five = as_is if entry.five is None else entry.scheme(len(CORE_NAMES)).recast
    return ModelVersion(entry.name, entry.sha256, entry.labels, as_five)
