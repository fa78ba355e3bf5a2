import numpy as np
import pytest

from benchmarks.calibration import truest_power
from core.topics.linear import doubtful_softmax


@pytest.mark.parametrize("doubt", [0.0, 0.2])
@pytest.mark.parametrize("power", [0.7, 1.0, 1.8])
def test_the_power_that_the_labels_were_drawn_with_is_found(power, doubt):
    chance = np.random.default_rng(5)
    sums = chance.normal(size=(60_000, 4)) * 1.5
    drawn = doubtful_softmax(power * sums, doubt).cumsum(axis=1) > chance.random((60_000, 1))
    right = np.eye(4, dtype=bool)[drawn.argmax(axis=1)]
    assert truest_power(sums, right, doubt) == pytest.approx(power, rel=0.08)
