import xml.etree.ElementTree as ET

import pytest

from core.exports.pictures import to_png, to_svg
from tests.charts.test_charts import CHARTS


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_taken_away(name):
    svg = to_svg(CHARTS[name][0].to_dict())
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg")
    title = CHARTS[name][0].to_dict()
    assert "".join(root.itertext()).strip()
    assert title["$schema"]


def test_a_png_is_large_enough_to_print():
    png = to_png(CHARTS["mix share"][0].to_dict())
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") > 1400


def test_a_chart_never_loads_anything():
    spec = CHARTS["mix share"][0].to_dict()
    spec["layer"][0]["data"] = {"url": "http://127.0.0.1:9/data.json"}
    with pytest.raises(ValueError, match=r"(?i)data|url|load"):
        to_svg(spec)
