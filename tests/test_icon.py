"""The icon of the browser's tab."""

from PIL import Image, ImageChops

from scripts.icon import ICON, draw
from tests.support.colours import contrast

MAX_BYTES = 5_000  # every first visit loads it
TABS = ("#ffffff", "#202124")  # of Chromium, light and dark
MIN_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: graphical objects


def test_the_icon_is_small():
    assert ICON.stat().st_size < MAX_BYTES


def test_the_icon_is_what_the_script_draws():
    stored, drawn = Image.open(ICON).convert("RGBA"), draw()
    assert stored.size == drawn.size
    assert all(high <= 2 for _, high in ImageChops.difference(stored, drawn).getextrema())


def test_the_icon_stands_out_from_light_and_dark_tabs():
    picture = Image.open(ICON).convert("RGBA")
    red, green, blue, _ = picture.getpixel((picture.width // 2, 11))
    for tab in TABS:
        assert contrast(f"#{red:02x}{green:02x}{blue:02x}", tab) >= MIN_CONTRAST
