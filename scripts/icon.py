"""Draw the icon of the browser's tab, `core/ui/kit/icon.png`: `python -m scripts.icon`."""

from __future__ import annotations

import tomllib

from PIL import Image, ImageDraw

from benchmarks.data import ROOT

ICON = ROOT / "core" / "ui" / "kit" / "icon.png"
CONFIG = ROOT / ".streamlit" / "config.toml"
SIDE = 64
"""Pixels of the icon's side: twice what a tab needs on a dense screen."""
SCALE = 8
"""It is drawn this much larger and shrunk, so that the edges are smooth."""

# Left, top, right and bottom in pixels of the icon.
SHEET = (2, 6, 61, 57)
HEADLINE = (11, 15, 52, 23)
PICTURE = (11, 31, 29, 48)
LINES = ((36, 31, 52, 35), (36, 44, 52, 48))
SHEET_RADIUS = 7


def draw() -> Image.Image:
    """Draw a newspaper in the accent colour of the dark theme, which stands out from light and dark tabs alike."""
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    accent, paper = theme["dark"]["primaryColor"], theme["light"]["backgroundColor"]
    large = Image.new("RGBA", (SIDE * SCALE, SIDE * SCALE), f"{accent}00")
    pen = ImageDraw.Draw(large)
    pen.rounded_rectangle(_enlarged(SHEET), SHEET_RADIUS * SCALE, fill=accent)
    for part in (HEADLINE, PICTURE, *LINES):
        pen.rectangle(_enlarged(part), fill=paper)
    return large.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def _enlarged(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return left * SCALE, top * SCALE, right * SCALE - 1, bottom * SCALE - 1


def main() -> None:
    """Store the icon."""
    draw().save(ICON, optimize=True)


if __name__ == "__main__":
    main()
