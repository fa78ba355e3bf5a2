"""What browsers hide is not read; what a script shows later is."""

import re

import pytest

from core.reading.article.extract import extract_page
from core.reading.article.page import read_page
from core.reading.article.visibility import visible_source
from tests.support.markup import BODY, SENTENCES, URL, page

ADVERT = "<p>" + "Der Abendbrief erzählt von Drachen und Rittern und kommt jeden Tag zu Ihnen nach Hause. " * 4 + "</p>"


def closed(opening: str) -> str:
    """Close the elements that are opened, around the advert."""
    return opening + ADVERT + "".join(f"</{name}>" for name in reversed(re.findall(r"<(\w+)", opening)))


def body_with(markup: str) -> str:
    half = BODY.index("</p>") + 4
    return f"<article><h1>Quay</h1>{BODY[:half]}{markup}{BODY[half:]}</article>"


@pytest.mark.parametrize(
    "opening",
    [
        "<div hidden>",
        "<section hidden='until-found'>",
        "<div HIDDEN=''>",
        "<div style='display:none'>",
        "<div style='color: red; DISPLAY : none !important; display: block'>",
        "<aside style='visibility: hidden'>",
        "<dialog>",
        "<template>",
        "<div hidden><div style='display:block'>",
    ],
)
def test_text_that_browsers_hide_is_left_out(opening):
    text = extract_page(page(body=body_with(closed(opening))), URL).text
    assert "Drachen" not in text and SENTENCES[0] in text and SENTENCES[-1] in text


@pytest.mark.parametrize(
    "opening",
    [
        "<div aria-hidden='true'>",
        "<div class='hidden'>",
        "<div style='display:none; display:block'>",
        "<div hidden style='display: block'>",
        "<div data-hidden>",
        "<div style='visibility:hidden'><div style='visibility:visible'>",
    ],
)
def test_text_that_browsers_show_stays(opening):
    source = page(body=body_with(closed(opening))).decode()
    assert visible_source(source, read_page(source, URL).tree) == source


@pytest.mark.parametrize("attribute", ["hidden", "style='display:none'", "style='visibility:hidden'"])
def test_an_article_that_a_script_shows_later_is_read(attribute):
    body = f"<p>Menu</p><article {attribute}><h1>Quay to be widened</h1>{BODY}</article>"
    assert SENTENCES[2] in extract_page(page(body=body), URL).text


def test_a_hidden_heading_is_no_headline():
    body = f"<h1 hidden>Menu of the day</h1><h1>Quay to be widened</h1>{BODY}"
    assert extract_page(page(body=body), URL).title == "Quay to be widened"
