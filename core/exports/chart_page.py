"""A chart as one HTML file to embed elsewhere: drawn as SVG, with its numbers as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from core.exports.report import Cell, Table, cell, figure, fill
from core.text import displayable, encodable

SOURCE = "Made with Broadsheet."
"""Where a chart comes from, if its page says nothing else."""


def chart_page(
    spec: Mapping[str, Any], numbers: pd.DataFrame, *, source: str = SOURCE, alt: str = "", sample: bool = False
) -> str:
    """Write a chart as an HTML document without scripts and without anything that is loaded.

    Its numbers are a table, and JSON in the element with the id "data": a list
    with an object for each row.

    Parameters
    ----------
    spec : mapping
        The Vega-Lite specification, its data inside; its title becomes that of the page.
    numbers : DataFrame
        What the chart draws, for people.
    source : str
        Where it comes from and of which day it is, in plain text.
    alt : str
        What the chart shows, for those who do not see it; its title without.
    sample : bool
        Whether all of it is invented, which the page then says.
    """
    heading, note = _titles(spec)
    drawn = {key: value for key, value in spec.items() if key != "title"}
    return fill(
        "chart.html",
        heading=heading or "Chart",
        sample=sample,
        dark=True,
        note=note,
        drawing=figure(drawn, "chart", alt or f"{heading}. {note}"),
        source=displayable(source),
        table=_table(numbers, heading),
        data=_plain(numbers),
    )


def _titles(spec: Mapping[str, Any]) -> tuple[str, str]:
    """Return title and subtitle of a chart, each on one line."""
    if "finding" in (words := spec.get("usermeta") or {}):
        return displayable(words["finding"]), displayable(words["note"])
    title = spec.get("title") or {}
    parts = (title.get("text"), title.get("subtitle")) if isinstance(title, Mapping) else (title, "")
    first, second = (" ".join(part) if isinstance(part, list | tuple) else str(part or "") for part in parts)
    return displayable(first), displayable(second)


def _table(numbers: pd.DataFrame, caption: str) -> Table:
    rows = [tuple(_cell(value) for value in row) for row in numbers.itertuples(index=False, name=None)]
    return Table([displayable(str(name)) for name in numbers.columns], rows, caption)


def _cell(value: Any) -> Cell:
    """Return a value as a table shows it: four digits are what a reader compares."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return cell("")
    if isinstance(value, float):
        return cell(f"{value:.4g}")
    if isinstance(value, datetime):
        return cell(f"{value:%Y-%m-%d}" if f"{value:%H:%M}" == "00:00" else f"{value:%Y-%m-%d %H:%M}")
    return cell(value)


def _plain(numbers: pd.DataFrame) -> Any:
    """Return the rows as objects that JSON can hold."""
    named = numbers.set_axis([displayable(str(name)) for name in numbers.columns], axis="columns")
    named = named.map(lambda value: encodable(value) if isinstance(value, str) else value)
    return json.loads(named.to_json(orient="records", date_format="iso"))
