"""`archive review`: a queue as JSON lines, labels back, and the estimate."""

import io
import json
import sys

import pytest

from core.archive import Archive
from core.serving.model_versions import version_of
from core.settings import ROOT
from core.topics.manifest import read_manifest
from tests.archive.examples import edition, item

QUEUE = ("archive", "review", "--whole", "--n", "12", "--seed", "5")


@pytest.fixture
def drawn(run, tmp_path):
    """The lines of a queue from forty articles."""
    (tmp_path / "data").mkdir()
    archive = Archive.at(f"sqlite:///{tmp_path / 'data' / 'broadsheet.sqlite'}")
    items = [item(n, confidence=0.5 + n / 100, other=n % 8 == 0) for n in range(40)]
    archive.save(edition(*items), version_of(read_manifest(ROOT / "artifacts").entry("current")))
    archive.close()
    code, out, err = run(*QUEUE)
    assert code == 0
    assert "seed 5" in err and "0 of 12 articles labelled" in err
    return [json.loads(line) for line in out.splitlines()]


def fill_in(path, lines, topic="politics", **more):
    path.write_text("".join(json.dumps({**line, "topic": topic, **more}) + "\n" for line in lines))
    return path


def test_a_queue_tells_nothing_of_the_model_and_is_the_same_again(run, drawn):
    assert len(drawn) == 12
    assert set(drawn[0]) == {"queue", "number", "of", "newspaper", "url", "title", "text", "topic", "accepted"}
    assert all(line["topic"] is None and line["accepted"] == [] for line in drawn)
    assert [json.loads(line) for line in run(*QUEUE)[1].splitlines()] == drawn


def test_labels_come_back_and_give_the_estimate(run, drawn, tmp_path):
    assert "once each level of confidence has one" in run("archive", "review", "--estimate")[1]
    code, out, err = run("archive", "review", "--labels", fill_in(tmp_path / "a.jsonl", drawn[:11]), "--json")
    assert (code, json.loads(out)["labelled"]) == (0, 11)
    assert "11 labels stored" in err
    assert len(run(*QUEUE)[1].splitlines()) == 1  # what is left
    code, out, _ = run(
        "archive", "review", "--labels", fill_in(tmp_path / "b.jsonl", drawn, "sport", accepted=["tech"])
    )
    assert code == 0
    assert "12 labels of 12 articles drawn at random" in out
    code, out, _ = run("archive", "review", "--estimate", "--json")
    figures = json.loads(out)
    assert (code, figures["labelled"], figures["size"]) == (0, 12, 40)
    assert figures["shown"]["low"] <= figures["shown"]["share"] <= figures["shown"]["high"]
    code, out, err = run(*QUEUE)
    assert (code, out) == (1, "")
    assert "12 of 12 articles labelled" in err


def test_lines_that_cannot_be_used_are_said_and_the_others_stored(run, drawn, tmp_path, monkeypatch):
    lines = fill_in(tmp_path / "labels.jsonl", drawn).read_text().splitlines()
    lines[3] = lines[3].replace('"politics"', '"weather"')
    lines[4] = "nonsense"
    lines[5] = json.dumps({**drawn[5], "topic": None})  # not labelled yet
    lines[6] = json.dumps({**drawn[6], "topic": "sport", "url": "https://x.example/"})
    lines[7] = json.dumps({**drawn[7], "topic": "sport", "accepted": ["tech", "world", "health"]})
    lines[8] = json.dumps({**drawn[8], "topic": "sport", "accepted": "tech"})
    lines[9] = json.dumps({**drawn[9], "topic": "unsure"})
    lines[10] = json.dumps({**drawn[10], "topic": "sport", "queue": None})
    (tmp_path / "labels.jsonl").write_text("\n".join(lines))
    code, _, err = run("archive", "review", "--labels", tmp_path / "labels.jsonl")
    assert code == 2
    assert "Line 4 of" in err and "no topic 'weather'" in err and "6 more such lines" in err
    assert "4 labels stored" in err
    code, out, _ = run("archive", "export", "--table", "review_labels")
    assert [json.loads(line)["url"] for line in out.splitlines()] == [drawn[n]["url"] for n in (0, 1, 2, 11)]


def test_labels_from_standard_input(run, drawn, monkeypatch, tmp_path):
    with fill_in(tmp_path / "labels.jsonl", drawn).open() as lines:
        monkeypatch.setattr(sys, "stdin", lines)
        assert run("archive", "review", "--labels", "-")[0] == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO())


def test_a_model_is_named_with_the_beginning_of_its_hash(run, drawn):
    code, _, err = run(*QUEUE, "--model", "current@")
    assert (code, "0 of 12" in err) == (0, True)
    for name, status in (("current@000", 2), ("nonsense", 1)):
        code, out, err = run("archive", "review", "--model", name)
        assert (code, out) == (status, "")
        assert "current" in err


def test_where_nothing_was_read_nothing_is_drawn(run):
    code, out, err = run("archive", "review")
    assert (code, out) == (1, "")
    assert "predicted nothing" in err
    assert run("archive", "review", "--estimate")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--n", "0"],
        ["--n", "many"],
        ["--seed", "-1"],
        ["--since", "soon"],
        ["--since", "2026-02-01", "--until", "2026-01-01"],
        ["--whole", "--since", "2026-01-01"],
        ["--labels", "/no/such.jsonl"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_sentence_and_status_2(run, arguments):
    code, out, err = run("archive", "review", *arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1
