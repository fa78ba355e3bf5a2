"""Where a page leads to, by its status or by its markup, and how far it is followed."""

import pytest

from core.errors import FetchError
from core.types import Reason
from tests.reading.web.conftest import reason
from tests.support.servers import page, redirect


def test_redirects_are_followed_five_times(server, fetcher):
    server.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(9)}
    server.answers["/9"] = page("there")
    assert fetcher.get(f"{server.url}/4").url == f"{server.url}/9"
    assert reason(fetcher, f"{server.url}/3") == Reason.UNREACHABLE
    server.answers["/loop"] = redirect("/loop")
    assert reason(fetcher, f"{server.url}/loop") == Reason.UNREACHABLE


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "gopher://x/"])
def test_only_the_web_is_read(server, fetcher, target):
    server.answers["/a"] = redirect(target)
    assert reason(fetcher, f"{server.url}/a") == Reason.NOT_A_PAGE
    assert reason(fetcher, target) == Reason.NOT_A_PAGE


def test_a_redirect_with_a_password_is_not_followed(server, fetcher):
    server.answers["/a"] = redirect(f"http://user:secret@127.0.0.1:{server.server_address[1]}/b")
    assert reason(fetcher, f"{server.url}/a") == Reason.UNREADABLE
    assert server.paths() == ["/a"]


def test_a_cookie_lasts_for_one_fetch(server, fetcher):
    def answer(handler):
        if "pass=7" in (handler.headers.get("Cookie") or ""):
            handler.reply(200, b"inside", Content_Type="text/html")
        else:
            handler.reply(303, b"", Location="/artikel", Set_Cookie="pass=7; Path=/")

    server.answers["/artikel"] = answer
    assert [fetcher.get(f"{server.url}/artikel").content for _ in range(2)] == [b"inside"] * 2


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="refresh" content="0; url=/kai">',
        "<META content='1;URL=/kai' HTTP-EQUIV=Refresh>",
        "<meta http-equiv=refresh content=0;/kai>",
        """<meta http-equiv="Refresh" content="3, url='/kai'">""",
        '<meta http-equiv="refresh" content="0.5; URL = /kai#top">',
    ],
)
def test_a_meta_refresh_is_followed(server, fetcher, meta):
    server.answers |= {"/weiter": page(f"<html><head>{meta}</head></html>", "text/html"), "/kai": page("there")}
    server.answers["/kai#top"] = page("there")
    assert fetcher.get(f"{server.url}/weiter").content == b"there"


@pytest.mark.parametrize(
    "markup",
    [
        '<meta http-equiv="refresh" content="600; url=/kai">',
        '<meta http-equiv="refresh" content="0; url=/weiter">',
        '<meta http-equiv="refresh" content="5">',
        '<noscript><meta http-equiv="refresh" content="0; url=/kai"></noscript>',
        '<!-- <meta http-equiv="refresh" content="0; url=/kai"> -->',
        '<meta name="refresh" content="0; url=/kai">',
    ],
)
def test_a_page_that_reloads_itself_is_the_page(server, fetcher, markup):
    server.answers |= {"/weiter": page(f"{markup}here", "text/html"), "/kai": page("there")}
    assert b"here" in fetcher.get(f"{server.url}/weiter").content


def test_a_meta_refresh_leads_to_no_private_address(server, fetcher):
    server.answers["/weiter"] = page('<meta http-equiv="refresh" content="0; url=http://10.0.0.1/">', "text/html")
    with pytest.raises(FetchError):
        fetcher.get(f"{server.url}/weiter")
