from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.errors import ArchiveError
from core.ui import archives
from tests.archive.examples import BAY, HILL, MODEL, NOW, edition, item
from tests.pages.conftest import words


def script():
    from core.ui.model import live

    live.show()


@pytest.fixture
def record(archive, monkeypatch, tmp_path):
    """Twelve weeks: right at first, then the papers turn to health, and the model is less sure and often wrong."""
    for week in range(12):
        when = NOW - timedelta(weeks=11 - week)
        late = week >= 8
        items = [
            item(
                f"{week}-{n}",
                "sport" if n % 2 else ("health" if late else "politics"),
                (BAY, HILL)[n % 2],
                published=when,
                section="x",
                section_topic="world" if late and n % 4 == 0 else ("sport" if n % 2 else "politics"),
                confidence=0.55 if late else 0.9,
                title=f"Title {week} {n} $a$",
            )
            for n in range(40)
        ]
        archive.save(edition(*items, read_at=when), MODEL)
    monkeypatch.setattr(archives, "version", lambda name=None: MODEL)
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path))
    return archive


def test_nothing_read_is_said():
    at = AppTest.from_function(script, default_timeout=60).run()
    assert not at.exception
    assert "nothing to measure" in words(at)


def test_agreement_drift_and_disagreements(record, monkeypatch):
    from core.settings import load_settings
    from core.ui import resources

    monkeypatch.setattr(resources, "settings", load_settings)
    at = AppTest.from_function(script, default_timeout=60).run()
    assert not at.exception
    said = words(at)
    # 8 weeks of 40 alike, 4 weeks of 20 alike: 400 of 480.
    assert "agree on **83.3%**" in said
    assert "of 480 articles" in said
    assert "Mix of topics" in said
    assert "Confidence** went from 90.0% to 55.0%" in said
    for by in ("Paper", "Topic"):
        next(group for group in at.button_group if group.key == "live_by").set_value(by).run()
        assert not at.exception
    menus = [menu for menu in at.menu_button if menu.key.startswith("live_wrong_")]
    assert len(menus) == 15
    menus[0].set_value("world").run()
    assert [sent.correction.topic for sent in record.corrections()] == ["world"]
    assert "\\$a\\$" in words(at)


def test_a_lost_archive_is_a_sentence(monkeypatch):
    def broken():
        raise ArchiveError("The database server of the archive cannot be reached: x.")

    monkeypatch.setattr(archives, "archive", broken)
    at = AppTest.from_function(script, default_timeout=60).run()
    assert not at.exception
    assert "cannot be reached" in at.error[0].value
