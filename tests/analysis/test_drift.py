from hypothesis import given
from hypothesis import strategies as st

from core.analysis.drift import State, drift, stability_index


def test_drift_is_noticed_beyond_its_thresholds_only():
    usual = State(1000, 0.05, 0.8, {"sport": 0.5, "politics": 0.5})
    assert [found.notable for found in drift(usual, usual)] == [False] * 3
    other = State(1000, 0.20, 0.6, {"sport": 0.1, "politics": 0.2, "health": 0.7})
    assert [found.notable for found in drift(usual, other)] == [True] * 3
    assert drift(usual, State(5, 0.9, 0.1, {})) == []


@given(st.dictionaries(st.sampled_from("abc"), st.floats(0, 1), max_size=3))
def test_the_stability_index_is_zero_for_the_same_mix_and_never_below(mix):
    assert stability_index(mix, mix) == 0
    assert stability_index(mix, {"a": 0.5, "b": 0.5}) >= 0
