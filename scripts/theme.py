"""Write the colours of `.streamlit/config.toml` from `core.palette` and the taxonomy: `python -m scripts.theme`."""

from __future__ import annotations

import json
from pathlib import Path

from core.palette import THEMES
from core.topics.taxonomy import OTHER, TOPICS, UNSURE

CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"
START = "[theme]\n"
"""What stands above this line is written by hand."""


def with_theme(config: str) -> str:
    """Replace the themes of a configuration, which are its end."""
    before, _, _ = config.partition(START)
    topics = json.dumps([topic.colour for topic in (*TOPICS, OTHER, UNSURE)])
    parts = [
        f'{START}font = "sans-serif"\nheadingFont = "serif"\nbaseRadius = "small"\nchartCategoricalColors = {topics}\n'
    ]
    for name, theme in THEMES.items():
        colours = {
            "primaryColor": theme.primary,
            "backgroundColor": theme.background,
            "secondaryBackgroundColor": theme.secondary_background,
            "textColor": theme.text,
            "linkColor": theme.link,
        }
        parts.append(f"[theme.{name}]\n" + "".join(f'{key} = "{colour}"\n' for key, colour in colours.items()))
    return before + "\n".join(parts)


if __name__ == "__main__":
    CONFIG.write_text(with_theme(CONFIG.read_text(encoding="utf-8")), encoding="utf-8")
