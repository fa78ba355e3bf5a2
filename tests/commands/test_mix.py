import gzip
import json
import shutil
import sys
from dataclasses import replace

import numpy as np
import pytest

from core.analysis.shares.correction import Correction, sampling_only
from core.analysis.shares.table import ShareErrors, write_share_errors
from core.cli import main
from core.settings import ROOT
from core.topics.manifest import read_manifest
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES

SPORT = "Rovers won the cup final after extra time. The striker scored twice and the goalkeeper saved a penalty."
POLITICS = "The prime minister told parliament that the government would bring the bill to a vote before the election."
ENTRY = read_manifest(ROOT / "artifacts").entry("current")


@pytest.fixture
def run(capfdbinary, monkeypatch, tmp_path):
    def call(*arguments, stdin=None):
        if stdin is not None:
            (tmp_path / "stdin").write_text(stdin)
            monkeypatch.setattr(sys, "stdin", (tmp_path / "stdin").open())
        try:
            code = main(["mix", *(str(argument) for argument in arguments)])
        except SystemExit as end:
            code = end.code
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def line(newspaper, text=SPORT, **fields):
    return json.dumps({"newspaper": newspaper, "title": "", "text": text, **fields})


def read_line(newspaper, **probabilities):
    """A line as `read --jsonl` prints it: probabilities, and no text."""
    topics = {name: probabilities.get(name, 0.0) for name in ENTRY.labels}
    return json.dumps({"newspaper": newspaper, "title": "T", "topics": topics, "status": "ok"})


PAPERS = "\n".join([*[line("bay")] * 30, *[line("hill", POLITICS)] * 25])


def test_shares_sum_to_one_with_intervals_around_them(run, tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(PAPERS)
    code, out, _ = run(file, "--json")
    bay, hill = json.loads(out)
    assert (code, bay["newspaper"], bay["n"], hill["n"]) == (0, "bay", 30, 25)
    assert tuple(bay["topics"]) == (*ALL_NAMES, "other")
    for paper in (bay, hill):
        assert sum(topic["share"] for topic in paper["topics"].values()) == pytest.approx(1, abs=1e-5)
        assert all(0 <= t["low"] <= t["share"] <= t["high"] <= 1 for t in paper["topics"].values())
    assert bay["topics"]["sport"]["share"] > 0.6


def test_five_topics_and_other_news(run):
    code, out, _ = run("-", "--topics", 5, "--json", stdin=PAPERS)
    assert code == 0
    assert [tuple(paper["topics"]) for paper in json.loads(out)] == [(*CORE_NAMES, "other")] * 2


def test_a_gzip_file_and_a_choice_of_papers(run, tmp_path):
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(PAPERS.encode()))
    code, out, err = run(file, "--paper", "hill", "--paper", "nobody", "--json")
    assert code == 0
    assert [paper["newspaper"] for paper in json.loads(out)] == ["hill"]
    assert "No line is of the newspaper nobody." in err


def test_a_difference_says_which_topics_are_clear(run):
    code, out, _ = run("--difference", "bay", "hill", "--json", stdin=PAPERS)
    (found,) = json.loads(out)
    assert code == 0
    sport, tech = found["topics"]["sport"], found["topics"]["tech"]
    assert sport["clear"] and sport["low"] > 0
    assert not tech["clear"] and tech["low"] < 0 < tech["high"]
    assert "clear" in run("--difference", "bay", "hill", stdin=PAPERS)[1]


def test_a_table_for_people(run):
    code, out, _ = run(stdin=PAPERS)
    assert code == 0
    assert "bay, 30 articles" in out
    assert "Sport" in out and "% to" in out


def test_what_read_printed_counts_by_its_probabilities(run):
    given = "\n".join([read_line("bay", sport=0.5, tech=0.5), read_line("bay", sport=1.0)])
    failed = json.dumps({"newspaper": "bay", "title": "T", "topics": None, "status": "failed"})
    code, out, err = run("-", "--json", stdin=f"{given}\n{failed}\n")
    (bay,) = json.loads(out)
    assert (code, bay["n"]) == (0, 2)
    assert bay["topics"]["sport"]["share"] > bay["topics"]["tech"]["share"] > 0.1
    assert "1 line" in err


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "Line 1 of standard input is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"title": "T"}', 'Line 1 has no "newspaper"'),
        ('{"newspaper": 3}', 'Line 1 has no "newspaper"'),
        ('{"newspaper": "a", "text": 3}', '"text" is not a text'),
        ('{"newspaper": "a", "topics": {"sport": "x"}}', '"topics" are no probabilities'),
        ('{"newspaper": "a", "topics": {"sport": -1}}', '"topics" are no probabilities'),
        ('{"newspaper": "a", "topics": 5}', '"topics" are no probabilities'),
        ('{"newspaper": "a", "topics": {"weather": 1}}', "not those of the model"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_the_others_count(run, bad, said):
    code, out, err = run("-", "--json", stdin=f"{bad}\n{line('bay')}\n")
    assert code == 0
    assert [paper["n"] for paper in json.loads(out)] == [1]
    assert said in err


def test_nothing_to_estimate_is_an_empty_array_and_status_1(run):
    code, out, err = run("-", "--json", stdin=line("bay", ""))
    assert (code, json.loads(out)) == (1, [])
    assert "There is no article with a text." in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere.jsonl",),
        ("--difference", "bay", "nobody", "-"),
        ("--difference", "bay"),
        ("--topics", "7", "-"),
        ("--model", "nobody", "-"),
        ("--sample", "-"),
        ("--paper", "nobody"),
    ],
)
def test_wrong_use(run, arguments):
    code, out, err = run(*arguments, stdin=PAPERS)
    assert (code, out) == (2, "")
    assert err.strip()


def test_the_sample_edition(run):
    code, out, err = run("--sample", "--paper", "the-harbour-post", "--limit", 3, "--json")
    (paper,) = json.loads(out)
    assert (code, paper["newspaper"], paper["n"]) == (0, "the-harbour-post", 3)
    assert "Traceback" not in err


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """Artifacts whose table knows the errors of the model, or those of another."""

    def make(sha256):
        folder = tmp_path / sha256[:5]
        folder.mkdir()
        for name in ("manifest.json", ENTRY.file):
            shutil.copy(ROOT / "artifacts" / name, folder / name)
        plain = sampling_only(ENTRY.labels)
        matrix = np.tile(np.full(len(plain.shares), 1 / len(plain.shares)), (len(ENTRY.labels), 1))
        known = Correction(ENTRY.labels, plain.shares, matrix, np.full(10, 0.1), np.ones(10), 0.2, 2.1, 3.3)
        answers = replace(known, inputs=(*plain.shares, "unsure"), matrix=np.full((11, 10), 0.1))
        write_share_errors(folder, replace(ENTRY, sha256=sha256), {9: ShareErrors(known, answers)}, {})
        monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(folder))

    return make


def test_the_table_of_the_model_is_used_and_that_of_another_is_not(run, measured):
    measured(ENTRY.sha256)
    _, out, err = run("-", "--json", stdin=PAPERS)
    assert json.loads(out)[0]["topics"]["sport"]["share"] == pytest.approx(0.1)
    assert "sampling only" not in err
    measured("f" * 64)
    _, out, err = run("-", "--json", stdin=PAPERS)
    assert json.loads(out)[0]["topics"]["sport"]["share"] > 0.6
    assert "sampling only" in err


QUERIED = "\n".join(
    [*[line("bay", "The ferry sails.")] * 12, *[line("bay")] * 18, *[line("hill")] * 25, line("hill", "")]
)


def test_the_share_of_a_search_needs_no_model(run, monkeypatch, tmp_path):
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path))  # there is none
    code, out, err = run("-", "--query", "ferries -zebra", "--json", stdin=QUERIED)
    bay, hill = json.loads(out)
    assert (code, list(bay)) == (0, ["newspaper", "n", "query", "share", "low", "high", "count"])
    assert (bay["newspaper"], bay["n"], bay["query"], bay["share"], bay["count"]) == (
        "bay",
        30,
        "ferries -zebra",
        0.4,
        12,
    )
    assert (bay["low"], bay["high"]) == (pytest.approx(0.2459, abs=1e-4), pytest.approx(0.5768, abs=1e-4))
    assert (hill["n"], hill["share"], hill["count"]) == (25, 0.0, 0)
    assert "Left out, as there is no text: 1 line." in err


def test_the_difference_of_a_search(run):
    code, out, _ = run("--query", "ferry", "--difference", "bay", "hill", "--json", stdin=QUERIED)
    [found] = json.loads(out)
    assert (code, found["newspaper"], found["other"], found["n"], found["other_n"]) == (0, "bay", "hill", 30, 25)
    assert found["difference"] == 0.4
    assert 0 < found["low"] < 0.4 < found["high"] < 1
    assert found["clear"] is True
    assert "clear" in run("--query", "ferry", "--difference", "bay", "hill", stdin=QUERIED)[1]
    same = run("--query", "cup", "--difference", "hill", "hill", "--json", stdin=QUERIED)[1]
    assert json.loads(same)[0]["clear"] is False


def test_a_table_of_a_search_and_a_choice_of_papers(run):
    code, out, err = run("-", "--query", "ferry", "--paper", "bay", "--paper", "nobody", stdin=QUERIED)
    assert code == 0
    assert "Articles that match ferry" in out
    assert "12 of 30 articles" in out
    assert "hill" not in out
    assert "No line is of the newspaper nobody." in err


def test_a_search_in_what_read_printed_looks_at_headlines(run):
    failed = json.dumps({"newspaper": "bay", "title": "T", "topics": None, "status": "failed"})
    lines = f"{read_line('bay', sport=1.0)}\n{failed}\n{{\n"
    code, out, err = run("-", "--query", "t", "--json", stdin=lines)
    assert (code, json.loads(out)[0]["n"], json.loads(out)[0]["count"]) == (0, 1, 1)
    assert "Line 3 of standard input is not JSON" in err


def test_a_search_over_the_sample_edition(run):
    code, out, _ = run("--sample", "--paper", "the-harbour-post", "--limit", 3, "--query", "the", "--json")
    assert (code, json.loads(out)[0]["n"], json.loads(out)[0]["count"]) == (0, 3, 3)


@pytest.mark.parametrize("typed", ["", " ", '"open', "-only", "OR", "x" * 501, "a " * 41])
def test_a_search_that_cannot_be_understood_is_a_sentence(run, typed):
    code, out, err = run(f"--query={typed}", "-", stdin=QUERIED)
    assert (code, out) == (2, "")
    assert err.strip().endswith(".")
    assert "Traceback" not in err


def test_nothing_to_search_is_an_empty_array_and_status_1(run):
    code, out, err = run("-", "--query", "ferry", "--json", stdin=line("bay", ""))
    assert (code, json.loads(out)) == (1, [])
    assert "There is no article with a text." in err
    assert run("-", "--query", "ferry", "--difference", "bay", "nobody", stdin=QUERIED)[0] == 2
