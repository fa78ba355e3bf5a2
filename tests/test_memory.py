"""Garbage is collected at a pace, not after every run."""

import tomllib

from core.memory import PacedCollector
from tests.pages.conftest import ROOT


def test_it_collects_once_in_a_while_whoever_asks():
    now, collected = [0.0], []
    collector = PacedCollector(10, lambda: collected.append(now[0]), lambda: now[0])
    for second in (1.0, 9.9, 10.0, 10.1, 19.9, 20.0, 45.0, 46.0):
        now[0] = second
        collector.after_run()
    assert collected == [10.0, 20.0, 45.0]


def test_who_asks_meanwhile_does_not_wait():
    now, collected = [20.0], []

    def collect():
        collected.append(1)
        collector.after_run()

    collector = PacedCollector(0, collect, lambda: now[0])
    collector.after_run()
    assert collected == [1]


def test_streamlit_leaves_it_to_us():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["runner"]["postScriptGC"] is False
