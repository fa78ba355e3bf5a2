"""The archive as the pages use it: opened once a process, written in the background, never mixed with the sample."""

from __future__ import annotations

import streamlit as st

from core.archive import MEMORY, Archive, ModelVersion
from core.serving.model_versions import version_of
from core.serving.saver import Outcome, Policy, Saver
from core.settings import ROOT
from core.types import Edition
from core.ui import admin, resources
from core.ui.kit import shared
from core.ui.kit.escape import escape

CLOUD = "/mount/src"
"""Where Streamlit Community Cloud puts a repository."""


@st.cache_resource(show_spinner=False, max_entries=1)
def archive() -> Archive:
    """Return the archive that the settings name.

    Raises
    ------
    ArchiveError
        If it cannot be opened; the next visitor tries again.
    """
    return Archive.open(resources.settings())


def may_exist() -> bool:
    """Say whether there may be an archive; looking at a page makes none."""
    return Archive.exists(resources.settings())


def is_shared() -> bool:
    """Say whether other servers may use the archive, too: those that name the same database."""
    return resources.settings().database_url is not None


@st.cache_resource(show_spinner=False, max_entries=1)
def sample_archive() -> Archive:
    """Return an archive in memory for the sample edition, so that it never meets real news."""
    return Archive.at(MEMORY)


@st.cache_resource(show_spinner=False, max_entries=1)
def saver() -> Saver:
    """Return the thread that saves editions."""
    settings = resources.settings()
    return Saver(lambda: archive(), Policy(settings.keep_text, settings.keep_days, settings.keep_mb))


def version(name: str | None = None) -> ModelVersion:
    """Return the version of a model; of the one in use without a name."""
    return version_of(resources.manifest().entry(name or resources.settings().model))


def save(edition: Edition) -> None:
    """Save an edition in the background; the sample edition stays in memory only."""
    if not edition.sample:
        saver().submit(edition, version(edition.model))


def with_sample(edition: Edition) -> Archive:
    """Return the archive in memory, with the sample edition in it."""
    memory, model = sample_archive(), version(edition.model)
    shared.results().get(edition, ("saved", memory, model.sha256), lambda: memory.save(edition, model, "full"))
    return memory


def current(edition: Edition | None) -> Archive:
    """Return the archive that belongs to what this visitor looks at: the sample's, or the real one."""
    return with_sample(edition) if edition is not None and edition.sample else archive()


def warn_unless_saved(edition: Edition) -> None:
    """Say that an edition was not saved, where it was not; wait for nothing."""
    saving = None if edition.sample else saver().saving(edition)
    if saving is None or saving.outcome is Outcome.SAVED:
        return
    if saving.outcome is Outcome.NOT_SAVED:
        st.warning(
            f"You see this edition, but it was not saved for Trends. {escape(saving.problem or '')}",
            icon=":material/inventory_2:",
        )
        return
    _poll(edition)


@st.fragment(run_every=1.0)
def _poll(edition: Edition) -> None:
    """Ask once a second until the edition is saved or not."""
    saving = saver().saving(edition)
    if saving is None or saving.outcome is not Outcome.WAITING:
        st.rerun()
    st.caption("Saving this edition…")


def storage_sentence(archive: Archive | None = None) -> str:
    """Say in a sentence where the archive is and whether it lasts; how to change that only for the maintainer."""
    settings = resources.settings()
    if archive is not None and archive.in_memory:
        return "The sample edition is kept in memory only, never with real news."
    if settings.database_url is not None:
        return "Kept in the database of this deployment."
    how = " Set BROADSHEET_DATABASE_URL to keep it in a database." if admin.is_admin() else ""
    if str(ROOT).startswith(CLOUD):
        return (
            f"Kept on the disk of this deployment, which does not last: **all of it is gone at the next restart**.{how}"
        )
    return f"Kept in a file on this server.{how}"
