"""Hostile headlines are text wherever they are shown or taken away."""

import csv
import io
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pandas as pd
import pytest
from openpyxl import load_workbook

from core.analysis.compare import share_differences
from core.analysis.frame import article_frame
from core.analysis.mix import mix_by_paper, overall_mix
from core.analysis.similarity import topic_overlap
from core.analysis.stories import also_in, with_stories
from core.charts.compare import likeness_chart, terms_chart
from core.charts.differences import difference_chart
from core.charts.frame import Frame
from core.charts.heat_table import heat_table
from core.charts.panels import difference_panels, interval_panels
from core.charts.slope import slope_chart
from core.exports.comparison import comparison_report
from core.exports.pictures import to_svg
from core.files.formats import to_bytes
from core.files.table import frame_table
from core.ui.front.article_table import download_table
from tests.support.hostile import HOSTILE, MARK, hostile_edition

EDITION = hostile_edition()
ROWS = with_stories(article_frame(EDITION))
ROWS = ROWS.assign(also_in=also_in(ROWS))
NAMES = [text.encode("utf-8", "replace").decode() for text in HOSTILE]
NAMED = ROWS.assign(paper=[NAMES[number % len(NAMES)] for number in range(len(ROWS))])
"""The same articles, of papers whose names are hostile."""


class Elements(HTMLParser):
    """Tags and links of a page, and its text."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.events, self.text = set(), [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src", "xlink:href")]
        self.events += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data):
        self.text.append(data)


def test_the_report_shows_them_as_text():
    page = comparison_report(ROWS, ["The Bay", "Hill & Dale"], read_at=EDITION.read_at, model="<b>m</b>")
    found = Elements()
    found.feed(page)
    assert not found.tags & {"script", "img", "iframe", "object", "embed", "form", "b", "foreignobject", "image"}
    assert found.events == []
    assert all(link.startswith(("https://bay.example/", "https://hill.example/", "#")) for link in found.links)
    text = "".join(found.text)
    assert f"<script>alert('{MARK}')</script>" in text
    assert "[link](javascript:alert(1))" in text
    assert "\u202e" not in page
    assert "\x00" not in page
    assert max(map(len, found.text)) < 60_000


def test_papers_of_any_name_can_be_compared():
    papers = NAMES[:8]
    page = comparison_report(NAMED, papers, read_at=EDITION.read_at, model="current")
    found = Elements()
    found.feed(page)
    assert not found.tags & {"script", "img", "iframe", "b", "image"}
    assert found.events == []


WORDS = Frame(HOSTILE[1], HOSTILE[0], HOSTILE[4])
CHARTS = {
    "heat table": lambda: heat_table(
        mix_by_paper(NAMED), overall_mix(NAMED), WORDS, failed={text + "!": text for text in HOSTILE[:3]}
    ),
    "interval panels": lambda: interval_panels(
        mix_by_paper(NAMED).assign(low=0.1, high=0.9), overall_mix(NAMED), WORDS, None, dict.fromkeys(HOSTILE, MARK)
    ),
    "difference panels": lambda: difference_panels(
        share_differences(NAMED, HOSTILE[0], HOSTILE[1]).assign(paper=HOSTILE[1]), WORDS
    ),
    "difference": lambda: difference_chart(share_differences(NAMED, HOSTILE[0], HOSTILE[1]), HOSTILE[0], HOSTILE[1]),
    "slope": lambda: slope_chart(share_differences(NAMED, HOSTILE[0], HOSTILE[1]), HOSTILE[0], HOSTILE[1], HOSTILE[4]),
    "likeness": lambda: likeness_chart(topic_overlap(NAMED, HOSTILE[:5]), HOSTILE[:5], HOSTILE[1], HOSTILE[4]),
    "terms": lambda: terms_chart(
        pd.DataFrame({"paper": "x", "term": NAMES, "z": 2.0, "count": 3, "elsewhere": 0}), HOSTILE[1]
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_charts_draw_them_as_text(name):
    root = ET.fromstring(to_svg(CHARTS[name]().to_dict()))
    tags = {element.tag.split("}")[-1] for element in root.iter()}
    assert not tags & {"script", "foreignObject", "image", "a", "b", "img"}
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")]
    assert MARK in "".join(root.itertext())
    assert all(len(text) < 400 for text in root.itertext())


def test_tables_taken_away_hold_no_formula():
    table = download_table(ROWS)
    text = to_bytes(frame_table(table), "csv").decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    assert "javascript:alert(1)\n" not in text
    sheet = load_workbook(io.BytesIO(to_bytes(frame_table(table), "xlsx"))).active
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    place = [cell.value for cell in sheet[1]].index("url")
    urls = [row[place].value for row in sheet.iter_rows(min_row=2)]
    assert all(url is None or url.startswith("https://") for url in urls)
    assert sum(url is None for url in urls) == 2 * (len(HOSTILE) // 2)
