import json

import pytest


def test_read_keep_count_search_export_and_import(run, tmp_path):
    code, _, err = run("read", "--sample", "--archive", "--limit", "4")
    assert code == 0
    assert "Kept: 20 new" in err
    code, out, _ = run("archive", "stats", "--json")
    found = json.loads(out)
    assert (code, found["editions"], found["articles"], found["papers"]) == (0, 1, 20, 6)
    assert "articles" in run("archive", "stats")[1]
    code, out, err = run("archive", "search", "budget", "--json")
    assert code == 0
    assert all("budget" in (row["title"] + row["snippet"]).casefold() for row in map(json.loads, out.splitlines()))
    assert run("archive", "search", "zzzyx")[0] == 1
    code, out, _ = run("archive", "export")
    assert (code, len(out.splitlines())) == (0, 20)
    assert run("archive", "export", "--table", "all", "--out", tmp_path / "all", "--format", "parquet")[0] == 0
    code, out, _ = run("archive", "import", tmp_path / "all", "--json")
    assert code == 0
    assert json.loads(out)["new"] > 0  # the sample made room for what counts as real


def test_forgetting_needs_a_setting(run, monkeypatch):
    assert run("archive", "forget")[0] == 2
    run("read", "--sample", "--archive", "--limit", "1")
    monkeypatch.setenv("BROADSHEET_KEEP_DAYS", "1")
    assert run("archive", "forget", "--json")[1] == '{"forgotten": 0}\n'


@pytest.mark.parametrize(
    "arguments",
    [
        ["archive"],
        ["archive", "nonsense"],
        ["archive", "search"],
        ["archive", "search", '"open'],
        ["archive", "search", "x", "--topic", "weather"],
        ["archive", "search", "x", "--since", "soon"],
        ["archive", "search", "x", "--limit", "0"],
        ["archive", "export", "--table", "nonsense"],
        ["archive", "export", "--table", "all"],
        ["archive", "export", "--out", "x.doc"],
        ["archive", "import", "/no/such.jsonl"],
        ["archive", "import", "x.doc"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_sentence_and_status_2(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_what_cannot_be_kept_is_still_read(run, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BROADSHEET_DATA", str(tmp_path / "file" / "data"))
    code, out, err = run("read", "--sample", "--archive", "--limit", "1")
    assert code == 1
    assert len(out.splitlines()) == 6
    assert "BROADSHEET_DATA" in err
