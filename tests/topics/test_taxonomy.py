import re

import pytest

from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, OTHER, TOPICS, label, ordered, topic, topic_names
from core.types import Scheme


def test_the_core_topics_are_those_of_the_bbc_articles():
    assert CORE_NAMES == ("politics", "business", "entertainment", "sport", "tech")
    assert {"health", "science", "world", "lifestyle"} <= set(ALL_NAMES) - set(CORE_NAMES)


def test_a_scheme_tells_its_topics_apart_and_the_core_ones_come_first():
    assert {scheme: topic_names(scheme) for scheme in Scheme} == {Scheme.CORE: CORE_NAMES, Scheme.ALL: ALL_NAMES}
    assert ALL_NAMES[: len(CORE_NAMES)] == CORE_NAMES


def test_names_labels_colours_and_codes_are_unique_and_well_formed():
    everything = [*TOPICS, OTHER]
    for field in ("name", "label", "colour", "iptc", "description"):
        values = [getattr(t, field) for t in everything]
        assert len(set(values)) == len(values)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", t.colour) for t in everything)
    assert all(re.fullmatch(r"\d{8}", t.iptc) for t in TOPICS)


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("page", ["#15171a"])
def test_colours_stand_out_from_the_dark_page(page):
    for t in (*TOPICS, OTHER):
        assert (luminance(t.colour) + 0.05) / (luminance(page) + 0.05) >= 3


def test_the_order_is_the_taxonomys_with_other_last():
    assert ordered(["other", "tech", "politics", "tech"]) == ["politics", "tech", "other"]
    assert ordered([]) == []
    assert label("other") == "Other / unsure"
    with pytest.raises(KeyError):
        topic("no such topic")
