"""Charts as HTML files to embed."""

import json
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from core import palette
from core.exports.chart_page import chart_page
from tests.charts.test_charts import CHARTS, FRAMED, spec_of
from tests.support.hostile import HOSTILE, MARK

NUMBERS = pd.DataFrame(
    {
        "Paper": ["The Bay", "Hill & Dale"],
        "Share": [0.123456, float("nan")],
        "Articles": [3, 4],
        "Day": pd.to_datetime(["2026-11-20", "2026-11-21 10:30"], format="ISO8601"),
    }
)


class Elements(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.data, self.inside, self.text = [], [], "", None, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.inside = dict(attrs) if tag == "script" else None

    def handle_data(self, data):
        if self.inside is not None:
            assert self.inside == {"type": "application/json", "id": "data"}
            self.data += data
            self.inside = None
        else:
            self.text.append(data)


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_becomes_one_file_that_loads_nothing(name):
    text = chart_page(spec_of(name), NUMBERS, source="Made by hand, 20 November 2026.")
    page = Elements(text)
    assert page.tags.count("svg") in (1, 2) and page.tags.count("script") == 1
    assert not set(page.tags) & {"img", "image", "iframe", "object", "embed"}
    assert not [name for name, value in page.attributes if name in ("src", "href") and not value.startswith("#")]
    assert "Made by hand, 20 November 2026." in "".join(page.text)
    ids = [value for name, value in page.attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_its_numbers_are_a_table_and_json():
    page = Elements(chart_page(spec_of("heat table"), NUMBERS))
    first, second = json.loads(page.data)
    assert first == {"Paper": "The Bay", "Share": 0.123456, "Articles": 3, "Day": "2026-11-20T00:00:00.000"}
    assert second["Share"] is None
    assert {"0.1235", "2026-11-20", "2026-11-21 10:30", "The Bay"} <= set(page.text)


def test_its_title_is_the_chart_s():
    spec = spec_of("trend")
    page = chart_page(spec, NUMBERS)
    title = " ".join(spec["title"]["text"])
    assert f"<title>{title}</title>" in page and f"<h1>{title}</h1>" in page
    assert chart_page({**spec, "title": "Plain"}, NUMBERS).count("Plain") >= 2
    assert "<title>Chart</title>" in chart_page({key: value for key, value in spec.items() if key != "title"}, NUMBERS)


def test_its_title_is_the_finding_of_a_framed_chart():
    assert chart_page(spec_of("heat table"), NUMBERS).count(FRAMED.finding) >= 2
    hostile = {**spec_of("heat table"), "usermeta": {"finding": HOSTILE[1], "note": HOSTILE[0]}}
    assert not set(Elements(chart_page(hostile, NUMBERS)).tags) & {"b", "img"}


def test_hostile_words_are_text():
    named = [text.encode("utf-8", "replace").decode() for text in HOSTILE]
    numbers = pd.DataFrame({text[:30]: [text] for text in named})
    spec = {**spec_of("trend"), "title": {"text": HOSTILE[1], "subtitle": [HOSTILE[11]]}}
    text = chart_page(spec, numbers, source=HOSTILE[1], alt=HOSTILE[1])
    page = Elements(text)
    assert page.tags.count("script") == 1
    assert not set(page.tags) & {"b", "img"}
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert MARK in json.dumps(json.loads(page.data))


def test_it_is_drawn_for_a_phone_too():
    text = chart_page(spec_of("heat table"), NUMBERS)
    widths = [int(width) for width in re.findall(r'<svg [^>]*width="(\d+)"', text)]
    assert widths[0] > 700 and widths[1] <= 390
    assert 'class="wide or-narrow"' in text and 'class="narrow"' in text


def test_its_words_take_the_colours_of_a_dark_page():
    text = chart_page(spec_of("heat table"), NUMBERS)
    for light, dark in ((palette.LIGHT.ink, palette.DARK.ink), (palette.LIGHT.faint, palette.DARK.faint)):
        assert f'fill="{light}"' in text.partition("<body>")[2]
        assert f'[fill="{light}"]' in text and dark in text
