import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ui.kit.escape import escape, link, safe_link

HOSTILE = [
    "$x^2$",
    ":red[danger]",
    "![](http://x.example/t.png)",
    "<script>alert(1)</script>",
    "**bold**",
    "`code`",
    "[click](javascript:alert(1))",
    ":material/home:",
    ":smile:",
    "# heading",
    "| a | b |",
    "a\n\n# b",
    "~~no~~",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_mark_stands_unescaped(text):
    shown = escape(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[!-/:-@\[-`{-~](?<!\\)", re.sub(r"\\[!-/:-@\[-`{-~]", "", shown))
    assert "\n" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/a",
        "HTTP://x.example",
        "see www.x.example",
        "me@x.example",
        "mailto:me@x.example",
        "xmpp:me@x.example",
    ],
)
def test_an_address_in_a_headline_is_no_link(text):
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escape(text))
    assert not re.search(r"https?://|www\.|@\w", plain, re.I)
    assert plain.replace("\u2060", "") == text


@given(st.text())
def test_what_is_escaped_reads_the_same(text):
    shown = escape(text)
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown).replace("\u2060", "")
    wanted = re.sub(r"[\u202a-\u202e\u2066-\u2069\u2060]", "", text)
    wanted = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", wanted).strip()
    assert plain == wanted.encode("utf-8", "replace").decode("utf-8")
    assert shown.replace("\u2060", "").isprintable() or not wanted.isprintable()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "ftp://x.example/",
        "",
        None,
        "http://",
        "http://[bad",
        " https://x.example/",
    ],
)
def test_only_web_links_are_links(url):
    assert safe_link(url) is None
    assert link("Head", url) == "Head"


def test_a_link_cannot_end_early():
    made = safe_link("https://x.example/a_(b)?q=<x>&r=a b")
    assert made is not None
    assert not set("()<> ") & set(made)
    assert link("A [b](c)", "https://x.example/") == r"[A \[b\]\(c\)](https://x.example/)"
    assert link("  ", "https://x.example/") == "[(no headline)](https://x.example/)"
