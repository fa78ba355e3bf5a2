"""The few rules of style that the theme cannot say: tables on phones, and bars in cells."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from core.palette import ACCENT

STYLE = """
.stMain .block-container, [data-testid="stMainBlockContainer"] { padding-top: 4rem; max-width: 1500px; }
button[data-variant][data-selected="true"] { color: inherit !important; }
[data-testid="stTab"][aria-selected="true"] { color: inherit !important; }
[data-testid="stTab"][aria-selected="true"] p { color: inherit !important; }
[data-testid="stSliderThumbValue"] { color: inherit !important; }
[class*="st-key-wide_"] table td { vertical-align: top; }
[class*="st-key-wide_"] table td:first-child { min-width: 15rem; overflow-wrap: anywhere; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-top: 3.5rem; }
  .st-key-sentence h3 { font-size: 1.35rem; padding-top: 0.25rem; }
  [class*="st-key-wide_"] table thead { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden; }
  [class*="st-key-wide_"] table, [class*="st-key-wide_"] table tbody { display: block; width: 100%; }
  [class*="st-key-wide_"] table tr { display: flex; flex-wrap: wrap; padding: 0.4rem 0; column-gap: 0.9rem; }
  [class*="st-key-wide_"] table td { border: 0; padding: 0.1rem 0.25rem; font-size: 0.875rem; min-width: 0; }
  [class*="st-key-wide_"] table td:first-child { flex: 0 0 100%; font-size: 1rem; min-width: 0; }
  [class*="st-key-wide_"] table td:empty { display: none; }
  .st-key-wide_articles td:nth-child(7):not(:empty)::before { content: "Section: "; }
  .st-key-wide_articles td:nth-child(8):not(:empty)::before { content: "Also in: "; }
  [class*="st-key-wide_"] table tr { border-bottom: 1px solid rgba(128, 128, 128, 0.3); }
}
"""
"""On a phone each row of a wide table becomes a card: its first cell a line of its own, the others below it."""


def apply() -> None:
    """Put the rules into the page; they hold nothing that came from outside."""
    st.html(f"<style>{STYLE}</style>")


def bars(key: str, column: int, shares: Iterable[float | None]) -> None:
    """A bar under each number of a table's column, as long as the number says.

    Parameters
    ----------
    key : str
        Key of the container around the table: letters, digits and underscores.
    column : int
        Number of the column, from 1.
    shares : iterable of float or None
        0 to 1 for each row; None draws nothing.
    """
    rules = [
        f".st-key-{key} tbody tr:nth-child({row}) td:nth-child({column})"
        f"{{background:linear-gradient(to right,{ACCENT} {100 * share:.0f}%,transparent {100 * share:.0f}%)"
        " no-repeat bottom/100% 4px}"
        for row, share in enumerate(shares, 1)
        if share is not None
    ]
    if rules:
        st.html(f"<style>{''.join(rules)}</style>")


def theme() -> str:
    """ "light" or "dark", as the visitor's page is."""
    return "dark" if st.context.theme.type == "dark" else "light"
