import pytest

from core.errors import SettingsError
from core.settings import load_settings


def test_the_environment_wins_over_the_mapping_and_the_mapping_over_defaults(monkeypatch):
    monkeypatch.delenv("BROADSHEET_EDITION_MINUTES", raising=False)
    assert load_settings().edition_minutes == 15
    assert load_settings({"BROADSHEET_EDITION_MINUTES": "20"}).edition_minutes == 20
    monkeypatch.setenv("BROADSHEET_EDITION_MINUTES", "30")
    assert load_settings({"edition_minutes": 20}).edition_minutes == 30


def test_loopback_is_closed_unless_it_is_opened(monkeypatch):
    monkeypatch.delenv("BROADSHEET_ALLOW_LOOPBACK", raising=False)
    assert not load_settings().allow_loopback
    monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
    assert load_settings().allow_loopback


@pytest.mark.parametrize(
    ("name", "value"), [("EDITION_MINUTES", "soon"), ("PARALLEL_PAPERS", "0"), ("EXTRACT_WORKERS", "99")]
)
def test_an_impossible_value_is_named(monkeypatch, name, value):
    monkeypatch.setenv(f"BROADSHEET_{name}", value)
    with pytest.raises(SettingsError, match=f"BROADSHEET_{name}"):
        load_settings()


def test_unknown_keys_of_the_mapping_do_no_harm():
    assert load_settings({"theme": "dark"}).model == "current"
