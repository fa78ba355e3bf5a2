"""What pages computed for one visitor and show to all."""

from __future__ import annotations

import streamlit as st

from core.serving.shared_results import SharedResults


@st.cache_resource(show_spinner=False, max_entries=1)
def results() -> SharedResults:
    """Return what was computed from editions for all visitors."""
    return SharedResults()
