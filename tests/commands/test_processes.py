"""Each command with each model and each form of input, in a process of its own, as people run it.

Every command runs in a fresh interpreter once; its other combinations run in
forks of a bare one, which costs a tenth (see `tests.support.forks`).
"""

import gzip
import json
import os
import re
import subprocess
import sys

import pytest

from core.settings import ROOT
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, OTHER
from tests.support.forks import Forks
from tests.support.servers import article_html

TEXT = "Rovers won the cup final after extra time. The striker scored twice and the goalkeeper saved a penalty."
LINE = json.dumps({"id": 7, "title": "Cup final", "text": TEXT, "topic": "sport"}) + "\n"
MODELS = {"current": ALL_NAMES, "bbc-2004": CORE_NAMES}
LABELS = {"current": (*ALL_NAMES, OTHER.name), "bbc-2004": CORE_NAMES}
ASKED = [
    ("current", None),
    ("current", len(CORE_NAMES)),
    ("current", len(ALL_NAMES)),
    ("bbc-2004", None),
    ("bbc-2004", len(CORE_NAMES)),
]
FORMS = ["file", "stdin", "gz"]


@pytest.fixture(scope="module")
def forks():
    forks = Forks()
    yield forks
    forks.close()


@pytest.fixture
def run(forks, tmp_path):
    """Runs a command in a fork, `{}` in its arguments being the test's folder; gives what it printed."""

    def call(*arguments, status=0, given=b""):
        words = [str(word).replace("{}", str(tmp_path)) for word in arguments]
        code, out, err = forks.run(words, tmp_path, given, {"BROADSHEET_DATA": str(tmp_path / "data")})
        return checked(code, out, err, status)

    return call


@pytest.fixture
def run_fresh(tmp_path):
    """The same in a fresh interpreter."""

    def call(*arguments, status=0, given=b"", python=()):
        done = subprocess.run(
            [sys.executable, *python, "-m", "core", *(str(word).replace("{}", str(tmp_path)) for word in arguments)],
            input=given,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "BROADSHEET_DATA": str(tmp_path / "data")},
            timeout=120,
        )
        return checked(done.returncode, done.stdout.decode(), done.stderr.decode(), status)

    return call


def checked(code, out, err, status):
    assert "Traceback" not in err
    assert code == status, err
    return out, err


def handed(folder, form, content):
    """The arguments and the standard input that hand over a content in a form."""
    if form == "stdin":
        return [], content.encode()
    path = folder / ("given.gz" if form == "gz" else "given")
    path.write_bytes(gzip.compress(content.encode()) if form == "gz" else content.encode())
    return [path], b""


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def asking(model, topics):
    return ["--model", model, *(["--topics", topics] if topics else [])]


@pytest.mark.parametrize(
    ("form", "model", "topics"),
    [*(("file", *asked) for asked in ASKED), *((form, model, None) for form in FORMS[1:] for model in MODELS)],
)
def test_lines_are_classified(run, tmp_path, form, model, topics):
    arguments, given = handed(tmp_path, form, LINE * 2)
    out, _ = run("classify", "--jsonl", *asking(model, topics), *arguments, given=given)
    found = lines(out)
    assert [row["id"] for row in found] == [7, 7]
    assert {row["best"] for row in found} == {"sport"}
    others = {"other"} if model == "current" else set()  # of a model that learnt it
    assert set(found[0]["topics"]) - others == set(CORE_NAMES if topics == len(CORE_NAMES) else MODELS[model])


@pytest.mark.parametrize(("model", "topics"), ASKED)
def test_a_text_is_classified(run, tmp_path, model, topics):
    arguments, given = handed(tmp_path, FORMS[ASKED.index((model, topics)) % len(FORMS)], TEXT)
    out, _ = run("classify", *asking(model, topics), *arguments, given=given)
    assert len(out.splitlines()) >= 2 + (len(CORE_NAMES) if topics == len(CORE_NAMES) else len(MODELS[model]))
    assert "Sport" in out


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("form", [[], ["--jsonl"]], ids=["people", "jsonl"])
def test_the_sample_is_read(run, model, form):
    out, err = run("read", "--sample", "--limit", 1, "--model", model, *form)
    assert len(out.splitlines()) == 6
    assert "The Harbour Post: " in err
    if form:
        assert {tuple(row["topics"]) for row in lines(out) if row["topics"]} == {LABELS[model]}


def test_pages_are_extracted(run, run_fresh, tmp_path):
    (tmp_path / "a.html").write_text(article_html("Ferry strike ends"))
    (tmp_path / "list").write_text(json.dumps({"file": str(tmp_path / "a.html"), "url": "https://x.example/a"}) + "\n")
    fresh = (run_fresh, ["{}/a.html", "--url", "https://x.example/a"])
    for call, arguments in (fresh, (run, ["--jsonl", "{}/list"])):
        out, _ = call("extract", *arguments)
        assert [row["title"] for row in lines(out)] == ["Ferry strike ends"]


@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]], ids=" ".join)
def test_papers_are_listed(run, run_fresh, form):
    call = run if form else run_fresh
    assert "guardian" in call("papers", "list", *form)[0]


@pytest.mark.parametrize("model", MODELS)
def test_a_model_is_measured(run, run_fresh, tmp_path, model):
    (tmp_path / "labelled").write_text(LINE)
    call = run_fresh if model == "bbc-2004" else run
    [found] = lines(call("evaluate", "{}/labelled", "--model", model, "--json")[0])
    assert (found["n"], found["accuracy"]) == (1, 1.0)


def test_what_is_read_is_kept_found_exported_and_imported(run, run_fresh, tmp_path):
    for model in MODELS:
        run("read", "--sample", "--limit", 1, "--archive", "--model", model)
    [before] = lines(run_fresh("archive", "stats", "--json")[0])
    assert (before["articles"], before["editions"]) == (5, 2)
    assert run("archive", "search", "the")[0]
    run("archive", "export", "--table", "all", "--format", "parquet", "--out", "{}/all")
    (tmp_path / "data").rename(tmp_path / "former")
    run("archive", "import", "{}/all")
    [after] = lines(run("archive", "stats", "--json")[0])
    same = ("articles", "predictions", "papers")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


@pytest.mark.parametrize("arguments", [["train"], ["train", "--from-archive"], ["promote", "--no-such"]])
def test_wrong_use_ends_with_a_sentence(run_fresh, arguments):
    out, err = run_fresh(*arguments, status=2)
    assert (out, len(err.splitlines())) == ("", 1)


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["train"], ["extract"]])
def test_help_and_wrong_use_load_nothing_heavy(arguments):
    command = [sys.executable, "-X", "importtime", "-m", "core", *arguments]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120, text=True)
    loaded = set(re.findall(r"^import time:.*\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert "core.commands.archive" in loaded
    assert not loaded & {
        "sklearn",
        "numpy",
        "pandas",
        "sqlalchemy",
        "httpx",
        "lxml",
        "pyarrow",
        "streamlit",
        "dateutil",
    }


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("read --sample --limit 1", "The Harbour Post |"),
        ("classify", "Sport\n"),
        ("classify --jsonl --model bbc-2004", '"best": "sport"'),
    ],
)
def test_pandas_is_not_loaded_for_nothing(run_fresh, command, answer):
    out, err = run_fresh(*command.split(), given=LINE.encode(), python=("-X", "importtime"))
    assert answer in out
    loaded = set(re.findall(r"^import time:.*\| +([\w.]+)$", err, re.MULTILINE))
    assert "sklearn.utils.fixes" in loaded
    assert not {name for name in loaded if name.startswith("pandas.")}  # an attempt that fails names "pandas" alone
    training = {"sklearn.linear_model", "sklearn.svm", "scipy.stats"}
    assert "bbc-2004" in command or not loaded & training  # the original's classifier is an SVM of scikit-learn
