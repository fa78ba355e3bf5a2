"""Topics can be told apart by readers who are colour-blind, and are never told apart by colour alone."""

from itertools import combinations

import numpy as np
import pytest

from core.topics.taxonomy import OTHER, TOPICS
from tests.colours import MACHADO, ciede2000, contrast, simulated

COLOURS = {topic.name: topic.colour for topic in (*TOPICS, OTHER)}


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


@pytest.mark.parametrize("page", ["#fdfcf9", "#15171a"])
def test_bars_stand_out_from_the_page(page):
    assert min(contrast(colour, page) for colour in COLOURS.values()) >= 1.6
