"""The few rules of style that the theme cannot say: tables on phones, and bars in cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from core.palette import ACCENT

_UNSAFE = re.compile(r"[^\w ,.%()-]")

TRACK = "rgba(128,128,128,0.2)"
"""The rest of a bar."""
BAR = "left 0.5rem bottom 0.4rem/min(5rem,calc(100% - 1rem)) 4px"
"""Place and size of a bar in its cell."""
PHONE = "max-width: 640px"
"""The width up to which a page counts as one on a phone."""

STYLE = """
.stMain .block-container, [data-testid="stMainBlockContainer"] { padding-top: 1rem; max-width: 1500px; }
[data-testid="stHeader"] { background: transparent; }
[data-testid="stHeader"], [data-testid="stHeader"] * { pointer-events: none; }
[data-testid="stHeader"] :is(button, a), [data-testid="stHeader"] :is(button, a) * { pointer-events: auto; }
.st-key-navigation { max-width: calc(100% - 2.5rem); }
button[data-variant][data-selected="true"] { color: inherit !important; }
[data-testid="stTab"][aria-selected="true"] { color: inherit !important; }
[data-testid="stTab"][aria-selected="true"] p { color: inherit !important; }
[data-testid="stSliderThumbValue"] { color: inherit !important; }
.st-key-navigation h1 { font-size: 1.6rem; padding: 0 0.75rem 0 0; }
[class*="st-key-wide_"] table td { vertical-align: top; }
[class*="st-key-wide_"] table td:first-child { min-width: 15rem; overflow-wrap: anywhere; }
[class*="st-key-panels_"] { display: grid !important; gap: 0.75rem; }
[class*="st-key-panels_"] { grid-template-columns: repeat(auto-fill, minmax(min(45%, 15rem), 1fr)); }
.st-key-wide_articles table td:first-child { width: 58%; }
.st-key-wide_articles table td:first-child > div { max-width: none; }
.st-key-wide_articles table td:last-child { width: 3.5rem; }
"""

PHONE_STYLE = """
[data-testid="stMainBlockContainer"] { padding-top: 0.75rem; }
.st-key-navigation { flex-wrap: nowrap !important; overflow-x: auto; }
.st-key-navigation > * { flex: 0 0 auto !important; }
.st-key-sentence h3 { font-size: 1.35rem; padding-top: 0.25rem; }
.st-key-paper_bar { column-gap: 0.5rem !important; }
.st-key-choice > .stExpander > details > summary { padding: 0.5rem; }
.st-key-choice > .stExpander > details > summary p { font-size: 0.8rem; white-space: nowrap; }
.st-key-choice > .stExpander > details > summary > span > span { display: none; }
.st-key-wide_articles table td:last-child { width: auto; margin-left: auto; }
.st-key-wide_articles table td:nth-child(3):has(a)::before { content: "Also in: "; }
"""
_TABLE = ':is([class*="st-key-wide_"], [class*="st-key-cards_"]) table'
_CARDS = (
    " thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }",
    ", {table} tbody { display: block; width: 100%; }",
    " tr { display: flex; flex-wrap: wrap; padding: 0.4rem 0; column-gap: 0.9rem; }",
    " tr { border-bottom: 1px solid rgba(128, 128, 128, 0.3); }",
    " td { border: 0; padding: 0.1rem 0.25rem; font-size: 0.875rem; min-width: 0; overflow-wrap: anywhere; }",
    " td:first-child { flex: 0 0 100%; font-size: 1rem; min-width: 0; }",
    " td:empty { display: none; }",
)
CARD_STYLE = "\n".join(_TABLE + rule.replace("{table}", _TABLE) for rule in _CARDS)
CARD_STYLE += '\n[class*="st-key-cards_"] [data-testid="stTable"] > div { overflow: hidden; }'  # nothing is to scroll
"""Each row of a table becomes a card: its first cell a line of its own, the others below it."""


def apply() -> None:
    """Put the rules into the page; they hold nothing that came from outside."""
    st.html(f"<style>{STYLE}{on_phones(PHONE_STYLE + CARD_STYLE)}</style>")


def bars(key: str, columns: Sequence[str], column: str, shares: Iterable[float | None]) -> None:
    """Draw a light bar under each number of a table's column, as long as the number says.

    Parameters
    ----------
    key : str
        Key of the container around the table: letters, digits and underscores.
    columns : sequence of str
        All columns of the table.
    column : str
        The column that gets the bars.
    shares : iterable of float or None
        0 to 1 for each row; None draws nothing.
    """
    cell = _cell(columns, column)
    rules = [
        f".st-key-{key} tbody tr:nth-child({row}) {cell}"
        f"{{background:linear-gradient(to right,{ACCENT} {100 * share:.0f}%,{TRACK} {100 * share:.0f}%)"
        f" no-repeat {BAR};padding-bottom:0.75rem}}"
        for row, share in enumerate(shares, 1)
        if share is not None
    ]
    if rules:
        st.html(f"<style>{''.join(rules)}</style>")


def name_cells_on_phones(key: str, columns: Sequence[str], names: Iterable[str]) -> None:
    """Put the name of its column before each of these cells on a phone, where no heading shows it.

    Parameters
    ----------
    key : str
        Key of the container around the table.
    columns : sequence of str
        All columns of the table.
    names : iterable of str
        The columns whose cells are named; those that the table lacks are left out.
    """
    rules = [
        f'.st-key-{key} {_cell(columns, name)}:not(:empty)::before{{content:"{_css_text(name)}: "}}'
        for name in names
        if name and name in columns
    ]
    if rules:
        st.html(f"<style>{on_phones(''.join(rules))}</style>")


def on_phones(rules: str) -> str:
    """Restrict CSS rules to narrow pages."""
    return f"@media ({PHONE}) {{{rules}}}"


def _css_text(text: str) -> str:
    """Write a text so that nothing in it can end a string of CSS or the style element."""
    return _UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", text)


def _cell(columns: Sequence[str], column: str) -> str:
    """Give the CSS selector of a column's cells."""
    return f"td:nth-child({list(columns).index(column) + 1})"


def theme() -> str:
    """Say whether the visitor's page is "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"
