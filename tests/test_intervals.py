import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intervals import newcombe, wilson


def test_wilson_and_newcombe_against_published_figures():
    # Newcombe (1998), table II, example (a): 56/70 - 48/80, method 10.
    low, high = newcombe(56, 70, 48, 80)
    assert (low, high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263, method 3.
    assert wilson(81, 263) == (pytest.approx(0.2553, abs=5e-5), pytest.approx(0.3662, abs=5e-5))
    assert wilson(0, 0) == (0.0, 1.0)
    assert newcombe(0, 0, 1, 2) == (-1.0, 1.0)
    with pytest.raises(ValueError, match="cannot be"):
        wilson(3, 2)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_the_interval_holds_the_difference_and_turns_with_the_papers(a, b, c, d):
    a, n, b, m = min(a, b), max(a, b), min(c, d), max(c, d)
    low, high = newcombe(a, n, b, m)
    assert -1 <= low <= high <= 1
    if n and m:
        assert low - 1e-9 <= a / n - b / m <= high + 1e-9
        assert newcombe(b, m, a, n) == (pytest.approx(-high), pytest.approx(-low))
