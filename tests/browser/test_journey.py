"""One visitor's way through the app in a real Chromium."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextmanager
def running(tmp_path_factory):
    """The app as `make run` starts it, with an empty HOME."""
    port = free_port()
    env = {**os.environ, "HOME": str(tmp_path_factory.mktemp("home"))}
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port),
               "--server.address", "127.0.0.1"]  # fmt: skip
    log = tmp_path_factory.mktemp("log") / "streamlit.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("The app did not start:\n" + log.read_text(errors="replace")[-2000:])
        yield url
        assert "Traceback" not in log.read_text(errors="replace")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running(tmp_path_factory) as url:
        yield url


@pytest.fixture
def page(address):
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        page.goto(address)
        yield page
        browser.close()


def test_open_see_the_sample_and_classify(page):
    from playwright.sync_api import expect

    expect(page.get_by_role("heading", name="Broadsheet")).to_be_visible()
    page.get_by_role("button", name="Show the sample edition").click()
    expect(page.get_by_text("This is the sample edition")).to_be_visible()
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    expect(chart.locator("canvas, svg").first).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("The Harbour Post")
    assert "edition=sample" in page.url

    page.get_by_role("link", name=re.compile("Classify")).first.click()
    box = page.get_by_role("textbox", name="Article")
    box.fill(
        "The striker scored twice as Rovers won the cup final after extra time. The goalkeeper saved a penalty and "
        "the manager praised the defence after the match. Fans of the club sang in the stadium long after the whistle."
    )
    page.get_by_role("button", name="Find its topic").click()
    expect(page.get_by_role("heading", name="Topic: Sport")).to_be_visible()


def test_a_shared_link_opens_the_same_view(page, address):
    from playwright.sync_api import expect

    page.goto(f"{address}/?edition=sample&topic=Sport")
    expect(page.get_by_text("This is the sample edition")).to_be_visible()
    rows = page.get_by_role("table").first.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Sport")
    link = rows.nth(1).get_by_role("link").first
    assert link.get_attribute("href").startswith("https://")


def test_a_link_into_the_app_may_be_the_first_thing_a_server_answers(page, tmp_path_factory):
    from playwright.sync_api import expect

    with running(tmp_path_factory) as fresh:
        page.goto(f"{fresh}/compare?edition=sample")
        expect(page.get_by_role("heading", name="Compare")).to_be_visible()
        expect(page.get_by_text("This is the sample edition")).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("Front pages")).first).to_be_visible()
        page.get_by_role("tab", name="Same story").click()
        page.get_by_role("link", name=re.compile("Trends")).first.click()
        expect(page.get_by_role("heading", name="Trends")).to_be_visible()


def test_a_click_on_a_topic_in_the_chart_filters_the_articles(page, address):
    from playwright.sync_api import expect

    page.goto(f"{address}/?edition=sample")
    table = page.get_by_role("table").first
    expect(table).to_be_visible()
    everything = table.get_by_role("row").count()
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    expect(chart.locator("canvas, svg").first).to_be_visible()
    page.wait_for_timeout(1500)  # the chart draws itself after it is there
    chart.click(position={"x": 160, "y": 60})
    page.wait_for_url(re.compile("topic="))
    expect(table.get_by_role("row")).not_to_have_count(everything)
