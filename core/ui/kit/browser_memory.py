"""What the visitor's own browser remembers of this app from one visit to the next, in its local storage.

Nothing of it reaches another host. The server learns what is kept once a
session, and hands back what the visitor changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

SCRIPT = """
export default function ({ data, setTriggerValue }) {
  const name = "broadsheet"
  const pause = 30 * 60 * 1000  // a visit ends with half an hour without anything
  let kept
  try { kept = JSON.parse(localStorage.getItem(name)) || {} } catch { return }
  const now = Date.now()
  if (!kept.seen || now - kept.seen > pause) kept.before = kept.seen || null
  kept.seen = now
  if (data.keep) kept.choices = data.keep
  try { localStorage.setItem(name, JSON.stringify(kept)) } catch { return }
  if (data.ask && (kept.before || kept.choices))
    setTriggerValue("found", { before: kept.before || null, choices: kept.choices || null })
}
"""
_memory = st.components.v2.component("broadsheet_memory", js=SCRIPT)


def remember(key: str, ask: bool, keep: Mapping[str, Any] | None, on_found: Callable[[], None]) -> None:
    """Note this visit in the browser, and exchange choices with it.

    Parameters
    ----------
    key : str
        Key of the component; after `on_found` is called, its `found` holds
        `before`, the milliseconds since 1970 at which the last visit ended,
        and `choices` as they were kept, each None where nothing is known.
    ask : bool
        Ask for what is kept; not again once it came.
    keep : mapping, optional
        Choices to keep from now on; None leaves what is there.
    """
    _memory(key=key, data={"ask": ask, "keep": keep}, on_found_change=on_found)
