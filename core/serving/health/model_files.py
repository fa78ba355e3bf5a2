"""The models: each file checked against the manifest, the one in use loaded, its errors known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from core.serving.health.findings import Area, Finding, State
from core.settings import Settings
from core.topics.manifest import ModelEntry, read_manifest

RESTORE = "Restore the folder of artifacts (git checkout artifacts), or train and promote a model."


def look_at_models(settings: Settings) -> Iterator[Finding]:
    """Check every model's file by its hash, then load the one in use.

    Raises
    ------
    ModelError
        If the manifest cannot be used, or does not know the model in use.
    """
    manifest = read_manifest(settings.artifacts)
    for name, entry in manifest.models.items():
        if name != settings.model:
            yield _file(entry, settings.artifacts)
    entry = manifest.entry(settings.model)
    # Imported here: scikit-learn takes seconds, and the manifest may be what is wrong.
    from core.topics.model import load_model

    model = load_model(entry.name, settings.artifacts)
    says = f"In use: hash as in the manifest, loaded, {len(model.entry.topics)} topics, {model.entry.sha256[:12]}."
    yield Finding(Area.LOADED, f"model {entry.name}", State.OK, says)


def _file(entry: ModelEntry, artifacts: Path) -> Finding:
    subject = f"model {entry.name}"
    problem = file_problem(entry, artifacts)
    if problem:
        return Finding(Area.LOADED, subject, State.PROBLEM, problem, RESTORE)
    return Finding(Area.LOADED, subject, State.OK, f"Hash as in the manifest, {entry.sha256[:12]}.")


def file_problem(entry: ModelEntry, artifacts: Path) -> str | None:
    """Say why a model's file cannot be the one in the manifest; None where it is."""
    path = artifacts / entry.file
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as problem:
        return f"Its file cannot be read: {path} ({problem.strerror})."
    if sha256 != entry.sha256:
        return f"Its file {path} is not the one in the manifest (SHA-256 {sha256[:12]}, not {entry.sha256[:12]})."
    return None


def look_at_share_errors(settings: Settings) -> Iterator[Finding]:
    """Say whether the table of errors was measured on the model in use.

    Raises
    ------
    ModelError
        If the manifest or the table cannot be used.
    """
    # Imported here: it needs numpy.
    from core.analysis.shares.table import FILE, read_share_errors

    entry = read_manifest(settings.artifacts).entry(settings.model)
    unknown = [n for n in entry.schemes if not read_share_errors(settings.artifacts, entry, entry.scheme(n)).measured]
    if unknown:
        names = " and ".join(map(str, unknown))
        yield Finding(
            Area.LOADED,
            FILE,
            State.PROBLEM,
            f"It was not measured on the model {entry.name} with {names} topics: intervals of shares are too narrow.",
            "Restore the table that belongs to the model, or train again, which measures it.",
        )
    else:
        yield Finding(Area.LOADED, FILE, State.OK, f"Measured on the model {entry.name} that is in use.")


def look_at_sample(settings: Settings) -> Iterator[Finding]:
    """Read the catalogue of the sample edition.

    Raises
    ------
    CatalogueError
        If it cannot be used.
    """
    # Imported here: it needs the web's library.
    from core.reading.web.sample import sample_newspapers

    papers = sample_newspapers(settings.artifacts)
    yield Finding(Area.LOADED, "sample edition", State.OK, f"{len(papers)} fictional newspapers.")
