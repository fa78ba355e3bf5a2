"""Topics can be told apart by readers who are colour-blind, and are never told apart by colour alone."""

from itertools import combinations

import numpy as np
import pytest

from core import palette
from core.charts.heat_table import MAX_TINT
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


@pytest.mark.parametrize("name", THEMES)
def test_figures_can_be_read_on_every_tint(name):
    theme = THEMES[name]
    for opacity in np.linspace(0, MAX_TINT, 12):
        assert contrast(blended(palette.TINT, theme.background, opacity), theme.ink) >= 4.5


def blended(colour, page, opacity):
    """The colour of a field that is not opaque, on a page."""
    parts = [(int(colour[at : at + 2], 16), int(page[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(opacity * own + (1 - opacity) * below):02x}" for own, below in parts)
