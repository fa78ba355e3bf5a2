import xml.etree.ElementTree as ET
from copy import deepcopy

import pytest

from core.exports.pictures import to_png, to_svg
from tests.charts.test_charts import CHARTS, spec_of


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_taken_away(name):
    svg = to_svg(spec_of(name))
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg")
    assert "".join(root.itertext()).strip()
    assert spec_of(name)["$schema"]


def test_a_png_is_large_enough_to_print():
    png = to_png(spec_of("heat table"))
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") > 1400


def test_a_chart_never_loads_anything():
    spec = deepcopy(spec_of("heat table"))
    spec["layer"][0]["data"] = {"url": "http://127.0.0.1:9/data.json"}
    with pytest.raises(ValueError, match=r"(?i)data|url|load"):
        to_svg(spec)
