"""Topics can be told apart by readers who are colour-blind, and are never told apart by colour alone."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from core.charts.mix import mix_chart
from core.charts.style import Measure
from core.palette import THEMES
from core.topics.taxonomy import OTHER, TOPICS, UNSURE
from tests.support.colours import MACHADO, ciede2000, contrast, simulated

COLOURS = {topic.name: topic.colour for topic in (*TOPICS, OTHER, UNSURE)}


def test_the_measure_of_difference_is_right():
    # From the test data of Sharma, Wu and Dalal 2005, pairs 1, 7 and 17.
    assert ciede2000(np.array([50, 2.6772, -79.7751]), np.array([50, 0, -82.7485])) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000(np.array([50, 0, 0]), np.array([50, -1, 2])) == pytest.approx(2.3669, abs=1e-4)
    assert ciede2000(np.array([50, 2.5, 0]), np.array([73, 25, -18])) == pytest.approx(27.1492, abs=1e-4)


@pytest.mark.parametrize("kind", [None, *MACHADO])
def test_every_two_topics_differ_for_every_reader(kind):
    worst = min(
        (ciede2000(simulated(a, kind), simulated(b, kind)), one, other)
        for (one, a), (other, b) in combinations(COLOURS.items(), 2)
    )
    assert worst[0] >= 12, worst


@pytest.mark.parametrize("page", [theme.background for theme in THEMES.values()])
def test_bars_stand_out_from_the_page(page):
    assert min(contrast(colour, page) for colour in COLOURS.values()) >= 1.6


@pytest.mark.parametrize("page", [theme.background for theme in THEMES.values()])
def test_other_news_and_unsure_stand_out_from_either_page(page):
    assert min(contrast(topic.colour, page) for topic in (OTHER, UNSURE)) >= 3


@pytest.mark.parametrize("measure", Measure)
def test_every_part_of_a_bar_can_say_its_topic_in_words_that_can_be_read(measure):
    total = sum(range(len(COLOURS) + 1))
    mix = pd.DataFrame(
        [
            {"paper": paper, "topic": name, "count": n + 1, "share": (n + 1) / total, "n": total}
            for paper in ("One", "Two")
            for n, name in enumerate(COLOURS)
        ]
    )
    spec = mix_chart(mix, measure=measure).to_dict()
    names = spec["layer"][1]
    rows = spec["datasets"][names["data"]["name"]]
    assert "datum.topic_label" in names["mark"]["text"]["expr"]
    assert {row["topic"] for row in rows} == set(COLOURS)
    assert min(contrast(row["ink"], COLOURS[row["topic"]]) for row in rows) >= 4.5
    for paper in ("One", "Two"):
        own = [row for row in rows if row["paper"] == paper]
        sizes = [row[measure] for row in own]
        assert sum(row["room"] for row in own) == pytest.approx(1)
        assert [row["middle"] for row in own] == pytest.approx(np.cumsum(sizes) - np.array(sizes) / 2)
