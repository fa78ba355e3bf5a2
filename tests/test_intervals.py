import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intervals import newcombe, wilson


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


def test_newcombe_against_published_figures():
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
    assert newcombe(56, 70, 48, 80) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))
    assert newcombe(9, 10, 3, 10) == (pytest.approx(0.1705, abs=5e-5), pytest.approx(0.8090, abs=5e-5))
    assert newcombe(5, 56, 0, 29) == (pytest.approx(-0.0381, abs=5e-5), pytest.approx(0.1926, abs=5e-5))
    assert newcombe(1, 2, 0, 0) == newcombe(0, 0, 0, 0) == (-1.0, 1.0)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_difference_turns_with_its_sides(a, b, c, d):
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    low, high = newcombe(a, b, c, d)
    assert -1 <= low <= high <= 1
    assert newcombe(c, d, a, b) == (pytest.approx(-high), pytest.approx(-low))
    if b and d:
        assert low - 1e-9 <= a / b - c / d <= high + 1e-9
