import re
from pathlib import Path

import pytest

from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, OTHER, RULES, TOPICS, UNSURE, label, ordered, topic, topic_names
from core.types import Scheme


def test_the_core_topics_are_those_of_the_bbc_articles():
    assert CORE_NAMES == ("politics", "business", "entertainment", "sport", "tech")
    assert {"health", "science", "world", "lifestyle"} <= set(ALL_NAMES) - set(CORE_NAMES)


def test_a_scheme_tells_its_topics_apart_and_the_core_ones_come_first():
    assert {scheme: topic_names(scheme) for scheme in Scheme} == {Scheme.CORE: CORE_NAMES, Scheme.ALL: ALL_NAMES}
    assert ALL_NAMES[: len(CORE_NAMES)] == CORE_NAMES


def test_names_labels_colours_and_codes_are_unique_and_well_formed():
    everything = [*TOPICS, OTHER, UNSURE]
    for field in ("name", "label", "colour", "iptc", "description"):
        values = [getattr(t, field) for t in (TOPICS if field == "iptc" else everything)]
        assert len(set(values)) == len(values)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", t.colour) for t in everything)
    assert all(re.fullmatch(r"\d{8}", t.iptc) for t in TOPICS)


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("page", ["#15171a"])
def test_colours_stand_out_from_the_dark_page(page):
    for t in (*TOPICS, OTHER, UNSURE):
        assert (luminance(t.colour) + 0.05) / (luminance(page) + 0.05) >= 3


def test_the_order_is_the_taxonomys_with_other_news_and_unsure_last():
    assert ordered(["unsure", "other", "tech", "politics", "tech"]) == ["politics", "tech", "other", "unsure"]
    assert ordered([]) == []
    assert (label("other"), label("unsure")) == ("Other news", "Unsure")
    with pytest.raises(KeyError):
        topic("no such topic")


CODEBOOK = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")


def test_the_codebook_says_what_the_taxonomy_says():
    rows = dict(re.findall(r"^\| \*\*(.+?)\*\* `\w+` \| (.+) \|$", CODEBOOK, re.MULTILINE))
    assert rows == {t.label: t.description for t in (*TOPICS, OTHER)}
    assert re.findall(r"^\| \*\*.+?\*\* `(\w+)`", CODEBOOK, re.MULTILINE) == [t.name for t in (*TOPICS, OTHER)]
    assert tuple(re.findall(r"^- (.+)$", CODEBOOK, re.MULTILINE)) == RULES


def test_the_codebook_names_what_readers_would_look_for():
    words = {
        "politics": "elections law-making court",
        "business": "jobs prices finance",
        "entertainment": "books games royals",
        "sport": "transfers athletes",
        "tech": "software devices cyber",
        "health": "illness nutrition fitness",
        "science": "space climate energy",
        "world": "diplomacy war terrorism",
        "lifestyle": "recipes fashion garden relationships cars",
        "other": "crime accidents fires weather transport education religion puzzles obituaries",
    }
    for t in (*TOPICS, OTHER):
        assert [word for word in words[t.name].split() if word not in t.description.lower()] == []
