"""What a reader takes away from a page; each file is made when its button is clicked, not before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.exports.pictures import to_png, to_svg
from core.exports.tables import to_csv, to_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def button(label: str, make: Callable[[], bytes | str], file_name: str, mime: str, key: str) -> None:
    """One download; the page is not run again for it."""
    st.download_button(
        label, make, file_name=file_name, mime=mime, key=key, on_click="ignore", icon=":material/download:"
    )


def table(frame: pd.DataFrame, name: str, key: str) -> None:
    """The table as CSV and as XLSX; call it inside a horizontal container."""
    button("CSV", lambda: to_csv(frame), f"broadsheet-{name}.csv", "text/csv", f"{key}_csv")
    button("XLSX", lambda: to_xlsx(frame, name), f"broadsheet-{name}.xlsx", XLSX, f"{key}_xlsx")


def picture(spec: Callable[[], Mapping[str, Any]], name: str, key: str) -> None:
    """The chart as PNG and as SVG; call it inside a horizontal container."""
    button("PNG", lambda: to_png(spec()), f"broadsheet-{name}.png", "image/png", f"{key}_png")
    button("SVG", lambda: to_svg(spec()), f"broadsheet-{name}.svg", "image/svg+xml", f"{key}_svg")
