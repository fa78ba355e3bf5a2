"""Charts as pictures: SVG and PNG, drawn by vl-convert without a browser and without a connection."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from core import palette
from core.charts.frame import BREADTH

WIDTH = 760
"""Pixels that the drawing itself is wide, where the chart fills its page."""
BROADER = 0.8
"""Width of a letter of the app's font in parts of one of the fonts below."""


_WORDS = {"labelFontSize": 13, "titleFontSize": 13, "labelColor": palette.LIGHT.ink, "titleColor": palette.LIGHT.ink}
_CONFIG = {
    "background": palette.WHITE,
    "font": "Liberation Sans, Arial, DejaVu Sans, sans-serif",
    "padding": 16,
    "title": {"fontSize": 18, "subtitleFontSize": 13, "color": palette.LIGHT.ink, "subtitleColor": palette.LIGHT.faint},
    "axis": {**_WORDS, "labelLimit": 260, "gridColor": palette.GRID},
    "legend": _WORDS,
    "text": {"color": palette.LIGHT.faint},
    "style": {"ink": {"color": palette.LIGHT.ink}},
    "view": {"stroke": None},
}


def to_svg(spec: Mapping[str, Any]) -> str:
    """Draw a Vega-Lite specification, its data inside, as an SVG document.

    Texts of the data become text of the document, never markup of it.

    Raises
    ------
    ValueError
        If the specification cannot be drawn.
    """
    svg: str = _converter().vegalite_to_svg(_for_paper(spec), allowed_base_urls=[])
    return svg


def to_png(spec: Mapping[str, Any], scale: float = 2.0) -> bytes:
    """Draw a Vega-Lite specification, its data inside, as a PNG of `scale` pixels a unit.

    Raises
    ------
    ValueError
        If the specification cannot be drawn.
    """
    png: bytes = _converter().vegalite_to_png(_for_paper(spec), scale=scale, allowed_base_urls=[])
    return png


@lru_cache(maxsize=1)
def _converter() -> Any:
    # Imported here: it brings a JavaScript engine, which most visits never need.
    import vl_convert

    return vl_convert


def _for_paper(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return the specification with a width and colours of its own, as no page surrounds it."""
    drawn = copy.deepcopy(dict(spec))
    own = drawn.get("config", {})
    drawn["config"] = {**own, **_CONFIG}
    if "params" in drawn:
        drawn["params"] = [
            {**param, "value": BROADER} if param["name"] == BREADTH else param for param in drawn["params"]
        ]
    if drawn.get("width", "container") == "container" and "facet" not in drawn:
        drawn["width"] = WIDTH
    return drawn
