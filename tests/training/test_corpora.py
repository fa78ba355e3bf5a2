import gzip
import json

import pytest

from core.errors import TrainingError
from core.training.data.corpora import pick, read_corpora, read_corpus

ROW = {
    "id": "1",
    "publisher": "The Post",
    "date": "2024-05-01",
    "title": "T",
    "text": "x",
    "section": "s",
    "topic": "tech",
}


def write(path, *lines):
    path.write_bytes(
        b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + b"\n"
    )
    return path


def test_rows_are_read_plain_and_gzipped_with_the_same_hash(tmp_path):
    plain = write(tmp_path / "one.jsonl", ROW, b"", {**ROW, "topic": None})
    packed = tmp_path / "two.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    one, two = read_corpora([packed, plain])
    assert (one.name, two.name) == ("one", "two")
    assert one.sha256 == two.sha256
    assert [row.topic for row in one.rows] == ["tech", None]
    assert one.rows[0].to_dict() == ROW
    assert pick([one, two], "two") is two


def test_topics_that_a_hand_label_accepts_are_read_the_best_first(tmp_path):
    by_hand = {**ROW, "accepted": ["business", "tech"]}
    corpus = read_corpus(write(tmp_path / "labelled.jsonl", by_hand, {**ROW, "accepted": []}))
    assert [row.accepted for row in corpus.rows] == [("tech", "business"), ()]
    assert corpus.rows[0].to_dict() == {**by_hand, "accepted": ["tech", "business"]}


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (b"{nonsense", "Line 2 of .* is not JSON"),
        (b"[1]", "Line 2 of .* is not a JSON object"),
        (b"\xff\xfe", "Line 2 of .* is not JSON"),
        ({"title": "T", "text": "x"}, "Line 2 of .* has no 'topic'"),
        ({**ROW, "accepted": "tech"}, "Line 2 of .*'accepted' is not a list of topics"),
        ({"title": 5, "text": "x", "topic": "tech"}, "Line 2 of .*'title' is not a text"),
        (b"[" * 100_000, "Line 2 of .* is not JSON"),
    ],
)
def test_a_bad_line_is_named(tmp_path, bad, message):
    with pytest.raises(TrainingError, match=message):
        read_corpus(write(tmp_path / "c.jsonl", ROW, bad, ROW))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(TrainingError, match=r"gone\.jsonl cannot be read"):
        read_corpus(tmp_path / "gone.jsonl")
    (tmp_path / "broken.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(TrainingError, match=r"broken\.jsonl\.gz"):
        read_corpus(tmp_path / "broken.jsonl.gz")
    (tmp_path / "half.jsonl.gz").write_bytes(gzip.compress(b"x" * 10_000)[:30])
    with pytest.raises(TrainingError, match=r"half\.jsonl\.gz"):
        read_corpus(tmp_path / "half.jsonl.gz")
    with pytest.raises(TrainingError, match="holds no articles"):
        read_corpus(write(tmp_path / "empty.jsonl"))


def test_a_corpus_given_twice_or_not_at_all_is_an_error(tmp_path):
    path = write(tmp_path / "c.jsonl", ROW)
    with pytest.raises(TrainingError, match="Two corpora have the name 'c'"):
        read_corpora([path, path])
    with pytest.raises(TrainingError, match=r"bbc-2004\.jsonl\.gz is needed"):
        pick(read_corpora([path]), "bbc-2004")
