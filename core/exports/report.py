"""Pages that stand alone: one HTML file with its charts inside, everything that came from outside escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from core import palette
from core.exports.pictures import to_svg
from core.text import displayable, encodable
from core.urls import safe_link

_ID = re.compile(r'(\bid="|url\(#|href="#)')

PHONE = 358
"""Pixels that a drawing is wide on a phone, its words included."""
PHONE_PLOT = 240
"""The same of its plot alone, where names of rows stand beside it."""
PHONE_PADDING = 3
COMPOSED = frozenset({"facet", "hconcat", "vconcat", "concat", "repeat"})
"""Charts of several plots, whose width is that of each plot."""
MAX_CELL = 500
"""Characters of a text in a cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of a table, linked where the address is a web address."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a report."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: words, a chart's specification with what it shows in words, tables."""

    heading: str
    text: str = ""
    chart: Mapping[str, Any] | None = None
    alt: str = ""
    tables: Sequence[Table] = field(default_factory=tuple)


def cell(value: object, url: str | None = None) -> Cell:
    """Make a cell of any value; an address that is no web address is left out."""
    text = displayable(str(value))
    return Cell(text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…", safe_link(url))


def render(heading: str, sentence: str, origin: str, sections: Sequence[Section], *, sample: bool = False) -> str:
    """Render the report as one HTML document without scripts and without anything that is loaded.

    Parameters
    ----------
    heading, sentence, origin : str
        Title, what is found in one sentence, and where it comes from. Plain text.
    sections : sequence of Section
        The parts, in their order.
    sample : bool
        Whether all of it is invented, which the report then says.
    """
    parts = [
        {
            "heading": displayable(section.heading),
            "text": displayable(section.text),
            "svg": inline_svg(section.chart, str(number)) if section.chart is not None else None,
            "alt": displayable(section.alt),
            "tables": [
                {
                    "caption": displayable(table.caption),
                    "columns": [displayable(c) for c in table.columns],
                    "rows": table.rows,
                }
                for table in section.tables
            ],
        }
        for number, section in enumerate(sections)
    ]
    return fill(
        "comparison.html",
        heading=displayable(heading),
        sentence=displayable(sentence),
        origin=displayable(origin),
        sections=parts,
        sample=sample,
    )


def fill(template: str, *, heading: str, sample: bool, dark: bool = False, **parts: Any) -> str:
    """Fill a template of this folder, or of `core/digest`, that extends `page.html`; texts are escaped.

    Parameters
    ----------
    template : str
        Name of the file.
    heading : str
        Title of the page.
    sample : bool
        Whether all of it is invented, which the page then says.
    dark : bool
        Whether it follows readers who prefer dark pages.
    parts
        What else stands in it.
    """
    page: str = (
        _templates().get_template(template).render(heading=heading, sample=sample, dark=dark, palette=palette, **parts)
    )
    return encodable(page)


def inline_svg(chart: Mapping[str, Any], name: str) -> Markup:
    """Draw the chart as SVG whose ids begin with its own name, so that several fit into one page.

    The drawing comes from vl-convert, which writes texts of the data as text;
    the test of hostile headlines looks at the outcome.
    """
    svg = to_svg(chart)
    return Markup(_ID.sub(rf"\g<1>c{name}-", svg[svg.index("<svg") :]))  # noqa: S704


def figure(chart: Mapping[str, Any], name: str, alt: str) -> Markup:
    """Draw the chart for a wide page and for a phone, of which a page with `dark` shows the one that fits.

    That page also gives words, paper and grid its own colours.
    """
    drawn = [("wide", chart)]
    if not COMPOSED & chart.keys() and chart.get("width", "container") == "container":
        width = PHONE if "autosize" in chart else PHONE_PLOT
        drawn = [("wide or-narrow", chart), ("narrow", {**chart, "width": width, "padding": PHONE_PADDING})]
    part = Markup('<figure class="{}" role="img" aria-label="{}" tabindex="0">{}</figure>')
    return Markup("\n").join(
        part.format(kind, displayable(alt), inline_svg(spec, f"{name}-{place}"))
        for place, (kind, spec) in enumerate(drawn)
    )


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    folders = [Path(__file__).parent, Path(__file__).parents[1] / "digest"]
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
