"""The command line with a model that knows other news."""

import json

import pytest

from core.cli import main
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from tests.support.other_news import CRIME, GOAL, LABELS, VACCINE, write_with_other


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_with_other(tmp_path_factory.mktemp("artifacts"))


@pytest.fixture
def run(folder, capsys, monkeypatch):
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(folder))

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        return code, capsys.readouterr().out

    return call


def written(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def row(document, **more):
    return {"title": document[0], "text": document[1], **more}


def test_other_news_has_no_reason_and_no_answer_has_a_code(run, tmp_path):
    given = written(tmp_path / "a.jsonl", [row(CRIME, id=1), row(VACCINE, id=2), row(("", "xyzzy"), id=3)])
    code, out = run("classify", "--jsonl", given)
    crime, vaccine, short = map(json.loads, out.splitlines())
    assert code == 0
    assert (crime["topic"], crime["best"], crime["reason"]) == ("other", "other", None)
    assert (vaccine["topic"], vaccine["reason"]) == ("health", None)
    assert (short["topic"], short["reason"]) == ("other", "too_short")
    assert set(crime["topics"]) == set(LABELS)
    five = [json.loads(line) for line in run("classify", "--jsonl", given, "--topics", 5)[1].splitlines()]
    assert [line["best"] for line in five[:2]] == ["other", "other"] and five[1]["reason"] is None
    assert all(set(line["topics"]) == {*CORE_NAMES, "other"} for line in five)
    assert all(sum(line["topics"].values()) == pytest.approx(1, abs=1e-4) for line in five)
    old = [json.loads(line) for line in run("classify", "--jsonl", given, "--model", "bbc-2004")[1].splitlines()]
    assert all(set(line["topics"]) == set(CORE_NAMES) and line["best"] != "other" for line in old)


def test_people_read_other_news_and_unsure(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("\n".join(CRIME))
    assert run("classify", path)[1].startswith("Other news\n")
    path.write_text("xyzzy plugh")
    assert run("classify", path)[1].startswith("Unsure\nThe model knows 0 of the 2 words")


def test_hand_labels_are_measured_by_all_that_is_accepted(run, tmp_path):
    rows = [
        row(CRIME, topic="other", accepted=["other"]),
        row(VACCINE, topic="science", accepted=["science", "health"]),
        row(GOAL, topic="politics", accepted=["politics"]),
        row(("", "xyzzy"), topic="sport", accepted=["sport", *ALL_NAMES]),
    ]
    path = written(tmp_path / "a.jsonl", rows)
    found = json.loads(run("evaluate", path, "--json")[1])
    assert found["labels"] == list(LABELS)
    assert (found["n"], found["left_out"], found["coverage"]) == (4, 0, 0.75)
    assert found["acceptable"] == 0.5  # the goal is wrong, and unsure counts as wrong, whatever is accepted
    assert found["accuracy_answered"] == pytest.approx(2 / 3)
    assert [found["accuracy"], found["acceptable_low"] < 0.5 < found["acceptable_high"]] == [0.75, True]
    assert next(t for t in found["topics"] if t["topic"] == "other")["recall"] == 1
    five = json.loads(run("evaluate", path, "--json", "--topics", 5)[1])
    assert five["labels"] == [*CORE_NAMES, "other"]
    assert (five["n"], five["acceptable"]) == (4, 0.5)  # science and health are other news among the five
    people = run("evaluate", path)[1]
    assert "9 topics and other news, n = 4" in people and "Acceptable     0.500" in people


def test_sections_are_measured_by_the_likeliest_topic_without_other_news(run, tmp_path):
    crime = (CRIME[0], f"{CRIME[1]} The minister argued.")
    path = written(tmp_path / "a.jsonl", [row(crime, topic="politics"), row(GOAL, topic="sport"), row(VACCINE)])
    found = json.loads(run("evaluate", path, "--json", "--topics", 9)[1])
    assert (found["labels"], found["n"], found["left_out"]) == (list(ALL_NAMES), 2, 1)
    assert (found["accuracy"], found["coverage"], found["acceptable"]) == (1.0, 1.0, 0.5)
    assert found["topics"][0]["recall"] == 1
    assert json.loads(run("evaluate", path, "--json")[1])["labels"] == list(CORE_NAMES)
    assert json.loads(run("evaluate", path, "--json", "--model", "bbc-2004")[1])["n"] == 2
