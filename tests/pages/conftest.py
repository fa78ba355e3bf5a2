from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.ui import resources
from tests.support.models import ARTIFACTS, SHIPPED

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def shipped_models(monkeypatch):
    """The models of the shipped folder, which no test has to load again; other folders have their own."""
    own = resources._models
    monkeypatch.setattr(resources, "_models", lambda folder: SHIPPED if Path(folder) == ARTIFACTS else own(folder))


@pytest.fixture(autouse=True)
def archive(monkeypatch):
    """An empty archive in memory behind the pages of one test."""
    from core.archive import Archive
    from core.ui import archives

    opened = Archive.at("sqlite://")
    monkeypatch.setattr(archives, "archive", lambda: opened)
    yield opened
    opened.close()


@pytest.fixture
def app(monkeypatch):
    """The app on its first page, as a visitor opens it."""
    monkeypatch.chdir(ROOT)
    at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120).run()
    assert not at.exception
    return at


@pytest.fixture
def sample(app):
    """The app after a click on the sample edition."""
    app.button(key="sample").click().run()
    assert not app.exception
    return app


def words(at):
    """All that the page says in words."""
    parts = [*at.title, *at.subheader, *at.markdown, *at.caption, *at.info, *at.warning, *at.error]
    return "\n".join(str(part.value) for part in parts)
