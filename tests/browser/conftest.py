"""A real Chromium and the app as `make run` starts it."""

from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.browser import FLAGS, IDLE, LOG, app, chromium

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
CHROMIUM = chromium()


@contextmanager
def running(folder, **settings):
    """The app with an empty HOME, in a folder for its log; nothing in the log may be a traceback."""
    with app(ROOT / "streamlit_app.py", folder, **{"BROADSHEET_WARM_UP": "1"} | settings) as ours:
        yield ours.url
        assert "Traceback" not in (folder / LOG).read_text(errors="replace")


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """One server for all journeys that read no newspaper."""
    with running(tmp_path_factory.mktemp("app")) as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser):
    """Opens pages of a width and theme, each a visitor of its own; closed after the test."""
    contexts = []

    def open_page(width=1280, theme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(opened, address):
    """The first page on a desk's screen."""
    page = opened()
    page.goto(address)
    return page


def photograph(page, name):
    """A screenshot for a person to look at, in build/screenshots."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def settled(page):
    """Wait until the script has run to its end and the charts are drawn."""
    page.wait_for_selector("h1")
    page.wait_for_function(IDLE)
    page.wait_for_timeout(400)  # a widget's change starts the script a moment later
    page.wait_for_function(
        "() => document.querySelector('[data-test-script-state]')?.dataset.testScriptState === 'notRunning' "
        "&& !document.querySelector('[data-stale=true]')"
    )
    page.wait_for_timeout(200)
