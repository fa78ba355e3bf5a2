"""Readings that all visitors share, and what the first of them needs."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence

import streamlit as st

from core.errors import BroadsheetError
from core.memory import give_back, settle
from core.serving.model_versions import version_of
from core.serving.opening import with_copies
from core.serving.other_servers import OtherServers
from core.serving.reading_log import log_reading
from core.serving.readings import ReadingRequest, SharedReadings
from core.types import Edition, ReadEvent
from core.ui import archives, resources


@st.cache_resource(show_spinner=False, max_entries=1)
def shared() -> SharedReadings:
    """Open the readings of this process: each is begun once per choice, and reused while fresh."""
    # Resources are opened here, in a script's thread, so that a broken model is a page's error.
    resources.models().get(resources.settings().model)
    archives.saver()
    from core.reading.edition import fold_edition  # here, for what reads takes long to load

    readers = {sample: resources.reader(sample) for sample in (False, True)}

    def start(request: ReadingRequest, stop: threading.Event) -> Iterator[ReadEvent]:
        return readers[request.sample].read_events(request.newspapers, request.limit, stop=stop)

    def fold(request: ReadingRequest, events: Sequence[ReadEvent], seconds: float) -> Edition:
        name = resources.settings().model
        edition = fold_edition(
            events, newspapers=request.newspapers, model=name, sample=request.sample, seconds=seconds
        )
        archives.save(edition)
        log_reading(edition, archives.version(name), resources.settings().log)
        give_back()
        return edition

    lifetime = 60 * resources.settings().edition_minutes
    return SharedReadings(start, fold, lifetime=lifetime, others=_other_servers(lifetime))


def _other_servers(lifetime: float) -> OtherServers | None:
    """Give the servers that share the archive; None where no database is named, and this one is alone."""
    if not archives.is_shared():
        return None
    name, saver = resources.settings().model, archives.saver()
    return OtherServers(
        lambda: archives.archive().servers,
        lambda: version_of(resources.manifest().entry(name)),
        saver.saving,
        lifetime,
        finish=with_copies,
    )


@st.cache_resource(show_spinner=False, max_entries=1)
def warm_up() -> None:
    """Once a server, in the background: load what the first reading needs, while the first visitor still chooses."""
    configured = resources.settings()
    if not configured.warm_up:
        return

    def load() -> None:
        with contextlib.suppress(BroadsheetError):  # the reading will say so
            resources.pool().warm()
            resources.models().get(configured.model)
        # What reads, and what the first edition is shown with.
        import core.analysis.stories
        import core.charts.heat_table
        import core.exports.pictures
        import core.reading.factory  # noqa: F401

        settle()

    threading.Thread(target=load, name="warm-up", daemon=True).start()
