import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli import main
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from tests.support.servers import article_html, catalogue, honest_papers, newspaper, serving, status

ROOT = Path(__file__).parents[2]
MATCH = "Rovers won the cup final after extra time. The striker scored twice and the goalkeeper saved a penalty."
READ_FIELDS = [
    "newspaper",
    "url",
    "title",
    "published",
    "section",
    "words",
    "topic",
    "best",
    "confidence",
    "topics",
    "status",
    "error",
]
EXTRACT_FIELDS = ["url", "title", "text", "published", "authors", "section", "extractor", "error"]
CLASSIFY_FIELDS = ["id", "topic", "best", "confidence", "topics", "known_words", "reason"]


@pytest.fixture
def run(capfdbinary):
    def call(*arguments, stdin=None, monkeypatch=None):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8", "replace")

    return call


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["papers"],
        ["papers", "list", "nobody"],
        ["read", "--paper", "gaurdian"],
        ["read", "--limit", "0"],
        ["read", "--limit", "x"],
        ["read", "--catalogue", "/no/such.toml"],
        ["read", "--sample", "--catalogue", "x"],
        ["read", "--sample", "--model", "no-such"],
        ["extract"],
        ["extract", "x.html"],
        ["extract", "/no/such.html", "--url", "https://x.example/"],
        ["extract", "--jsonl", "/no/such.jsonl"],
        ["classify", "/no/such.txt"],
        ["classify", "x", "--topics", "9", "--model", "bbc-2004"],
        ["classify", "x", "--topics", "7"],
        ["classify", "x", "--url", "https://x.example/"],
        ["classify", "x", "--model", "no-such"],
        ["evaluate"],
        ["evaluate", "/no/such.jsonl"],
        ["train"],
        ["train", "--corpus", "x", "--model", "no-such"],
        ["train", "--corpus", "x", "--write-held-out", "no-such"],
        ["train", "--from-archive"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_sentence_and_status_2(run, arguments):
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def test_the_nearest_paper_is_suggested(run):
    _, _, err = run("read", "--paper", "gaurdian")
    assert "guardian" in err


def test_papers_are_listed(run):
    code, out, _ = run("papers", "list")
    assert code == 0
    assert len(out.splitlines()) >= 12
    code, out, _ = run("papers", "list", "guardian", "--json")
    assert lines(out)[0]["id"] == "guardian"


def test_papers_are_checked(run, tmp_path, monkeypatch):
    monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
    with honest_papers(1) as papers, serving({"/feed.xml": status(503)}) as dead:
        path = tmp_path / "papers.toml"
        path.write_text(catalogue([*papers, newspaper(dead, "dead")]))
        code, out, _ = run("papers", "check", "--catalogue", path, "--json")
        assert code == 0
        assert [row["works"] for row in lines(out)] == [True, False]
        code, out, _ = run("papers", "check", "dead", "--catalogue", path)
        assert code == 1
        assert "503" in out


def test_the_sample_is_read_line_by_line(run):
    code, out, err = run("read", "--sample", "--limit", "3", "--jsonl")
    rows = lines(out)
    assert code == 0
    assert all(list(row) == READ_FIELDS for row in rows)
    assert len(rows) == 16
    [failed] = [row for row in rows if row["url"] is None]
    assert (failed["newspaper"], failed["status"], failed["error"]) == ("the-evening-signal", "failed", "unreachable")
    for row in rows:
        if row["status"] == "ok":
            assert set(row["topics"]) - {"other"} == set(ALL_NAMES)
            assert row["topic"] in (row["best"], "other")
            assert sum(row["topics"].values()) == pytest.approx(1, abs=1e-4)
            assert row["words"] >= 100
    assert "The Evening Signal: failed" in err


def test_the_sample_is_read_for_people(run):
    code, out, _ = run("read", "--sample", "--limit", "1", "--paper", "the-harbour-post")
    assert code == 0
    assert out.startswith("The Harbour Post | ")


def test_nothing_read_is_status_1(run, tmp_path, monkeypatch):
    monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
    with serving({"/feed.xml": status(403)}) as dead:
        path = tmp_path / "papers.toml"
        path.write_text(catalogue([newspaper(dead, "dead")]))
        code, out, _ = run("read", "--catalogue", path, "--jsonl")
    assert code == 1
    assert lines(out)[0]["error"] == "blocked"


def test_loopback_is_not_read_without_the_setting(run, tmp_path, monkeypatch):
    monkeypatch.delenv("BROADSHEET_ALLOW_LOOPBACK", raising=False)
    with honest_papers(1) as papers:
        path = tmp_path / "papers.toml"
        path.write_text(catalogue(papers))
        code, out, _ = run("read", "--catalogue", path, "--jsonl")
    assert code == 1
    assert lines(out)[0]["error"] == "private_address"


def test_one_page_is_extracted(run, tmp_path):
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(article_html("A bridge").encode()))
    code, out, _ = run("extract", path, "--url", "https://x.example/politics/a")
    [row] = lines(out)
    assert code == 0
    assert list(row) == EXTRACT_FIELDS
    assert (row["title"], row["error"]) == ("A bridge", None)


def test_many_pages_are_extracted_in_order_and_none_is_lost(run, tmp_path):
    good, empty = tmp_path / "good.html", tmp_path / "empty.html"
    good.write_text(article_html("A bridge"))
    empty.write_text("")
    given = [
        json.dumps({"file": str(good), "url": "https://x.example/1"}),
        json.dumps({"file": "/no/such", "url": "https://x.example/2"}),
        "not json",
        json.dumps({"file": str(empty), "url": "https://x.example/4"}),
        json.dumps({"url": 5}),
    ]
    path = tmp_path / "pages.jsonl"
    path.write_text("\n".join(given) + "\n")
    code, out, err = run("extract", "--jsonl", path)
    rows = lines(out)
    assert code == 0
    assert [row["url"] for row in rows] == [
        "https://x.example/1",
        "https://x.example/2",
        None,
        "https://x.example/4",
        None,
    ]
    assert [row["error"] for row in rows] == [None, "unreadable", "unreadable", "no_text", "unreadable"]
    assert all(list(row) == EXTRACT_FIELDS for row in rows)
    assert "Line 3" in err


def test_lines_are_classified_in_order_and_none_is_lost(run, tmp_path):
    given = [
        json.dumps({"id": 7, "title": "Cup final", "text": MATCH}),
        "{broken",
        json.dumps(["a", "list"]),
        json.dumps({"id": "x", "text": None}),
        json.dumps({"id": None, "title": 3, "text": "y"}),
        json.dumps({"id": {"a": 1}, "title": "\ud800 half", "text": MATCH}),
    ]
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(("\ufeff" + "\n\n".join(given)).encode("utf-8", "surrogatepass")))
    code, out, err = run("classify", path, "--jsonl")
    rows = lines(out)
    assert code == 0
    assert [row["id"] for row in rows] == [7, None, None, "x", None, {"a": 1}]
    assert all(list(row) == CLASSIFY_FIELDS for row in rows)
    assert (rows[0]["topic"], rows[0]["best"], rows[0]["reason"]) == ("sport", "sport", None)
    assert [row["topic"] for row in rows[1:5]] == ["other"] * 4
    assert all(row["best"] in CORE_NAMES and row["confidence"] is not None and row["reason"] for row in rows[1:5])
    assert "not JSON" in rows[1]["reason"]
    assert len(err.strip().splitlines()) == 3


def test_a_text_is_classified_for_people(run, tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(MATCH, encoding="utf-16")
    code, _, _ = run("classify", path)
    assert code == 0  # another encoding is read as well as it goes
    path.write_text(MATCH)
    code, out, _ = run("classify", path, "--topics", "5")
    assert code == 0
    assert out.startswith("Sport\n")


def test_standard_input_is_read():
    done = subprocess.run(
        [sys.executable, "-m", "core", "classify", "-"], input=MATCH.encode(), capture_output=True, cwd=ROOT, check=True
    )
    assert done.stdout.startswith(b"Sport")
    empty = subprocess.run([sys.executable, "-m", "core", "classify"], input=b" \n", capture_output=True, cwd=ROOT)
    assert (empty.returncode, empty.stdout) == (2, b"")


def test_a_reader_of_our_output_may_leave_early():
    command = f"{sys.executable} -m core papers list --json | head -1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, cwd=ROOT)
    assert json.loads(done.stdout)
    assert b"Traceback" not in done.stderr


def test_the_core_topics_or_all_on_request(run, tmp_path):
    path = tmp_path / "article.jsonl"
    path.write_text(json.dumps({"id": 1, "title": "Cup final", "text": MATCH}) + "\n")
    for topics in (len(CORE_NAMES), len(ALL_NAMES)):
        code, out, _ = run("classify", "--jsonl", path, "--topics", topics)
        [row] = lines(out)
        assert (code, row["best"], len(row["topics"].keys() - {"other"})) == (0, "sport", topics)
    [by_default] = lines(run("classify", "--jsonl", path)[1])
    assert by_default == row


def test_a_model_is_measured(run, tmp_path):
    path = tmp_path / "labelled.jsonl"
    rows = [
        {"title": "Cup final", "text": MATCH, "topic": "sport"},
        {"title": "", "text": MATCH, "topic": "world"},
        {"title": "Rates", "text": "The central bank raised interest rates and shares fell.", "topic": "business"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    code, out, _ = run("evaluate", path, "--json")
    [found] = lines(out)
    assert code == 0
    assert (found["n"], found["left_out"], len(found["labels"])) == (3, 0, len(ALL_NAMES))
    code, out, _ = run("evaluate", path, "--json", "--topics", 5)
    [found] = lines(out)
    assert (found["n"], found["left_out"], found["accuracy"]) == (2, 1, 1.0)
    code, out, _ = run("evaluate", path, "--model", "bbc-2004")
    assert "n = 2" in out
    path.write_text('{"title": "x", "text": "y", "topic": "weather"}\n')
    code, out, _err = run("evaluate", path)
    assert (code, out) == (2, "")


def test_an_altered_model_is_not_loaded(run, tmp_path, monkeypatch):
    for name in ("manifest.json", "current.joblib"):
        (tmp_path / name).write_bytes((ROOT / "artifacts" / name).read_bytes())
    with (tmp_path / "current.joblib").open("ab") as file:
        file.write(b"x")
    monkeypatch.setenv("BROADSHEET_ARTIFACTS", str(tmp_path))
    path = tmp_path / "a.txt"
    path.write_text(MATCH)
    code, out, err = run("classify", path)
    assert (code, out) == (1, "")
    assert "SHA-256" in err


def test_help_names_every_command(run):
    code, out, _ = run("--help")
    assert code == 0
    for command in ("papers", "read", "extract", "classify", "train", "promote", "evaluate", "archive"):
        assert f"    {command} " in out


def test_gzip_that_breaks_off_is_said(run, tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": 1}\n' * 9)[:20])
    code, _, err = run("classify", path, "--jsonl")
    assert code == 2
    assert "cannot be read" in err
    assert io.StringIO(err).read().count("\n") == 1
