"""Take the README's pictures anew, from the app as it is, with the sample edition: `python -m scripts.pictures`."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.browser import IDLE, NO_CHROMIUM, app, chromium, opened_browser
from benchmarks.data import ROOT

FOLDER = ROOT / "docs" / "images"
PICTURES = {
    "front-pages": ("/?edition=sample", 1280, 1150, "light"),
    "compare": ("/compare?edition=sample&tab=Same+story", 1280, 900, "light"),
    "trends": ("/trends?edition=sample", 1280, 900, "light"),
    "model": ("/model", 1280, 900, "light"),
    "classify-phone": ("/classify", 390, 1500, "dark"),
}
"""By name: address, width, height and theme."""
COLOURS = 128


def take(browser: Any, url: str, name: str) -> None:
    """One picture, as a PNG of few colours."""
    path, width, height, theme = PICTURES[name]
    page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme).new_page()
    page.goto(url + path)
    page.get_by_role("heading").first.wait_for()
    if name == "classify-phone":
        page.wait_for_function(IDLE)
        page.get_by_role("radio", name="Ferry fares").click()
    if name == "front-pages":
        page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first.wait_for()
    page.wait_for_timeout(5000)
    page.wait_for_function(IDLE)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Take all of them."""
    executable = chromium()
    if executable is None:
        raise SystemExit(NO_CHROMIUM)
    with (
        tempfile.TemporaryDirectory() as folder,
        app(ROOT / "streamlit_app.py", Path(folder)) as ours,
        opened_browser(executable) as browser,
    ):
        for name in PICTURES:
            take(browser, ours.url, name)


if __name__ == "__main__":
    main()
