"""A visit makes the browser ask the app's own host and no other, as the About page says."""

import time
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import ROOT, running, settled

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

DEFAULT = "front_pages"
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("[a-z]*.py"))
QUERIES = {"classify": ["?text=Rovers+win+the+cup+final&old=true", "?way=Several+texts", "?way=Spreadsheet"]}
"""What is opened of a page where it is not the sample edition."""
WITHOUT_CHARTS = {"about"}
LOCAL_SCHEMES = {"data", "blob", "about"}
QUIET_SECONDS = 0.7  # Playwright's own network idle is half a second
MAX_SECONDS = 60  # as for all that browser tests wait for
ICON = "link[rel~=icon]"


def path_of(name):
    """The address of a page, from the name of its file."""
    return "/" if name == DEFAULT else f"/{name}"


def host(address):
    """Host and port of an address; nothing for what a browser asks of nobody."""
    parts = urlsplit(address)
    return "" if parts.scheme in LOCAL_SCHEMES else parts.netloc


class Requests:
    """Every address that a page's browser has tried, whether or not there was an answer.

    Requests to other hosts are refused here, so that nothing depends on a network.
    """

    def __init__(self, page, own):
        self.page, self.own = page, host(own)
        self.addresses, self.open, self.last = [], set(), time.monotonic()
        context = page.context
        context.route(lambda address: host(address) not in ("", self.own), lambda route: route.abort())
        context.on("request", self._started)
        context.on("requestfinished", self._ended)
        context.on("requestfailed", self._ended)
        page.on("websocket", lambda socket: self.addresses.append(socket.url))

    def _started(self, request):
        self.addresses.append(request.url)
        self.open.add(request)
        self.last = time.monotonic()

    def _ended(self, request):
        self.open.discard(request)
        self.last = time.monotonic()

    def wait_until_quiet(self):
        """Wait until all requests have ended and none has begun for a moment."""
        deadline = time.monotonic() + MAX_SECONDS
        while self.open or time.monotonic() - self.last < QUIET_SECONDS:
            assert time.monotonic() < deadline, f"still open: {[request.url for request in self.open]}"
            self.page.wait_for_timeout(50)

    def elsewhere(self):
        """The addresses of other hosts: requested, or named by a link element as for a connection made ahead."""
        self.wait_until_quiet()
        linked = self.page.eval_on_selector_all("link[href]", "links => links.map(link => link.href)")
        return sorted({address for address in [*self.addresses, *linked] if host(address) not in ("", self.own)})


@pytest.fixture
def requests(opened, address):
    """A visitor's page, not yet opened, and what its browser asks for."""
    return Requests(opened(), address)


def use_charts(page):
    """Move over each chart in view, click in the first, and count them."""
    charts = page.locator("[data-testid=stVegaLiteChart]:visible")
    number = charts.count()
    for index in range(number):
        charts.nth(index).hover()
    if number:
        charts.first.click(position={"x": 250, "y": 115})
        settled(page)
    return number


def use_everything(page):
    """Open each tab, use its charts, open each expander, and count the charts."""
    tabs = page.get_by_role("tab")
    charts = 0
    for index in range(tabs.count()):
        tabs.nth(index).click()
        settled(page)
        charts += use_charts(page)
    closed = page.locator("details:not([open]) > summary:visible")
    for _ in range(closed.count()):
        closed.first.click()
        settled(page)
    return charts or use_charts(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_host(requests, address, name):
    page, charts = requests.page, 0
    for query in QUERIES.get(name, ["?edition=sample"]):
        page.goto(f"{address}{path_of(name)}{query}")
        settled(page)
        charts += use_everything(page)
        requests.wait_until_quiet()
    assert requests.elsewhere() == []
    assert {urlsplit(url).scheme for url in requests.addresses} >= {"http", "ws"}
    assert bool(charts) == (name not in WITHOUT_CHARTS)


def test_the_pages_of_the_navigation_are_those_that_are_opened_here(page):
    settled(page)
    links = page.locator(".st-key-navigation a").evaluate_all("links => links.map(link => link.pathname)")
    assert sorted(links) == sorted(path_of(name) for name in PAGES)


def test_the_tab_has_our_icon_from_our_host(requests, address):
    page = requests.page
    page.goto(address)
    settled(page)
    expected = (ROOT / "core" / "ui" / "kit" / "icon.png").read_bytes()
    icons = page.eval_on_selector_all(ICON, "links => links.map(link => link.href)")
    assert icons
    for url in icons:
        assert host(url) == requests.own
        assert page.request.get(url).body() == expected


@pytest.mark.parametrize(
    "script",
    [
        "fetch('https://elsewhere.example/asked').catch(() => {})",
        "new WebSocket('wss://elsewhere.example/asked')",
        "document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/asked'}))",
        "document.querySelector('link[rel~=icon]').href = 'https://elsewhere.example/asked'",
        "document.head.append(Object.assign(document.createElement('link'), "
        "{rel: 'preconnect', href: 'https://elsewhere.example/asked'}))",
        "document.head.append(Object.assign(document.createElement('style'), "
        "{textContent: 'body { background: url(https://elsewhere.example/asked) }'}))",
    ],
    ids=["fetch", "socket", "image", "icon", "connection", "style"],
)
def test_what_is_asked_of_another_host_is_noticed(requests, address, script):
    requests.page.goto(address)
    settled(requests.page)
    requests.page.evaluate(f"() => {{ {script}; }}")
    assert [host(url) for url in requests.elsewhere()] == ["elsewhere.example"]


def test_statistics_for_streamlit_would_be_noticed(opened, tmp_path):
    with running(tmp_path, STREAMLIT_BROWSER_GATHER_USAGE_STATS="true") as url:
        requests = Requests(opened(), url)
        requests.page.goto(url)
        settled(requests.page)
        assert "data.streamlit.io" in {host(address) for address in requests.elsewhere()}
