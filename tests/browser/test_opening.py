"""Front pages as a visitor opens it who asks for nothing, with papers on loopback."""

import pytest

from benchmarks.browser import app
from tests.browser.conftest import ROOT, photograph, settled
from tests.browser.test_journey import expecting
from tests.support.servers import catalogue, newspaper, serving, status

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def opening(folder, servers):
    (folder / "papers.toml").write_text(catalogue([newspaper(s, f"paper-{n}") for n, s in enumerate(servers)]))
    settings = {"BROADSHEET_CATALOGUE": str(folder / "papers.toml"), "BROADSHEET_ALLOW_LOOPBACK": "1"}
    return app(ROOT / "streamlit_app.py", folder, BROADSHEET_OPEN="read", BROADSHEET_WARM_UP="1", **settings)


def test_where_no_newspaper_can_be_reached_the_page_says_so(opened, tmp_path):
    expect = expecting()
    with serving({"/feed.xml": status(503)}) as dead, opening(tmp_path, [dead]) as ours:
        visitor = opened()
        visitor.goto(ours.url)
        expect(visitor.get_by_text("No newspaper could be reached just now")).to_be_visible()
        expect(visitor.get_by_text("This is the sample edition")).to_be_visible()
        expect(visitor.get_by_text("Paper-0")).not_to_be_visible()
        settled(visitor)
        assert "edition=" not in visitor.url
        photograph(visitor, "opening-unreached")
