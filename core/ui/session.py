"""Who is asking: names of a session that hold nothing of the person behind it."""

from __future__ import annotations

import hashlib
import secrets
import uuid

import streamlit as st

from core.ui import keys

SALT = secrets.token_bytes(16)
"""Visitors are told apart by a hash that nobody can make again after a restart."""


def visitor() -> str:
    """Name this session, in a word known to nobody else."""
    if keys.VISITOR not in st.session_state:
        st.session_state[keys.VISITOR] = uuid.uuid4().hex
    name: str = st.session_state[keys.VISITOR]
    return name


def fingerprint() -> str:
    """Hash the address of the visitor, or the session where there is none, to slow down floods from one place."""
    origin = str(st.context.ip_address or visitor())
    return hashlib.blake2b(origin.encode(), key=SALT, digest_size=12).hexdigest()
