"""Every colour of the product, once; those of topics stand in `core.topics.taxonomy`."""

from __future__ import annotations

from dataclasses import dataclass

ACCENT = "#4269d0"
"""What a chart is about: today's model, a clear difference, bars of one kind."""
SECOND = "#efb118"
"""What is compared with it."""
GOOD = "#3ca951"
"""For, right, seen before."""
BAD = "#ff725c"
"""Against, wrong, never seen."""
PURPLE = "#a463f2"
BROWN = "#9c6b4e"
TEAL = "#6cc5b0"

SERIES = (ACCENT, SECOND, PURPLE, GOOD, BAD, BROWN, TEAL)
"""Lines of one chart, in this order: colours of Observable Plot's scheme "observable10"."""

NOTE = "#757a82"
"""Words inside a drawing: readable on light and on dark."""
MUTED = "#9498a0"
"""What is not clear, not read or only a guide."""
INTERVAL = "#7a7f87"
"""Intervals around points whose colour says nothing else."""

TINT = "#4f7cac"
"""Fields whose strength says how much: one hue, thin over the light page and over the dark one."""

WHITE = "#ffffff"
"""Paper of pictures and reports; text on dark fields."""
BLACK = "#15171a"
"""Text on light fields; paper of the dark theme."""
GRID = "#e5e2da"
"""Grid lines of pictures."""
LINE = "#d8d4c8"
"""Lines between rows and sections of a report."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a page, by Streamlit's names, and of the words of its charts.

    `ink` is for titles of charts, `faint` for their notes, axes and legends:
    contrast AA on `background` (a test measures it).
    """

    primary: str
    background: str
    secondary_background: str
    text: str
    link: str
    ink: str
    faint: str


LIGHT = Theme(
    primary="#1f4e79",
    background="#fdfcf9",
    secondary_background="#f1eee6",
    text="#141413",
    link="#1f4e79",
    ink="#1d1d1b",
    faint="#5c6068",
)
DARK = Theme(
    primary="#3a76b5",
    background=BLACK,
    secondary_background="#22262b",
    text="#ece8df",
    link="#9cc4ea",
    ink="#ece8df",
    faint="#a4a8b0",
)
THEMES = {"light": LIGHT, "dark": DARK}
"""By the name that Streamlit has for each."""

SCALE = (LIGHT.secondary_background, LIGHT.primary)
"""From nothing to all, for fields of a heat map."""
