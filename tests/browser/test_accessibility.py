"""axe-core on every page in both themes, and pages that fit every screen."""

import pytest

from tests.browser.conftest import photograph, settled

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PARTS = ("Data", "Candidates", "How well it does", "Validations", "Map", "2004 against today", "Live")
PAGES = {
    "first-visit": "/",
    "front-pages": "/?edition=sample",
    "topic-by-topic": "/?edition=sample&measure=Topic+by+topic&topic=Sport",
    "compare": "/compare?edition=sample",
    "topics": "/compare?edition=sample&tab=Topics",
    "blind-spots": "/compare?edition=sample&tab=Blind+spots",
    "words": "/compare?edition=sample&tab=Words",
    "same-story": "/compare?edition=sample&tab=Same+story",
    "similarity": "/compare?edition=sample&tab=Similarity",
    "classify-example": "/classify",
    "classify": "/classify?text=Rovers+win+the+cup+final&old=true",
    "several": "/classify?way=Several+texts",
    "table": "/classify?way=Spreadsheet",
    "own-topic": "/compare?edition=sample&tab=Your+own+topic&about=council",
    "trends": "/trends?edition=sample",
    "attention": "/trends?edition=sample&q=council",
    "model": "/model",
    **{f"model-{part.split()[0].lower()}": f"/model?part={part.replace(' ', '+')}" for part in PARTS},
    "about": "/about",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(opened, address, theme):
    from axe_playwright_python.sync_playwright import Axe

    page, axe, found = opened(theme=theme), Axe(), []
    for name, path in PAGES.items():
        page.goto(address + path)
        settled(page)
        for violation in axe.run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                nodes = [node["html"][:200] for node in violation["nodes"][:3]]
                found.append((name, violation["id"], nodes))
    assert found == []


@pytest.mark.parametrize("width", [360, 2560])
def test_pages_fit_the_screen(opened, address, width):
    page, found = opened(width), []
    for name, path in PAGES.items():
        page.goto(address + path)
        settled(page)
        too_wide = page.evaluate(
            "() => { const main = document.querySelector('[data-testid=stMain]');"
            " return main.scrollWidth - main.clientWidth }"
        )
        if too_wide > 1:
            found.append((name, too_wide))
        if name in ("front-pages", "same-story"):
            photograph(page, f"{name}-{width}")
    assert found == []


def test_what_scrolls_on_a_phone_can_be_reached_by_keyboard(opened, address):
    from axe_playwright_python.sync_playwright import Axe

    page, found = opened(390), []
    for name in ("classify", "model", "model-how", "model-2004", "about"):
        page.goto(address + PAGES[name])
        settled(page)
        violations = Axe().run(page).response["violations"]
        found += [(name, one["id"]) for one in violations if one["id"] == "scrollable-region-focusable"]
    assert found == []


def test_every_chart_has_a_description(opened, address):
    page = opened()
    for path in ("/?edition=sample", "/compare?edition=sample&tab=Topics", "/compare?edition=sample&tab=Similarity"):
        page.goto(address + path)
        settled(page)
        charts = page.locator("[data-testid=stVegaLiteChart]")
        charts.first.wait_for(timeout=60_000)
        assert charts.count() >= 1
        for number in range(charts.count()):
            label = charts.nth(number).evaluate(
                "e => [e, ...e.querySelectorAll('[aria-label]')].map(x => x.getAttribute('aria-label')).find(Boolean)"
            )
            assert label and len(label) > 20
