"""What the first reading needs is loaded behind the first page, where the settings say so."""

import threading

import pytest
from streamlit.testing.v1 import AppTest

from core.settings import load_settings
from core.ui import readings, resources
from tests.pages.conftest import ROOT


class Pool:
    """Stands in for the processes, and counts how often they are started."""

    def __init__(self):
        self.warmed = 0

    def warm(self):
        self.warmed += 1


@pytest.fixture
def pool(monkeypatch):
    pool = Pool()
    monkeypatch.setattr(resources, "pool", lambda: pool)
    monkeypatch.setattr(readings, "settle", lambda: None)  # for good: nothing of this process is frozen
    monkeypatch.chdir(ROOT)
    readings.warm_up.clear()
    yield pool
    readings.warm_up.clear()


def started():
    for thread in threading.enumerate():
        if thread.name == "warm-up":
            thread.join(60)


def visit():
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60).run()
    assert not app.exception
    started()


def test_two_visitors_start_it_once(pool, monkeypatch):
    settings = resources.settings().model_copy(update={"warm_up": True})
    monkeypatch.setattr(resources, "settings", lambda: settings)
    visit()
    visit()
    assert pool.warmed == 1


def test_a_setting_leaves_it_to_the_first_reading(pool, monkeypatch):
    monkeypatch.setenv("BROADSHEET_WARM_UP", "0")
    monkeypatch.setattr(resources, "settings", load_settings)
    visit()
    assert pool.warmed == 0
