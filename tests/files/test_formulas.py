import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.files.formulas import STARTS, neutralise, restore

CELLS = st.text(st.sampled_from("'=+-@ a1\t\u200b\uff1d"), max_size=8) | st.text()


@given(CELLS)
def test_what_was_made_plain_comes_back(text):
    safe = neutralise(text)
    assert restore(safe) == text
    assert not safe.lstrip(" \u00a0\u200b\ufeff").startswith(STARTS)


@pytest.mark.parametrize("value", [None, 1.5, -3, True, "plain", "1+1", "", "it's", "'quoted'"])
def test_what_is_no_formula_stays(value):
    assert neutralise(value) is value
