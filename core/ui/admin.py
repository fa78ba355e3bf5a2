"""The maintainer's key: one check for all pages, and no faster guessing with more sessions."""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Callable

import streamlit as st

from core.errors import UsageError
from core.ui import keys, resources, session

PAUSE = 1.0
"""Seconds from one wrong key to the next comparison: years for a key of eight random letters."""
MAX_WAIT = 3.0
"""Seconds that a key waits for its turn at most, so that few threads wait; a person bears it."""
MEMORY = 60.0
"""Seconds for which a visitor with a wrong key stays in the queue of those: many times `MAX_WAIT`."""
MAX_REMEMBERED = 1_000
"""Visitors with a wrong key that are remembered; some 100 KB."""

NOT_THE_KEY = "This is not the maintainer's key (BROADSHEET_ADMIN_KEY), so nothing was changed."
TOO_MANY = "Too many keys are being tried now, so this one was not checked. Try again in a few seconds."


class KeyCheck:
    """Compares keys for the whole process. Safe to share between threads.

    After a wrong key the next comparison waits for `PAUSE`, whoever asks. Those
    who gave a wrong key of late have a queue of their own: a stream of wrong
    keys holds nobody else up. Where a queue is longer than `MAX_WAIT`, a key is
    refused without a comparison, and no thread sleeps for it.

    Parameters
    ----------
    clock : callable
        Seconds that only grow.
    sleep : callable
        Waits for so many seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep):
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._next = {False: float("-inf"), True: float("-inf")}
        self._wrong: dict[str, float] = {}

    def matches(self, key: str, configured: str | None, visitor: str) -> bool:
        """Say whether this is the configured key; wait for its turn first.

        Parameters
        ----------
        key : str
            What the visitor typed.
        configured : str, optional
            The right key; no key is right without one.
        visitor : str
            Tells visitors apart.

        Raises
        ------
        UsageError
            If too many keys wait already; this one was not compared then.
        """
        suspect, turn, wait = self._reserve(visitor)
        if wait > 0:
            self._sleep(wait)
        right = bool(configured) and hmac.compare_digest(key.encode(), str(configured).encode())
        with self._lock:
            if right:
                self._wrong.pop(visitor, None)
                if self._next[suspect] == turn + PAUSE:  # nobody waits behind it, and nobody has to
                    self._next[suspect] = turn
            else:
                self._remember(visitor)
        return right

    def _reserve(self, visitor: str) -> tuple[bool, float, float]:
        """Take the next turn of a queue: which queue, when, and how long until then."""
        with self._lock:
            now = self._clock()
            suspect = now - self._wrong.get(visitor, float("-inf")) < MEMORY
            turn = max(now, self._next[suspect])
            if turn - now > MAX_WAIT:
                raise UsageError(TOO_MANY)
            self._next[suspect] = turn + PAUSE
            return suspect, turn, turn - now

    def _remember(self, visitor: str) -> None:
        self._wrong.pop(visitor, None)  # so that the oldest is the first
        self._wrong[visitor] = self._clock()
        if len(self._wrong) > MAX_REMEMBERED:
            del self._wrong[next(iter(self._wrong))]


@st.cache_resource(show_spinner=False, max_entries=1)
def key_check() -> KeyCheck:
    """Return the one check of this process."""
    return KeyCheck()


def check_key(key: str) -> None:
    """Stop whoever may not decide for everybody.

    Raises
    ------
    UsageError
        If there is no key, this is another, or too many are being tried now.
    """
    if not key_check().matches(key, resources.admin_key(), session.fingerprint()):
        raise UsageError(NOT_THE_KEY)


def is_admin() -> bool:
    """Say whether this visitor has given the key."""
    return bool(st.session_state.get(keys.ADMIN))


NOBODY = "Corrections wait for the maintainer's review; no key has been set here yet."


def ask_for_key(nobody: str = NOBODY) -> bool:
    """Show the field for the key, where a key is set, else the sentence `nobody`; whether it has been given."""
    configured = resources.admin_key()
    if configured is None:
        st.caption(nobody)
        return False
    if is_admin():
        return True
    key = st.text_input("Key", type="password", key=keys.ADMIN_KEY, help="The maintainer's key of this deployment.")
    if key:
        if key != st.session_state.get(keys.WRONG_ADMIN_KEY):
            if key_check().matches(key, configured, session.fingerprint()):
                st.session_state.pop(keys.WRONG_ADMIN_KEY, None)
                st.session_state[keys.ADMIN] = True
                st.rerun()
            st.session_state[keys.WRONG_ADMIN_KEY] = key
        st.error("That is not the key.")
    return False
