"""Points with their intervals: the one way in which all charts draw what a figure leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import altair as alt

RULE: Mapping[str, Any] = MappingProxyType({"strokeWidth": 2})
"""The mark of an interval."""
POINT: Mapping[str, Any] = MappingProxyType({"filled": True, "size": 70, "opacity": 1})
"""The mark of a figure."""


def interval_chart(
    base: alt.Chart,
    low: alt.X | alt.Y,
    value: str,
    high: str,
    *,
    rule: Mapping[str, Any] = RULE,
    point: Mapping[str, Any] = POINT,
    line: bool = False,
    below: alt.Chart | None = None,
    **encodings: Any,
) -> alt.LayerChart:
    """Draw an interval and its figure for each row.

    Parameters
    ----------
    base : Chart
        The data with what both marks share: the other axis, colour, tooltip.
    low : X or Y
        The axis along which intervals lie, of the field of their lower ends.
    value, high : str
        Fields of the figures and of the upper ends, such as "share:Q".
    rule, point : mapping
        Properties of the marks.
    line : bool
        Whether a line joins the points.
    below : Chart, optional
        What is drawn first, such as a line at zero.
    encodings
        What the figures have besides, such as a shape.
    """
    axis = "y" if isinstance(low, alt.Y) else "x"
    intervals = base.mark_rule(**rule).encode(**{axis: low, f"{axis}2": high})
    figures = base.mark_line(point=True) if line else base.mark_point(**point)
    drawn = intervals if below is None else below + intervals
    return drawn + figures.encode(**{axis: value}, **encodings)
