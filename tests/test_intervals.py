import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intervals import wilson


def test_wilson_against_published_figures():
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263, method 3.
    assert wilson(81, 263) == (pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="cannot be"):
        wilson(3, 2)


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_interval_holds_the_proportion_and_turns_with_what_is_counted(a, b):
    a, n = min(a, b), max(a, b)
    low, high = wilson(a, n)
    assert 0 <= low <= high <= 1
    if n:
        assert low - 1e-9 <= a / n <= high + 1e-9
        assert wilson(n - a, n) == (pytest.approx(1 - high), pytest.approx(1 - low))
