import altair as alt
import pandas as pd
import pytest

from core.charts.intervals import POINT, interval_chart

ROWS = pd.DataFrame({"name": ["a"], "low": [0.1], "share": [0.2], "high": [0.4]})


@pytest.mark.parametrize(("axis", "channel"), [("x", alt.X), ("y", alt.Y)])
def test_an_interval_lies_along_the_axis_of_its_lower_end(axis, channel):
    spec = interval_chart(alt.Chart(ROWS), channel("low:Q", title="Share"), "share:Q", "high:Q").to_dict()
    rule, point = spec["layer"]
    assert rule["encoding"][axis]["field"] == "low"
    assert rule["encoding"][f"{axis}2"]["field"] == "high"
    assert point["encoding"][axis]["field"] == "share"
    assert point["mark"] == {"type": "point", **POINT}


def test_points_may_be_joined_and_stand_above_another_layer():
    zero = alt.Chart(ROWS).mark_rule().encode(x=alt.datum(0))
    spec = interval_chart(alt.Chart(ROWS), alt.X("low:Q"), "share:Q", "high:Q", line=True, below=zero).to_dict()
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["rule", "rule", "line"]
    assert spec["layer"][0]["encoding"]["x"] == {"datum": 0}
