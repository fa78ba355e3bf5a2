import re

import pytest

from core.errors import TrainingError
from core.topics.taxonomy import ALL_NAMES, OTHER
from core.training.data.corpora import Corpus, Row
from core.training.data.labels import KEY_DIGITS, LETTERS, read_labels, row_key, with_labels


def row(corpus, id, topic="world", accepted=(), title="Bridge closes"):
    return Row(corpus, id, "The Post", "2026-01-01", title, "", topic, accepted=accepted)


def test_the_stored_labels_are_whole():
    labels = read_labels()
    assert len(labels) > 50_000 and all(re.fullmatch("[0-9a-f]+", key) for key in labels)
    assert {name for accepted in labels.values() for name in accepted} == {*ALL_NAMES, OTHER.name}
    assert all(len(accepted) == len(set(accepted)) <= 3 for accepted in labels.values())


def test_a_key_depends_on_address_and_title():
    keys = {row_key(row("a", "1")), row_key(row("a", "2")), row_key(row("a", "1", title="Another"))}
    assert len(keys) == 3 and all(len(key) == KEY_DIGITS for key in keys)
    assert row_key(row("b", "1", topic=None)) == row_key(row("a", "1"))
    assert row_key(row("a", "\ud800"))


def test_labels_take_the_place_of_sections_and_come_first():
    first, second, twice = row("feeds", "1"), row("feeds", "2"), row("feeds", "3")
    by_hand = row("labelled", "3", "other", ("other", "world"))
    labels = {row_key(second): ("business", "tech")}
    rows = with_labels([Corpus("feeds", "", (first, second, twice)), Corpus("labelled", "", (by_hand,))], labels)
    assert [(r.corpus, r.id, r.topic, r.accepted) for r in rows] == [
        ("labelled", "3", "other", ("other", "world")),
        ("feeds", "2", "business", ("business", "tech")),
        ("feeds", "1", "world", ()),
    ]


@pytest.mark.parametrize("bad", ["0123", "0123456789ab ", "0123456789ab PX", "0123456789a PB"])
def test_a_bad_line_is_named(tmp_path, bad):
    path = tmp_path / "labels.txt"
    path.write_text(f"0123456789ab PB\n{bad}\n")
    with pytest.raises(TrainingError, match=r"Line 2 of .* is not a key and letters"):
        read_labels(path)


def test_every_letter_is_a_label():
    assert {*LETTERS.values()} == {*ALL_NAMES, OTHER.name}
