import re
import tomllib
from pathlib import Path

import pytest

from core.palette import THEMES
from core.topics.taxonomy import OTHER, TOPICS, UNSURE
from scripts.theme import CONFIG, with_theme
from tests.support.colours import contrast

CORE = Path(__file__).parents[1] / "core"
HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
HOMES = {"palette.py", "taxonomy.py"}
"""Files that may name a colour."""


def test_the_configuration_is_what_the_palette_and_the_taxonomy_say():
    config = CONFIG.read_text(encoding="utf-8")
    assert with_theme(config) == config
    theme = tomllib.loads(config)["theme"]
    assert theme["chartCategoricalColors"] == [t.colour for t in (*TOPICS, OTHER, UNSURE)]


def test_another_palette_gives_another_configuration(monkeypatch):
    monkeypatch.setitem(THEMES, "dark", THEMES["light"])
    config = with_theme(CONFIG.read_text(encoding="utf-8"))
    theme = tomllib.loads(config)["theme"]
    assert theme["dark"] == theme["light"]
    assert tomllib.loads(config)["server"]["fileWatcherType"] == "none"


def test_no_colour_is_written_down_elsewhere():
    files = [path for path in CORE.rglob("*") if path.suffix in (".py", ".html", ".j2") and path.name not in HOMES]
    assert {path.name for path in files if HEX.search(path.read_text(encoding="utf-8"))} == set()


@pytest.mark.parametrize("name", THEMES)
def test_words_can_be_read_on_the_theme(name):
    theme = THEMES[name]
    for colour in (theme.text, theme.ink, theme.faint, theme.link):
        assert contrast(colour, theme.background) >= 4.5
