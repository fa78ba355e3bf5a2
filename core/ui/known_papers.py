"""The newspapers that a visitor can read: those that are shipped, those kept for everybody, and the visitor's own."""

from __future__ import annotations

import streamlit as st

from core.newspapers.own import OwnPapers
from core.serving.shared_papers import SharedPapers
from core.types import Newspaper
from core.ui import archives, resources
from core.ui.own_papers import with_own


def catalogue() -> tuple[Newspaper, ...]:
    """List the newspapers that this visitor can read, everybody's first."""
    return with_own((*resources.shipped_catalogue(), *for_everybody().papers))


def for_everybody() -> OwnPapers:
    """Give the papers and sets that are kept for everybody, as they were last seen in the archive."""
    return store().now()


@st.cache_resource(show_spinner=False, max_entries=1)
def store() -> SharedPapers:
    """Open the place where papers and sets are kept for everybody."""
    return SharedPapers(lambda: archives.archive(), resources.data_folder(), lambda: archives.may_exist())
