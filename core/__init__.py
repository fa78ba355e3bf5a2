"""Broadsheet's core: everything that is not a Streamlit page."""

__version__ = "0.1.0"
